import { LOGINS } from '#db/demo-logins.ts';
import { parseRupees } from '#app/domain/money.ts';
import { expect, scrollsSideways, signIn, soon, test, type Page } from './fixtures.ts';
import { payVisit } from './fixtures-paid.ts';

const LIVE_LINE = /\/admin\/live\?/;

/** Other tests pay as well, so that the sum may be larger than what this one adds. */
async function moneyInToday(page: Page): Promise<number> {
  const card = page.locator('.card').filter({ has: page.getByRole('link', { name: 'Money in today' }) });
  return parseRupees((await card.locator('.money').first().textContent()) ?? '') ?? 0;
}

const sumOf = (parts: readonly { readonly paid_paise: number }[]) => parts.reduce((sum, part) => sum + part.paid_paise, 0);

test('a payment made elsewhere appears on the desk without a reload @scripts-on', async ({ page, db, emulator, patient, shot }) => {
  await signIn(page, LOGINS.kavita);
  await page.goto('/admin');
  await expect(page.getByText('Live ·')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Refresh' })).toBeHidden();
  const before = await moneyInToday(page);
  await page.evaluate(() => document.body.setAttribute('data-never-reloaded', ''));
  const { parts } = await payVisit(db, emulator, patient.id, [['dr-ananya-rao', 'consultation']]);
  await soon(async () => expect(await moneyInToday(page)).toBeGreaterThanOrEqual(before + sumOf(parts)));
  await expect(page.locator('[data-live-note]')).toHaveText(/^Updated \d\d:\d\d$/);
  await expect(page.locator('body[data-never-reloaded]')).toBeVisible();
  await shot('desk-live');
});

test('a desk that has lost its line says since when, and comes back @scripts-on', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, LOGINS.kavita);
  await page.route(LIVE_LINE, (route) => route.fulfill({ status: 429, body: 'Too many open desks' }));
  await page.goto('/admin');
  await expect(page.getByText(/^Not live since \d\d:\d\d$/)).toBeVisible({ timeout: 20_000 });
  await page.unroute(LIVE_LINE);
  await page.getByRole('link', { name: 'Refresh' }).click();
  await expect(page.getByText('Live ·')).toBeVisible();
});

test('without scripts the desk says how fresh it is, and is refreshed by a link @scripts-off', async ({ page, db, emulator, patient, shot }) => {
  await signIn(page, LOGINS.kavita);
  await page.goto('/admin');
  await expect(page.getByText(/^As of \w{3} \d+ \w{3}, \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText('Live ·')).toBeHidden();
  const before = await moneyInToday(page);
  const { parts } = await payVisit(db, emulator, patient.id, [['dr-ananya-rao', 'consultation']]);
  await page.getByRole('link', { name: 'Refresh' }).click();
  await expect.poll(() => moneyInToday(page)).toBeGreaterThanOrEqual(before + sumOf(parts));
  await page.getByText('Numbers of “Money in, returned and paid out”').click();
  await expect(page.getByRole('table', { name: 'Money in, returned and paid out' })).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await shot('desk-without-scripts');
});
