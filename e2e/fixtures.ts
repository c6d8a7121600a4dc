import { expect, test as base, type Page } from '@playwright/test';
import { openDatabase, type Database } from '#db/client.ts';
import { clockOffsetMs } from './clock/move-clock.ts';
import { shiftDate } from './clock/shift-date.ts';
import { createEmulatorAdmin, type EmulatorAdmin } from './razorpay-emulator/admin-client.ts';
import { addPatient, PASSWORD, type TestPatient } from './fixtures-people.ts';
import { openMailbox, type MailboxReader } from './fixtures-mailbox.ts';

export { expect, type Page };

const SOON_MS = 90_000;

interface Fixtures {
  /** A patient of this test's own, who has an account and nothing else. */
  patient: TestPatient;
  /** Keeps the whole page as a picture in test-results/screens, by project; only for `npm test -- --only browser --screens`. */
  shot: (name: string, page?: Page) => Promise<void>;
  /** What the browser complained about; the test fails when it ends with anything in it. */
  complaints: string[];
}

interface WorkerFixtures {
  db: Database;
  emulator: EmulatorAdmin;
  mailbox: MailboxReader;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  db: [
    async ({ browserName: _browser }, use) => {
      const db = openDatabase(named('DATABASE_URL'), { connections: 4 });
      await use(db);
      await db.destroy();
    },
    { scope: 'worker' },
  ],
  emulator: [async ({ browserName: _browser }, use) => use(createEmulatorAdmin(named('RAZORPAY_EMULATOR_URL'))), { scope: 'worker' }],
  mailbox: [async ({ browserName: _browser }, use) => use(openMailbox(named('MAILBOX_URL'))), { scope: 'worker' }],
  context: async ({ context }, use) => {
    if (clockOffsetMs() !== 0) await context.addInitScript(shiftDate, clockOffsetMs());
    await use(context);
  },
  patient: async ({ db }, use) => use(await addPatient(db)),
  shot: async ({ page }, use, { project }) => {
    await use(async (name, of = page) => {
      if (!process.env.SCREENS) return;
      const size = of.viewportSize()!;
      // A screen as high as the page, so that what sticks to the screen's edge hides nothing.
      const height = await of.evaluate(() => document.documentElement.scrollHeight);
      await of.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
      await of.screenshot({ path: `test-results/screens/${name}-${size.width}-${project.name}.png`, fullPage: true, animations: 'disabled' });
      await of.setViewportSize(size);
    });
  },
  // A policy violation, a script that throws and a missing file all end here.
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints: string[] = [];
      // A picture taken in the middle of a page transition ends the transition, which is no fault of the page.
      page.on('pageerror', (error) => {
        if (!/^Transition was aborted .+ Viewport size changed/.test(error.message)) complaints.push(error.message);
      });
      page.on('console', (message) => {
        const ours = message.location().url.startsWith(baseURL ?? '') || /Content Security Policy/i.test(message.text());
        const refusedOnPurpose = /the server responded with a status of 4\d\d/.test(message.text());
        if (message.type() === 'error' && ours && !refusedOnPurpose) complaints.push(`${message.text()} (${message.location().url})`);
      });
      await use(complaints);
      expect(complaints, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
});

/** `npm test` starts the product and says where everything is. */
export function named(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the browser tests with \`npm test\``);
  return value;
}

export async function signIn(page: Page, { email, password = PASSWORD }: { email: string; password?: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Looks again until it is so: worker, bank and machine are as fast as they are. The only way to look at what happens later. */
export async function soon(look: () => Promise<void>): Promise<void> {
  await expect(look).toPass({ timeout: SOON_MS, intervals: [250] });
}

/** Reloads until the page says so. */
export async function expectSoon(page: Page, text: string | RegExp): Promise<void> {
  await soon(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 1_000 });
  });
}

export function scriptsAreOn(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}
