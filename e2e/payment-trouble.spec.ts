import { expect, scriptsAreOn, test, type Page } from './fixtures.ts';
import { addPatient, giveSession } from './fixtures-people.ts';
import { endHoldNow, holdConsultation, takeTimesOf, type HeldConsultation } from './fixtures-visits.ts';

const DOCTOR = 'dr-harish-reddy';
/** Longer than the longest wait for a mail. */
const MAIL_TEST_MS = 100_000;
/** Time for the next page to come before it is looked at again. */
const SETTLED_MS = 3_000;

test.beforeEach(async ({ context, db, patient, baseURL }) => giveSession(context, db, patient, baseURL!));

/** To Razorpay's page by the plain form; with scripts on that is what happens when Razorpay's script cannot be had. */
async function openHostedPage(page: Page, visit: HeldConsultation): Promise<void> {
  await page.route('**/v1/checkout.js', (route) => route.abort());
  await page.goto(`/visits/${visit.code}/pay`);
  await page.getByRole('button', { name: /^Pay ₹/ }).click();
  await expect(page).toHaveURL(/\/v1\/checkout\/embedded/);
}

async function press(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('button', { name }).click();
}

async function backToShop(page: Page): Promise<void> {
  if (!scriptsAreOn()) await press(page, /Continue to the shop/);
}

test('a failed payment comes back with the time left, the reason, and another try', async ({ page, db, patient, shot }) => {
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await openHostedPage(page, visit);
  await press(page, /^Fail this payment/);
  await backToShop(page);
  await expect(page).toHaveURL(`/visits/${visit.code}/pay?failed=1`);
  await expect(page.getByText('The payment did not go through')).toBeVisible();
  await expect(page.getByText(/Times held until/)).toBeVisible();
  await shot('pay-failed');

  await page.getByRole('button', { name: /^Pay ₹/ }).click();
  await press(page, /^Pay ₹/);
  await backToShop(page);
  await expect(page.getByRole('heading', { name: 'Your visit is booked' })).toBeVisible();
});

test('cancelling comes back without a charge', async ({ page, db, patient, shot }) => {
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await openHostedPage(page, visit);
  await press(page, /^Cancel and go back/);
  await expect(page).toHaveURL(`/visits/${visit.code}/pay?cancelled=1`);
  await expect(page.getByText('You came back without paying')).toBeVisible();
  await shot('pay-cancelled');
});

test('paying and closing the tab is confirmed by Razorpay’s own message', async ({ page, db, patient, mailbox }) => {
  test.setTimeout(MAIL_TEST_MS);
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await openHostedPage(page, visit);
  await press(page, /^Pay, then close this tab/);
  await mailbox.waitFor(patient.email, new RegExp(visit.code));
  await page.goto(`/visits/${visit.code}`);
  await expect(page.getByText('Booked', { exact: true }).first()).toBeVisible();
});

test('money that comes after the time is gone is owed back, and says so', async ({ page, db, patient, emulator, mailbox, shot }) => {
  test.setTimeout(MAIL_TEST_MS);
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await endHoldNow(db, visit.masterBookingId);
  await takeTimesOf(db, visit.masterBookingId, (await addPatient(db)).id);
  await emulator.pay({ order_id: visit.gatewayOrderId });
  const mail = await mailbox.waitFor(patient.email, /going back to you/);
  expect(mail.text).toContain(visit.code);

  await page.goto(`/visits/${visit.code}`);
  await expect(page.getByText(/after your time was gone/)).toBeVisible();
  // By now the refund may have been sent, or even have arrived.
  await expect(page.getByText(/(is going|has gone) back to you/).first()).toBeVisible();
  await shot('visit-returned');
});

test('a hold that ended offers the same times again', async ({ page, db, patient, shot }) => {
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await endHoldNow(db, visit.masterBookingId);
  await page.goto(`/visits/${visit.code}/pay`);
  await expect(page.getByRole('heading', { name: 'Your hold has ended' })).toBeVisible();
  await shot('hold-ended');
  await page.getByRole('button', { name: 'Hold the same times again' }).click();
  await expect(page.getByText(/Times held until/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay ₹/ })).toBeVisible();
});

test('a hold that ended whose time is gone goes back to the basket, with the next free times', async ({ page, db, patient, shot }) => {
  const visit = await holdConsultation(db, patient.id, DOCTOR);
  await endHoldNow(db, visit.masterBookingId);
  await takeTimesOf(db, visit.masterBookingId, (await addPatient(db)).id);
  await page.goto(`/visits/${visit.code}/pay`);
  await page.getByRole('button', { name: 'Hold the same times again' }).click();
  await expect(page).toHaveURL('/visit?lost=1');
  await expect(page.getByText('A time of your visit was taken after your hold ended')).toBeVisible();
  await shot('visit-lost-time');
  // Another patient may take the offered time first: then the page offers the next, and the patient chooses again.
  await expect(async () => {
    await page.getByText('Free next:').locator('..').getByRole('button').first().click();
    await page.getByRole('button', { name: /Hold these times/ }).click();
    await expect(page).toHaveURL(/\/visits\/[0-9A-Z-]{14}\/pay$/, { timeout: SETTLED_MS });
  }).toPass();
});

test('a visit of somebody else looks like none', async ({ page, db, shot }) => {
  const stranger = await addPatient(db);
  const visit = await holdConsultation(db, stranger.id, DOCTOR);
  for (const path of [`/visits/${visit.code}`, `/visits/${visit.code}/pay`, `/visits/${visit.code}/calendar.ics`, '/visits/AAAA-AAAA-AAAA']) {
    expect((await page.goto(path))?.status()).toBe(404);
  }
  await shot('not-found');
});
