import { formatPaise } from '#app/domain/money.ts';
import { cancelButtonWords } from '#app/components/booking/cancel-words.ts';
import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import type { Database } from '#db/client.ts';
import { expect, expectSoon, scriptsAreOn, scrollsSideways, test, type Page } from './fixtures.ts';
import { payVisit, productGateway, type PaidVisit, type WantedService } from './fixtures-paid.ts';
import { giveSession } from './fixtures-people.ts';
import { findAccessFaults } from './access-faults.ts';
import { healRefunds, inTurn } from './fixtures-refunds.ts';

const CONSULTATION = 0;
const LAB_TEST = 1;
const HOUR_MS = 3_600_000;
const KULKARNI: readonly WantedService[] = [['dr-sneha-kulkarni', 'consultation'], ['dr-sneha-kulkarni', 'follow_up']];

test.beforeEach(async ({ context, db, patient, baseURL }) => giveSession(context, db, patient, baseURL!));

const partsOf = (db: Database, visit: PaidVisit) => db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();

/** As if the service had been booked for then. */
async function startIn(db: Database, visit: PaidVisit, index: number, hours: number): Promise<void> {
  await db.updateTable('individual_booking').set({ starts_at: new Date(Date.now() + hours * HOUR_MS) }).where('id', '=', visit.parts[index]!.id).execute();
}

/** From the visit's page to the sum. */
async function askForOne(page: Page, visit: PaidVisit, index: number): Promise<void> {
  await page.goto(`/visits/${visit.code}`);
  await page.locator(`a[href$="/cancel?part=${visit.parts[index]!.id}"]`).click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.getByRole('button', { name: 'See what comes back' }).click();
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

async function expectRecomputedSame(page: Page, paise: number): Promise<void> {
  await page.getByRole('link', { name: 'Recompute' }).click();
  await expect(page.getByText(`Recomputed from the rules you bought: ${formatPaise(paise)} — the same`)).toBeVisible();
}

/** Every amount of the sum, in its order, in paise. */
async function amountsIn(page: Page): Promise<number[]> {
  const texts = await page.locator('.refund-sum td .money').allInnerTexts();
  return texts.map((text) => Number(text.replace(/[^\d]/g, '')) * (text.startsWith('−') ? -1 : 1));
}

test('cancels one of three services with a coupon, and follows the money to the bank', async ({ page, db, emulator, patient, mailbox, shot }) => {
  test.setTimeout(100_000);
  const visit = await payVisit(db, emulator, patient.id, undefined, 'WELCOME200');
  const { list_price_paise: list, coupon_share_paise: share, paid_paise: paid } = (await partsOf(db, visit))[LAB_TEST]!;
  expect(share).toBeGreaterThan(0);
  await askForOne(page, visit, LAB_TEST);
  await expect(page.getByText(/^This stays as shown until \d\d:\d\d\.$/)).toBeVisible();
  expect(await amountsIn(page)).toEqual([list, -share, paid, 0, paid]);
  await expect(page.getByText(/^Lab day-before: all you paid comes back until /)).toBeVisible();
  await shot('cancel-quote');

  await inTurn(db, 'account', async () => {
    await page.getByLabel('Why do you cancel?').selectOption({ label: 'The patient is unwell' });
    await press(page, `Cancel ${visit.parts[LAB_TEST]!.service_name} and refund ${formatPaise(paid)}`);
    await expect(page).toHaveURL(/\/receipts\/\w{20}\?done=1$/);
    await expect(page.getByText(`${formatPaise(paid)} goes back to what you paid with (UPI).`)).toBeVisible();
    await expectSoon(page, /^Your bank has it since .+ and shows it by /);
  });
  await shot('cancel-receipt');
  expect(await amountsIn(page)).toEqual([list, -share, paid, 0, paid]);
  await expectRecomputedSame(page, paid);

  const refund = await db.selectFrom('refund').select(['gateway_refund_id', 'gateway_payment_id']).where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
  const { acquirer_data: bank } = await emulator.giveArn(refund.gateway_refund_id!);
  await lookAtRefunds({ db, gateway: productGateway() }, { gatewayPaymentId: refund.gateway_payment_id, now: new Date() });
  await page.reload();
  await expect(page.getByText('quote this reference:')).toContainText(bank.rrn!);

  await page.goto(`/visits/${visit.code}`);
  await expect(page.getByText(/^You cancelled on .+: the patient is unwell\.$/)).toBeVisible();
  await expect(page.getByText('Partly cancelled')).toBeVisible();
  await shot('visit-partly-cancelled');
  const mail = await mailbox.waitFor(patient.email, /^Cancelled:/);
  expect(mail.text).toContain(formatPaise(paid));
  expect((await partsOf(db, visit)).map((part) => part.status)).toEqual(['confirmed', 'cancelled', 'confirmed']);
});

const TIERS: readonly { name: string; index: number; hours: number; collected?: boolean; comesBack: (paidPaise: number) => number }[] = [
  { name: 'half of a consultation after its first deadline', index: CONSULTATION, hours: 10, comesBack: (paid) => paid - Math.floor(paid / 2) },
  { name: 'nothing of a consultation that is near', index: CONSULTATION, hours: 2, comesBack: () => 0 },
  { name: 'all but the lab’s fee once its evening has passed', index: LAB_TEST, hours: 2, comesBack: (paid) => paid - 20_000 },
  { name: 'nothing of a test whose sample was collected', index: LAB_TEST, hours: 2, collected: true, comesBack: () => 0 },
];

for (const { name, index, hours, collected, comesBack } of TIERS) {
  test(`gives back ${name}`, async ({ page, db, emulator, patient }) => {
    const visit = await payVisit(db, emulator, patient.id, undefined, 'WELCOME200');
    await startIn(db, visit, index, hours);
    if (collected) await db.updateTable('individual_booking').set({ sample_collected_at: new Date() }).where('id', '=', visit.parts[index]!.id).execute();
    const part = (await partsOf(db, visit))[index]!;
    const refundPaise = comesBack(part.paid_paise);
    await askForOne(page, visit, index);
    expect(await amountsIn(page)).toEqual([part.list_price_paise, -part.coupon_share_paise, part.paid_paise, refundPaise - part.paid_paise, refundPaise]);
    await press(page, cancelButtonWords([{ kind: part.service_kind, service: part.service_name, paidPaise: part.paid_paise }], refundPaise));
    await expect(page).toHaveURL(/\/receipts\/\w{20}\?done=1$/);
    await expectRecomputedSame(page, refundPaise);
    const refunds = await db.selectFrom('refund').select('amount_paise').where('master_booking_id', '=', visit.masterBookingId).execute();
    expect(refunds.map((refund) => refund.amount_paise)).toEqual(refundPaise > 0 ? [refundPaise] : []);
    await page.goto(`/visits/${visit.code}`);
    const fee = part.paid_paise - refundPaise;
    await expect(page.getByText('Your money')).toBeVisible();
    await expect(page.locator('dl').filter({ hasText: 'Cancellation fees' })).toContainText(formatPaise(-fee));
  });
}

test('asks what becomes of a follow-up, and takes its price from the refund', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id, KULKARNI);
  const [consultation, followUp] = await partsOf(db, visit);
  const difference = followUp!.full_price_paise - followUp!.list_price_paise;
  expect(difference, 'the follow-up is cheaper because of its consultation').toBeGreaterThan(0);
  await askForOne(page, visit, CONSULTATION);
  await expect(page.getByRole('heading', { name: 'What about your follow-up?' })).toBeVisible();
  await press(page, 'See what comes back');
  await expect(page.getByRole('alert')).toContainText('Say what should become of the follow-up.');
  await page.getByLabel(`Keep it at the full price, ${formatPaise(difference)} more`).check();
  await shot('cancel-follow-up');
  await press(page, 'See what comes back');
  await expect(page.getByText('What stays booked')).toBeVisible();
  await press(page, `Cancel consultation and refund ${formatPaise(consultation!.paid_paise - difference)}`);
  await expectRecomputedSame(page, consultation!.paid_paise - difference);

  await askForOne(page, visit, 1);
  await expect(page.getByText('Difference to the full price, paid earlier')).toBeVisible();
  await press(page, `Cancel follow-up and refund ${formatPaise(followUp!.full_price_paise)}`);
  await page.goto(`/visits/${visit.code}`);
  await expect(page.locator('dl').filter({ hasText: 'For what you keep' })).toContainText('₹0.00');
});

test('a sum that is out of date is shown anew before anything is cancelled', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  await askForOne(page, visit, CONSULTATION);
  const paid = visit.parts[CONSULTATION]!.paid_paise;
  await startIn(db, visit, CONSULTATION, 10);
  await db.updateTable('cancellation_quote').set({ expires_at: new Date(Date.now() - 1_000) }).where('master_booking_id', '=', visit.masterBookingId).execute();
  await press(page, `Cancel consultation and refund ${formatPaise(paid)}`);
  await expect(page.getByText('What we showed you is out of date, so nothing was cancelled')).toBeVisible();
  await expect(page.getByText(`It would now give back ${formatPaise(paid / 2)}; look again and confirm.`)).toBeVisible();
  await shot('cancel-renewed');
  expect((await partsOf(db, visit)).map((part) => part.status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  await press(page, `Cancel consultation and refund ${formatPaise(paid / 2)}`);
  await expect(page).toHaveURL(/\/receipts\//);
});

test('pressing twice and going back cancels once', async ({ page, context, db, emulator, patient }) => {
  const visit = await payVisit(db, emulator, patient.id);
  await askForOne(page, visit, LAB_TEST);
  const second = await context.newPage();
  await second.goto(page.url());
  await press(page, /^Cancel .+ and refund/);
  await expect(page).toHaveURL(/\?done=1$/);
  await press(second, /^Cancel .+ and refund/);
  await expect(second).toHaveURL(/\/receipts\/\w{20}$/);
  expect(await db.selectFrom('refund').select('id').where('master_booking_id', '=', visit.masterBookingId).execute()).toHaveLength(1);
});

/** Cancels the lab test on the page and stays on its receipt. */
async function cancelLabTest(page: Page, visit: PaidVisit): Promise<void> {
  await askForOne(page, visit, LAB_TEST);
  await press(page, /^Cancel .+ and refund/);
  await expect(page).toHaveURL(/\?done=1$/);
}

test('a refund can be followed while it is sent, and when the bank gives it back', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  await inTurn(db, 'account', async () => {
    await emulator.setSettings({ refundMode: 'pending' });
    try {
      await cancelLabTest(page, visit);
      await expectSoon(page, /^It was sent to your bank on .+\. It should be there by /);
    } finally {
      await emulator.setSettings({ refundMode: 'processed' });
    }
  });
  await shot('refund-sent');
  const refund = await db.selectFrom('refund').select('gateway_refund_id').where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
  await emulator.settleRefund(refund.gateway_refund_id!, 'failed');
  await expectSoon(page, 'Needs another way');
  await expect(page.getByText('The money is safe and still yours')).toBeVisible();
  await shot('refund-needs-another-way');
});

test('a refund waits for the payment service in the open, and arrives', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  await inTurn(db, 'account', async () => {
    await emulator.setSettings({ lowBalance: 'clear' });
    try {
      await cancelLabTest(page, visit);
      await expectSoon(page, 'It is waiting for the payment service and goes on by itself.');
    } finally {
      await emulator.setSettings({ lowBalance: 'off' });
    }
    await shot('refund-waiting');
    await healRefunds(db, visit);
    await expectSoon(page, /^Your bank has it since /);
  });
});

test('a refund without an answer is said to be checked, and is paid once', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  const { gateway_payment_id: paymentId } = await db.selectFrom('payment_transaction').select('gateway_payment_id').where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
  await emulator.setFault({ kind: 'reset', method: 'POST', path: `/v1/payments/${paymentId}/refund`, times: 1 });
  await inTurn(db, 'account', async () => {
    await cancelLabTest(page, visit);
    await expectSoon(page, /^The payment service has not answered yet, so we are checking\./);
    await shot('refund-checked');
    await healRefunds(db, visit);
    await expectSoon(page, /^Your bank has it since /);
  });
  const { refunds } = await emulator.state();
  expect(refunds.filter((refund) => refund.payment_id === paymentId)).toHaveLength(1);
});

test('the pages of a cancellation can be used by everybody', async ({ page, db, emulator, patient }) => {
  const visit = await payVisit(db, emulator, patient.id, KULKARNI);
  const look = async (what: string) => {
    expect.soft(await scrollsSideways(page), what).toBe(false);
    if (!scriptsAreOn()) return;
    expect.soft(await findAccessFaults(page), what).toEqual([]);
  };
  await page.goto(`/visits/${visit.code}/cancel`);
  await press(page, 'See what comes back');
  await expect(page.getByRole('alert')).toContainText('Choose at least one service to cancel.');
  await look('nothing chosen');
  await askForOne(page, visit, CONSULTATION);
  await look('the question');
  await page.getByLabel('Cancel it too').check();
  await press(page, 'See what comes back');
  await look('the sum');
  await press(page, /^Cancel consultation and follow-up and refund/);
  await look('the receipt');
  await page.getByRole('link', { name: 'Your visit' }).click();
  await look('the visit');
  await page.goto(`/visits/${visit.code}/cancel`);
  await expect(page.getByText('Nothing in this visit can be cancelled any more')).toBeVisible();
  await look('nothing left');
});
