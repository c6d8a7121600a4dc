import { defineConfig } from '@playwright/test';

/** Chromium otherwise calls home, which only slows a test machine down. */
const QUIET_NETWORK = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-domain-reliability', '--no-first-run'];
/** There is no graphics card, and pretending one costs more than drawing. */
const NO_GRAPHICS = ['--disable-gpu'];
/** Chromium's sandbox refuses to run as root. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Run by `npm test`, which starts the product and says where it is. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  // A second try tells bad luck from a fault; what needed it is listed as flaky at the end of the run.
  retries: process.env.CI ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  // More than the longest wait for what a worker does later.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.PUBLIC_ORIGIN,
    screenshot: 'only-on-failure',
    // Keeping one of every test costs a third of the suite's time.
    trace: process.env.CI ? 'on-first-retry' : 'off',
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    // The slide from page to page is left out: each would be waited for.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: [...QUIET_NETWORK, ...NO_GRAPHICS, ...AS_ROOT] },
  },
  // A test that makes sense in one of them only says so in its title: @scripts-on or @scripts-off. What patients do is
  // walked in both; the long stories of desk and portal take turns, for each page is a form either way.
  projects: [
    { name: 'scripts-on', use: { viewport: { width: 1280, height: 800 } }, grepInvert: /@scripts-off/ },
    { name: 'scripts-off', use: { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true, isMobile: true }, grepInvert: /@scripts-on/ },
  ],
});
