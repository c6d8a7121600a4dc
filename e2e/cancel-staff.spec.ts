import { formatPaise } from '#app/domain/money.ts';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { LOGINS } from '#db/demo-logins.ts';
import type { Database } from '#db/client.ts';
import { expect, expectSoon, signIn, test } from './fixtures.ts';
import { payVisit, type PaidVisit, type WantedService } from './fixtures-paid.ts';
import { cancelAsDesk, failAtTheBank, healRefunds, inTurn, sendWithoutBalance } from './fixtures-refunds.ts';

const LAB_TEST = 1;
const HILL_CONSULTATION: readonly WantedService[] = [['dr-rajeev-sharma', 'consultation']];
/** Events of a refund that Razorpay has: at once with the bank, or soon. */
const GONE = /^Refund (taken by Razorpay|sent to the bank)$/;
/** The outbox is emptied every minute when nobody nudges it. */
const MAIL_WITHIN_MS = 75_000;

const statusesOf = async (db: Database, visit: PaidVisit) =>
  (await db.selectFrom('individual_booking').select('status').where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute()).map((part) => part.status);

test('a lab cancels its one of three services, and only its own @scripts-off', async ({ page, db, emulator, patient, mailbox, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  const [consultation, labTest] = await db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  await signIn(page, LOGINS.pulse);
  expect((await page.goto(`/provider/bookings/${consultation!.id}`))!.status()).toBe(404);

  await page.goto(`/provider?date=${localDateOf(labTest!.starts_at, labTest!.zone)}`);
  await page.locator(`a[href="/provider/bookings/${labTest!.id}"]`).click();
  await expect(page.getByRole('heading', { name: labTest!.service_name, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Cancel this booking' }).click();
  await expect(page.getByText(`${patient.name} gets everything back: ${formatPaise(labTest!.paid_paise)}`)).toBeVisible();
  await shot('provider-cancel');
  const confirm = page.getByRole('button', { name: `Cancel and return ${formatPaise(labTest!.paid_paise)}` });
  await page.getByLabel('Note (optional)').fill('The centrifuge is broken');
  await confirm.click();
  await expect(page.getByRole('alert')).toContainText('Choose why it is cancelled');
  await expect(page.getByLabel('Note (optional)'), 'what was typed is kept').toHaveValue('The centrifuge is broken');
  await page.getByLabel('Equipment is not working').check();
  await confirm.click();
  await expect(page.getByText('The booking is cancelled and its time is free again')).toBeVisible();
  await shot('provider-cancelled');

  expect(await statusesOf(db, visit)).toEqual(['confirmed', 'cancelled', 'confirmed']);
  const mail = await mailbox.waitFor(patient.email, /^Cancelled:/);
  expect(mail.text).toContain(formatPaise(labTest!.paid_paise));
});

test('the desk cancels one service and returns all of it @scripts-on', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  const labTest = visit.parts[LAB_TEST]!;
  await signIn(page, LOGINS.kavita);
  await page.goto(`/admin/visits/${visit.code}`);
  await page.getByRole('link', { name: 'Cancel services…' }).click();
  await page.getByRole('button', { name: 'Show what goes back' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose at least one service to cancel.');
  await page.getByLabel(labTest.service_name).check();
  await page.getByRole('button', { name: 'Show what goes back' }).click();
  await page.getByLabel('Booked twice').check();
  await shot('desk-cancel');
  await page.getByRole('button', { name: `Cancel the service and return ${formatPaise(labTest.paid_paise)}` }).click();
  await expect(page.getByText('Cancelled. The money is on its way')).toBeVisible();
  await expect(page.getByText('Booked twice, by the desk')).toBeVisible();
  await page.getByRole('link', { name: 'Refund', exact: true }).click();
  await expect(page.getByRole('heading', { name: `Refund of ${formatPaise(labTest.paid_paise)}` })).toBeVisible();
  await expectSoon(page, GONE);
  await shot('desk-refund');
  expect(await statusesOf(db, visit)).toEqual(['confirmed', 'cancelled', 'confirmed']);
});

/** A visit dear enough for the second admin; the price is only raised while its time is taken. */
async function payDearVisit(db: Database, pay: () => Promise<PaidVisit>): Promise<PaidVisit> {
  return inTurn(db, 'dear-visit', async () => {
    const [[slug, kind]] = HILL_CONSULTATION as [WantedService];
    const service = await db.selectFrom('service').innerJoin('provider', 'provider.id', 'service.provider_id').select(['service.id', 'service.list_price_paise']).where('provider.slug', '=', slug).where('service.kind', '=', kind).executeTakeFirstOrThrow();
    const setPrice = (paise: number) => db.updateTable('service').set({ list_price_paise: paise }).where('id', '=', service.id).execute();
    await setPrice(500_000);
    return pay().finally(() => setPrice(service.list_price_paise));
  });
}

test('returning more than the limit takes a second admin @scripts-off', async ({ page, context, db, emulator, patient, shot }) => {
  const visit = await payDearVisit(db, () => payVisit(db, emulator, patient.id, HILL_CONSULTATION));
  await signIn(page, LOGINS.kavita);
  await page.goto(`/admin/visits/${visit.code}`);
  await page.getByRole('link', { name: /^Return… money for/ }).click();
  await page.getByLabel('Amount in rupees').fill('5,000.01');
  await page.getByLabel('Reason').selectOption({ label: 'Complaint' });
  await page.getByLabel('Note', { exact: true }).fill('The doctor never came');
  await page.getByRole('button', { name: 'Return this amount' }).click();
  await expect(page.getByRole('alert')).toContainText('Only ₹5,000.00 of this service is left to return.');
  await page.getByLabel('Amount in rupees').fill('2,500');
  await page.getByRole('button', { name: 'Return this amount' }).click();
  await expect(page.getByText('₹2,500.00 waits for a second admin')).toBeVisible();

  await page.goto('/admin/approvals');
  const asked = page.getByRole('listitem').filter({ hasText: visit.code });
  await expect(asked.getByRole('button', { name: 'Grant ₹2,500.00' })).toBeDisabled();
  await expect(asked).toContainText('Somebody else has to approve what you asked for.');
  await context.clearCookies();
  await signIn(page, LOGINS.rohan);
  await page.goto('/admin/approvals');
  await shot('desk-approvals');
  await asked.getByRole('button', { name: 'Grant ₹2,500.00' }).click();
  await expect(page.getByText('Granted: the money is on its way.')).toBeVisible();
  await page.goto(`/admin/visits/${visit.code}`);
  await expect(page.getByText('₹2,500.00 goodwill returned')).toBeVisible();
  await shot('desk-goodwill');
});

test('a refund without balance is seen, told to the admins, and heals by itself @scripts-on', async ({ page, db, emulator, patient, mailbox, shot }) => {
  test.setTimeout(MAIL_WITHIN_MS + 60_000);
  const visit = await payVisit(db, emulator, patient.id);
  await sendWithoutBalance(db, emulator, () => cancelAsDesk(db, visit, LAB_TEST));
  await signIn(page, LOGINS.kavita);
  await page.goto('/admin/refunds?waiting=balance');
  const row = page.getByRole('row').filter({ hasText: visit.code });
  await expect(row).toContainText('Waits for balance');
  await shot('desk-refunds-balance');
  const alerts = async () => (await mailbox.list(LOGINS.kavita.email)).filter((mail) => /needs you/.test(mail.subject) && mail.text.includes(visit.code));
  await expect.poll(async () => (await alerts()).length, { timeout: MAIL_WITHIN_MS }).toBe(1);

  await row.getByRole('link', { name: visit.code }).click();
  await expect(page.getByText(/does not have enough balance/).first()).toBeVisible();
  await healRefunds(db, visit);
  await expectSoon(page, GONE);
  expect(await alerts()).toHaveLength(1);
});

test('a refund that the bank gave back is parked and sent again @scripts-off', async ({ page, db, emulator, patient, shot }) => {
  const visit = await payVisit(db, emulator, patient.id);
  const refundId = await failAtTheBank(db, emulator, () => cancelAsDesk(db, visit, LAB_TEST));
  const amount = formatPaise(visit.parts[LAB_TEST]!.paid_paise);
  await signIn(page, LOGINS.kavita);
  await page.goto(`/admin/refunds/${refundId}`);
  await expectSoon(page, 'This refund waits for you');
  await page.goto('/admin/refunds?waiting=person');
  await expect(page.getByRole('row').filter({ hasText: visit.code })).toContainText('Ask the patient for bank details');
  await shot('desk-refunds-parked');
  await page.getByRole('row').filter({ hasText: visit.code }).getByRole('link').click();
  await page.getByRole('button', { name: `Note the transfer of ${amount}` }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the bank’s reference of the transfer');
  await shot('desk-refund-parked');
  await page.getByRole('button', { name: `Send ${amount} again` }).click();
  await expect(page.getByText('It is being sent again.')).toBeVisible();
  await page.locator('section').filter({ hasText: 'Other refunds of this visit' }).getByRole('link').click();
  await expectSoon(page, GONE);
  const { refunds } = await emulator.state();
  const payment = (await db.selectFrom('refund').select('gateway_payment_id').where('id', '=', refundId).executeTakeFirstOrThrow()).gateway_payment_id;
  expect(refunds.filter((refund) => refund.payment_id === payment).map((refund) => refund.status === 'failed')).toEqual(expect.arrayContaining([true, false]));
});
