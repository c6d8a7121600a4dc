import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { LOGINS } from '#db/demo-logins.ts';
import type { Database } from '#db/client.ts';
import { expect, scriptsAreOn, scrollsSideways, signIn, soon, test, type Page } from './fixtures.ts';
import type { EmulatorAdmin } from './razorpay-emulator/admin-client.ts';
import type { PlantKind } from './razorpay-emulator/plants/entities.ts';

/** What Razorpay's books begin to say otherwise than ours, about a payment that was really made. */
interface Planted {
  readonly day: LocalDate;
  readonly paymentId: string;
  readonly amountPaise: number;
  readonly feePaise: number;
}

/**
 * In a day of the test's own, `turn` of the settled ones from the latest: tests run side by side, each in both browsers,
 * and a day of two faults closes for nobody.
 */
async function plantInDay(emulator: EmulatorAdmin, turn: number, fault: { readonly kind: PlantKind; readonly paise?: number }): Promise<Planted> {
  const { settlements, payments } = await emulator.state();
  const days = settlements.map(({ id, created_at }) => ({ id, day: localDateOf(new Date(created_at * 1_000), BOOKS_ZONE) })).filter(({ day }) => day < localDateOf(new Date(), BOOKS_ZONE));
  const { id, day } = days[2 * turn + (scriptsAreOn() ? 0 : 1)]!;
  const { id: paymentId } = await emulator.plant({ ...fault, id });
  const payment = payments.find((each) => each.id === paymentId)!;
  return { day, paymentId, amountPaise: payment.amount, feePaise: payment.fee ?? 0 };
}

/** Presses what closes a day and looks until the worker has done it so often. */
async function closeDay(page: Page, day: LocalDate, times: 'Once' | '2 times'): Promise<void> {
  if (times === 'Once') {
    await page.goto('/admin/books');
    await page.getByRole('textbox', { name: 'Day' }).fill(day);
    await page.getByRole('button', { name: 'Close this day' }).click();
  } else {
    await page.goto(`/admin/books/${day}`);
    await page.getByRole('button', { name: 'Close this day again' }).click();
  }
  await expect(page.getByText('This day is being closed')).toBeVisible();
  await soon(async () => {
    await page.goto(`/admin/books/${day}`);
    await expect(factOf(page, 'This report', 'Closed')).toHaveText(times, { timeout: 500 });
  });
}

/** What a card of the page says of a thing. */
function factOf(page: Page, card: string, term: string) {
  const facts = page.locator('.card').filter({ has: page.getByRole('heading', { name: card, exact: true }) });
  return facts.locator('dt').filter({ hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]');
}

/** From the desk's first sentence to what is wrong. */
async function openFromDesk(page: Page, subjectId: string): Promise<void> {
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/in \d+ discrepanc(y|ies).* needs? you$/);
  await page.getByRole('row').filter({ hasText: subjectId }).getByRole('link').first().click();
}

async function ledgerOf(db: Database, discrepancyId: string) {
  const correction = await db
    .selectFrom('ledger_posting')
    .innerJoin('ledger_entry', 'ledger_entry.posting_id', 'ledger_posting.id')
    .select(['account', 'amount_paise'])
    .where('event', '=', 'reconciliation_corrected')
    .where('source_id', '=', discrepancyId)
    .orderBy('line')
    .execute();
  const { sum } = await db.selectFrom('ledger_entry').select(({ fn }) => fn.sum<string>('amount_paise').as('sum')).executeTakeFirstOrThrow();
  return { correction: correction.map(({ account, amount_paise }) => [account, amount_paise]), sum: Number(sum) };
}

const idIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;

test('a fee that differs is found from the desk, understood and accepted, and its day closes at nothing unexplained @scripts-off', async ({ page, db, emulator, shot }) => {
  const { day, paymentId, feePaise } = await plantInDay(emulator, 0, { kind: 'payment_fee' });
  await signIn(page, LOGINS.kavita);
  await closeDay(page, day, 'Once');
  await expect(page.getByText(`1 discrepancy open, ${formatPaise(118)} unexplained`)).toBeVisible();

  await openFromDesk(page, paymentId);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Razorpay’s fee is different');
  await expect(page.getByText('Razorpay’s fee for this payment is not the one we booked.').first()).toBeVisible();
  await expect(page.getByText('If the fee is right, accept it; it is posted as a cost.')).toBeVisible();
  await expect(page.getByText(`It is ${formatPaise(feePaise + 118)} at Razorpay and ${formatPaise(feePaise)} in our books: ${formatPaise(118)} more.`)).toBeVisible();
  await expect(factOf(page, 'Both books', 'Fee in our books')).toHaveText(formatPaise(feePaise));
  await expect(factOf(page, 'Both books', 'Fee at Razorpay')).toHaveText(formatPaise(feePaise + 118));
  await expect(factOf(page, 'Both books', 'Difference')).toHaveText(`+${formatPaise(118)}`);
  await expect(factOf(page, 'Both books', 'Visit').getByRole('link')).toBeVisible();
  expect(await scrollsSideways(page)).toBe(false);
  await shot('discrepancy-fee');

  // Nothing is decided without a reason.
  await page.getByRole('button', { name: 'Accept Razorpay’s word' }).click();
  await expect(page.getByRole('alert')).toContainText('Say why');
  await page.getByLabel('Why', { exact: true }).fill('Razorpay raised the fee of this card; its price list says so');
  await page.getByRole('button', { name: 'Accept Razorpay’s word' }).click();
  await expect(page.getByText('Razorpay’s word is posted, and this is closed.')).toBeVisible();
  await shot('discrepancy-fee-accepted');
  expect(await ledgerOf(db, idIn(page))).toEqual({ correction: [['razorpay_balance', -118], ['gateway_fees', 118]], sum: 0 });

  await factOf(page, 'Both books', 'Day').getByRole('link').click();
  await expect(page.getByText(`Closed: ${formatPaise(0)} unexplained`)).toBeVisible();
  await closeDay(page, day, '2 times');
  await expect(page.getByText(`Closed: ${formatPaise(0)} unexplained`)).toBeVisible();
  await expect(factOf(page, 'Settled to our bank', 'Difference')).toHaveText(`${formatPaise(-118)}, explained below`);
  await shot('books-day-closed');
  expect(await scrollsSideways(page)).toBe(false);

  // On paper stands the report, and nothing that can only be pressed.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(`Closed: ${formatPaise(0)} unexplained`)).toBeVisible();
  await expect(factOf(page, 'Settled to our bank', 'Difference')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('button')).toHaveCount(0);
  expect(await scrollsSideways(page)).toBe(false);
});

test('a large difference takes two admins, and then its day closes at nothing unexplained @scripts-on', async ({ page, browser, db, emulator, shot }) => {
  const morePaise = 600_000;
  const { day, paymentId, amountPaise } = await plantInDay(emulator, 1, { kind: 'payment_amount_over', paise: morePaise });
  await signIn(page, LOGINS.kavita);
  await closeDay(page, day, 'Once');

  await openFromDesk(page, paymentId);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Razorpay’s amount is larger');
  await expect(page.getByText(`It is ${formatPaise(amountPaise + morePaise)} at Razorpay and ${formatPaise(amountPaise)} in our books: ${formatPaise(morePaise)} more.`)).toBeVisible();
  await expect(factOf(page, 'Both books', 'Our books')).toHaveText(formatPaise(amountPaise));
  await expect(factOf(page, 'Both books', 'Razorpay')).toHaveText(formatPaise(amountPaise + morePaise));
  await expect(factOf(page, 'Both books', 'Difference')).toHaveText(`+${formatPaise(morePaise)}`);
  await expect(page.getByText(`A correction above ${formatPaise(500_000)} takes two admins`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept Razorpay’s word' })).toHaveCount(0);
  await page.getByLabel('Why', { exact: true }).fill('The bank’s statement has the larger sum');
  await page.getByRole('button', { name: 'Escalate to a second admin' }).click();
  await expect(page.getByText('It waits for another admin.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept Razorpay’s word' })).toHaveCount(0);
  await shot('discrepancy-escalated');
  const discrepancyId = idIn(page);
  expect((await ledgerOf(db, discrepancyId)).correction).toEqual([]);

  const context = await browser.newContext();
  const second = await context.newPage();
  await signIn(second, LOGINS.rohan);
  await openFromDesk(second, paymentId);
  await expect(second.getByText(/^Kavita Menon escalated it/)).toBeVisible();
  await second.getByLabel('Why', { exact: true }).fill('Razorpay confirmed it in writing');
  await second.getByRole('button', { name: 'Accept Razorpay’s word' }).click();
  await expect(second.getByText('Razorpay’s word is posted, and this is closed.')).toBeVisible();
  await shot('discrepancy-accepted-by-second', second);
  await context.close();
  expect(await ledgerOf(db, discrepancyId)).toEqual({ correction: [['razorpay_balance', morePaise], ['reconciliation_differences', -morePaise]], sum: 0 });

  await page.goto(`/admin/books/${day}`);
  await expect(page.getByText(`Closed: ${formatPaise(0)} unexplained`)).toBeVisible();
});
