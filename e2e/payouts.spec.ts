import { formatPaise } from '#app/domain/money.ts';
import { LOGINS } from '#db/demo-logins.ts';
import type { Database } from '#db/client.ts';
import { expect, expectSoon, signIn, test, type Page } from './fixtures.ts';
import { payVisit } from './fixtures-paid.ts';
import { addDraftDoctor, drawAccountNumber, type DraftDoctor } from './fixtures-payees.ts';
import { addPatient } from './fixtures-people.ts';
import type { EmulatorAdmin } from './razorpay-emulator/admin-client.ts';

/** Gives the account and waits for the bank's word; the number's last digits say what becomes of payouts to it. */
async function giveAccount(page: Page, doctor: DraftDoctor, end: string): Promise<void> {
  const number = drawAccountNumber(end);
  await page.goto('/provider/account/details');
  await page.getByLabel('Name as on the PAN card').fill('Kabir Anand');
  // A PAN that is known already may be left as it is.
  const pan = page.getByLabel('PAN', { exact: true });
  if (await pan.isVisible()) await pan.fill('ABCPA1234K');
  await page.getByLabel('Registration number').fill('RMC-30417');
  await page.getByLabel('E-mail').fill(doctor.email);
  await page.getByLabel('Mobile number').fill('98450 12345');
  await page.getByLabel('Account holder’s name').fill('Kabir Anand');
  await page.getByLabel('Account number', { exact: true }).fill(number);
  await page.getByLabel('Account number once more').fill(number);
  await page.getByLabel('IFSC').fill('HDFC0000240');
  await page.getByRole('button', { name: /^(Send|Save) these details$/ }).click();
  await page.goto('/provider/account');
  await expectSoon(page, `You are paid to HDFC Bank ••••${number.slice(-4)}`);
}

/** A paid consultation of today with this doctor: bought from another, so that nobody's calendar is in the way. */
async function bookingOfToday(db: Database, emulator: EmulatorAdmin, doctor: DraftDoctor): Promise<string> {
  const patient = await addPatient(db);
  const visit = await payVisit(db, emulator, patient.id, [['dr-ananya-rao', 'consultation']]);
  await db.updateTable('individual_booking').set({ provider_id: doctor.providerId, starts_at: new Date() }).where('master_booking_id', '=', visit.masterBookingId).execute();
  return visit.parts[0]!.id;
}

async function complete(page: Page, bookingId: string): Promise<void> {
  await page.goto('/provider');
  await page.locator(`#booking-${bookingId}`).getByRole('button', { name: /^Completed/ }).click();
}

async function payoutOf(db: Database, bookingId: string) {
  return db.selectFrom('payout').select(['id', 'gross_paise', 'commission_paise', 'amount_paise']).where('individual_booking_id', '=', bookingId).executeTakeFirstOrThrow();
}

async function gatewayIdOf(db: Database, payoutId: string): Promise<string> {
  const row = await db.selectFrom('payout_attempt').select('gateway_payout_id').where('payout_id', '=', payoutId).orderBy('number', 'desc').executeTakeFirstOrThrow();
  return row.gateway_payout_id!;
}

async function becomeAdmin(page: Page): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, LOGINS.kavita);
}

async function becomeDoctor(page: Page, doctor: DraftDoctor): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, doctor);
}

test('a new doctor completes a booking and is paid, with the bank’s reference @scripts-off', async ({ page, db, emulator, shot }) => {
  test.setTimeout(240_000);
  const doctor = await addDraftDoctor(db);
  await signIn(page, doctor);
  await giveAccount(page, doctor, '58');
  const bookingId = await bookingOfToday(db, emulator, doctor);
  await complete(page, bookingId);
  await shot('provider-day-completed');
  const payout = await payoutOf(db, bookingId);
  await page.goto(`/provider/earnings/${payout.id}`);
  await expectSoon(page, 'Arrived');
  await expect(page.getByText(/^\d{12}$/).first()).toBeVisible();
  await shot('provider-payout-paid');

  // A bank sends it back, days later as far as we know: the desk is told, and sends it again.
  await emulator.settlePayout(await gatewayIdOf(db, payout.id), 'reversed', 'beneficiary_account_dormant');
  await becomeAdmin(page);
  await page.goto(`/admin/payouts/${payout.id}`);
  await expectSoon(page, 'This payout waits for you');
  await expect(page.getByText('The bank says that this account is dormant.').first()).toBeVisible();
  await shot('desk-payout-reversed');
  await page.goto('/admin/payouts?status=needs_attention');
  await expect(page.getByRole('link', { name: doctor.name }).first()).toBeVisible();
  await shot('desk-payouts');
  await becomeDoctor(page, doctor);
  await giveAccount(page, doctor, '58');
  await becomeAdmin(page);
  await page.goto(`/admin/payouts/${payout.id}`);
  await page.getByLabel('Why').fill('The doctor has given another account');
  await page.getByRole('button', { name: `Send ${formatPaise(payout.amount_paise)} again` }).click();
  await expect(page.getByText('It is being sent.')).toBeVisible();
  await expectSoon(page, 'Paid out');
  await shot('desk-payout-paid');
});

test('a closed account stops a payout; once it is mended the payout goes by itself, and a refund is taken from the next @scripts-on', async ({ page, db, emulator, mailbox, shot }) => {
  test.setTimeout(300_000);
  const doctor = await addDraftDoctor(db);
  await signIn(page, doctor);
  await giveAccount(page, doctor, '02');
  const bookingId = await bookingOfToday(db, emulator, doctor);
  await complete(page, bookingId);
  const payout = await payoutOf(db, bookingId);
  await page.goto(`/provider/earnings/${payout.id}`);
  await expectSoon(page, /The bank says that this account is closed/);
  await shot('provider-payout-failed');
  expect((await mailbox.waitFor(doctor.email, /^We could not pay you/)).text).toContain(formatPaise(payout.amount_paise));
  await becomeAdmin(page);
  await page.goto(`/admin/payouts/${payout.id}`);
  await expect(page.getByText('The bank says that this account is closed.').first()).toBeVisible();
  await shot('desk-payout-failed');

  await becomeDoctor(page, doctor);
  await giveAccount(page, doctor, '58');
  await page.goto(`/provider/earnings/${payout.id}`);
  await expectSoon(page, 'Arrived');

  // The desk returns half of the service: the doctor bears the same share of what was earned.
  const visit = await db.selectFrom('individual_booking as part').innerJoin('master_booking as master', 'master.id', 'part.master_booking_id').select(['master.code', 'part.paid_paise']).where('part.id', '=', bookingId).executeTakeFirstOrThrow();
  await becomeAdmin(page);
  await page.goto(`/admin/visits/${visit.code}/override?part=${bookingId}`);
  await page.getByLabel('Amount in rupees').fill('100');
  await page.getByLabel('Reason').selectOption('complaint');
  await page.getByLabel('Note').fill('Waited two hours');
  await page.getByRole('button', { name: 'Return this amount' }).click();
  await page.goto('/admin/clawbacks');
  await expect(page.getByRole('link', { name: doctor.name }).first()).toBeVisible();
  await shot('desk-clawbacks');
  await becomeDoctor(page, doctor);
  const second = await bookingOfToday(db, emulator, doctor);
  await complete(page, second);
  const next = await payoutOf(db, second);
  await page.goto(`/provider/earnings/${next.id}`);
  await expectSoon(page, 'Arrived');
  await expect(page.getByText('Taken back for a refund')).toBeVisible();
  await shot('provider-payout-netted');
  const [clawback] = await db.selectFrom('clawback').select(['open_paise', 'amount_paise']).where('provider_id', '=', doctor.providerId).execute();
  const { gross_paise: gross, commission_paise: commission, amount_paise: sent } = await payoutOf(db, second);
  expect([clawback!.open_paise, sent]).toEqual([0, gross - commission - clawback!.amount_paise]);
});
