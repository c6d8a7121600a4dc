import type { Request } from '@playwright/test';
import { expect, test, type Page } from './fixtures.ts';
import { giveSession } from './fixtures-people.ts';
import { holdConsultation } from './fixtures-visits.ts';

/** What a first load may weigh on the wire, compressed, in bytes (1 kB = 1,000). */
const SCRIPT_BYTES = 100_000;
const OTHER_BYTES = 30_000;
const WALK_MS = 120_000;
const GUEST_PATHS = ['/', '/search', '/search?q=cardiology', '/search?q=nothing-like-this', '/providers/dr-ananya-rao', '/providers/pulse-diagnostics', '/visit', '/sign-in', '/register', '/forgot-password', '/reset-password?token=none', '/no-such-page'];

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
  for (const path of GUEST_PATHS) {
    const fresh = await browser.newContext({ baseURL });
    await expectLight(await fresh.newPage(), path);
    await fresh.close();
  }
});

test('a first load of a patient’s page is light @scripts-on', async ({ context, browser, db, baseURL, patient }) => {
  test.setTimeout(WALK_MS);
  const { code } = await holdConsultation(db, patient.id, 'dr-kiran-hegde');
  await giveSession(context, db, patient, baseURL!);
  const storageState = await context.storageState();
  for (const path of ['/visits', `/visits/${code}`, `/visits/${code}/pay`, '/account']) {
    const fresh = await browser.newContext({ baseURL, storageState });
    await expectLight(await fresh.newPage(), path);
    await fresh.close();
  }
});
