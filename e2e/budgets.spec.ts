import type { Request } from '@playwright/test';
import { expect, test, type Page } from './fixtures.ts';
import { GUEST_PAGES, pagesOf } from './fixtures-pages.ts';

/** What a first load may weigh on the wire, compressed, in bytes (1 kB = 1,000). */
const SCRIPT_BYTES = 100_000;
const OTHER_BYTES = 30_000;
const WALK_MS = 120_000;
/** Shows every component there is; nobody books on it. */
const NO_PATIENT_PAGE = new Set(['styleguide']);

async function weigh(page: Page, path: string): Promise<{ scripts: number; others: number }> {
  const loaded: Request[] = [];
  page.on('requestfinished', (request) => loaded.push(request));
  await page.goto(path, { waitUntil: 'load' });
  const weight = { scripts: 0, others: 0 };
  for (const request of loaded) {
    const { responseBodySize } = await request.sizes();
    weight[request.resourceType() === 'script' ? 'scripts' : 'others'] += responseBodySize;
  }
  return weight;
}

async function expectLight(page: Page, path: string): Promise<void> {
  const { scripts, others } = await weigh(page, path);
  expect.soft(scripts, `${path}: JavaScript`).toBeLessThanOrEqual(SCRIPT_BYTES);
  expect.soft(scripts, `${path}: scripts were measured at all`).toBeGreaterThan(1_000);
  expect.soft(others, `${path}: everything else`).toBeLessThanOrEqual(OTHER_BYTES);
}

test('a first load of a guest’s page is light @scripts-on', async ({ browser, baseURL }) => {
  test.setTimeout(WALK_MS);
  for (const [name, path] of Object.entries(GUEST_PAGES)) {
    if (NO_PATIENT_PAGE.has(name)) continue;
    const fresh = await browser.newContext({ baseURL });
    await expectLight(await fresh.newPage(), path);
    await fresh.close();
  }
});

test('a first load of a patient’s page is light @scripts-on', async ({ page, context, browser, db, baseURL }) => {
  test.setTimeout(WALK_MS);
  const pages = await pagesOf('patient', { page, context, db, origin: baseURL! });
  const storageState = await context.storageState();
  for (const path of Object.values(pages)) {
    const fresh = await browser.newContext({ baseURL, storageState });
    await expectLight(await fresh.newPage(), path);
    await fresh.close();
  }
});
