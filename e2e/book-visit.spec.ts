import type { Browser } from '@playwright/test';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { newId } from '#db/new-id.ts';
import { expect, scriptsAreOn, scrollsSideways, signIn, test, type Page } from './fixtures.ts';
import { giveSession, PASSWORD } from './fixtures-people.ts';
import { holdConsultation } from './fixtures-visits.ts';

/** The two runs of this story are side by side: one takes a day's first time, the other its last. */
async function addTime(page: Page): Promise<void> {
  const times = page.locator('#times label:has(input:not([disabled]))');
  await (scriptsAreOn() ? times.first() : times.last()).click();
  await page.getByRole('button', { name: 'Add to visit' }).click();
  await expect(page.getByRole('heading', { name: 'Your visit', level: 1 })).toBeVisible();
}

async function chooseDay(page: Page, index: number): Promise<void> {
  await page.getByRole('navigation', { name: 'Choose a day' }).getByRole('link', { name: /free/ }).nth(index).click();
  await expect(page.getByRole('navigation', { name: 'Choose a day' }).locator('[aria-current=date]')).toHaveCount(1);
}

async function fillVisit(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/');
  await shot('home');
  await page.getByLabel('Doctor, specialisation or test').fill('Dr Ananya Rao');
  await page.getByRole('button', { name: 'Find care' }).click();
  await shot('search-doctor');
  await page.getByRole('link', { name: 'Dr Ananya Rao', exact: true }).click();
  await chooseDay(page, 2);
  await shot('provider-doctor');
  await addTime(page);

  await page.getByRole('link', { name: 'Add another service' }).click();
  await page.getByLabel('Doctor, specialisation or test').fill('Complete blood count');
  await page.getByRole('button', { name: 'Find care' }).click();
  await shot('search-test');
  await page.getByRole('link', { name: 'Pulse Diagnostics', exact: true }).click();
  await chooseDay(page, 4);
  await shot('provider-lab');
  await addTime(page);

  await page.goto('/providers/dr-ananya-rao');
  await page.getByRole('link', { name: /^Follow-up/ }).click();
  await chooseDay(page, 5);
  await shot('provider-follow-up');
  await addTime(page);
}

async function registerInTheMiddle(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole('button', { name: /Hold these times/ }).click();
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Full name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Mobile number').fill('98765 43210');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
}

async function payOnHostedPage(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^Pay ₹/ }).click();
  await expect(page).toHaveURL(/\/v1\/checkout\/embedded/);
  await shot('checkout');
  await page.getByRole('button', { name: /^Pay ₹/ }).click();
  if (!scriptsAreOn()) await page.getByRole('button', { name: 'Continue to the shop' }).click();
}

test('books a consultation, a blood test and a follow-up as one visit', async ({ page, browser, db, mailbox, shot }) => {
  test.setTimeout(150_000);
  // Every run shows up on the same desks, so each has a name of its own.
  const patientName = `Leela Krishnan ${newId().slice(0, 6)}`;
  const email = `leela.${newId()}@example.org`;
  await fillVisit(page, shot);
  const receipt = page.getByRole('region', { name: '3 services' });
  await expect(receipt.getByRole('listitem')).toHaveCount(3);
  await page.getByLabel('Coupon').fill('welcome200');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('₹200.00 off this visit')).toBeVisible();
  const shares = await receipt.getByText(/^coupon/).allInnerTexts();
  expect(shares.map((share) => Number(share.replace(/[^\d]/g, ''))).reduce((sum, paise) => sum + paise, 0)).toBe(20_000);
  await shot('visit-with-coupon');

  await registerInTheMiddle(page, patientName, email);
  await expect(receipt.getByRole('listitem'), 'the visit is kept over registration').toHaveCount(3);
  const total = (await receipt.locator('.receipt-total').innerText()).replace(/[^\d.₹,]/g, '');
  await page.getByRole('button', { name: /Hold these times/ }).click();
  await expect(page).toHaveURL(/\/visits\/[0-9A-Z-]{14}\/pay$/);
  await expect(page.getByText('Times held until')).toBeVisible();
  await shot('pay');
  // Without Razorpay's script the same button leads to Razorpay's page.
  await page.route('**/v1/checkout.js', (route) => route.abort());
  await payOnHostedPage(page, shot);

  await expect(page).toHaveURL(/\/visits\/[0-9A-Z-]{14}\?paid=1$/);
  await expect(page.getByRole('heading', { name: 'Your visit is booked', level: 1 })).toBeVisible();
  await expect(page.getByText(`We received ${total}`)).toBeVisible();
  expect(await scrollsSideways(page), 'a long e-mail breaks its line').toBe(false);
  await shot('booked');
  const code = /visits\/([0-9A-Z-]{14})/.exec(page.url())![1]!;

  const calendar = await (await page.request.get(`/visits/${code}/calendar.ics`)).text();
  expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  expect(new Set(calendar.match(/^UID:.+$/gm)).size).toBe(3);
  const mail = await mailbox.waitFor(email, new RegExp(code));
  expect(mail.text).toContain(total);
  expect(await mailbox.attachment(mail.attachments[0]!.path)).toContain('METHOD:PUBLISH');

  await page.goto('/visits');
  await expect(page.getByRole('article').filter({ hasText: 'Dr Ananya Rao' })).toContainText('Complete blood count');
  await shot('my-visits');
  await expect(page.getByRole('banner').getByRole('link', { name: /services$/ }), 'the basket is empty again').toHaveCount(0);

  const { starts_at: startsAt } = await db.selectFrom('individual_booking as part').innerJoin('master_booking as master', 'master.id', 'part.master_booking_id').select('part.starts_at').where('master.code', '=', code).where('part.service_kind', '=', 'consultation').executeTakeFirstOrThrow();
  await expectOnDesks({ code, patientName, consultationDate: localDateOf(startsAt, 'Asia/Kolkata') }, browser, shot);
});

async function expectOnDesks({ code, patientName, consultationDate }: { code: string; patientName: string; consultationDate: string }, browser: Browser, shot: (name: string, page?: Page) => Promise<void>): Promise<void> {
  const use = test.info().project.use;
  const desk = await browser.newPage({ baseURL: use.baseURL, viewport: use.viewport ?? null, javaScriptEnabled: use.javaScriptEnabled });
  await signIn(desk, LOGINS.kavita);
  await shot('admin-desk', desk);
  await desk.goto('/admin/visits');
  await expect(desk.getByRole('link', { name: code })).toBeVisible();
  await shot('admin-visits', desk);
  await desk.goto(`/admin/visits?q=${code}`);
  await expect(desk, 'a code leads straight to its visit').toHaveURL(`/admin/visits/${code}`);
  await expect(desk.getByText(patientName).first()).toBeVisible();
  await shot('admin-visit', desk);
  await desk.context().clearCookies();

  await signIn(desk, LOGINS.rao);
  await shot('provider-today', desk);
  await desk.goto(`/provider?date=${consultationDate}`);
  await expect(desk.getByRole('listitem').filter({ hasText: patientName })).toContainText('Consultation');
  await shot('provider-day', desk);
  await desk.goto(`/provider/week?date=${consultationDate}`);
  await expect(desk.getByText(patientName)).not.toHaveCount(0);
  await shot('provider-week', desk);
  await desk.close();
}

test('pays in Razorpay’s window over our page @scripts-on', async ({ page, context, db, patient, baseURL, shot }) => {
  await giveSession(context, db, patient, baseURL!);
  const visit = await holdConsultation(db, patient.id, 'dr-vikram-iyer');
  await page.goto(`/visits/${visit.code}/pay`);
  await page.getByRole('button', { name: /^Pay ₹/ }).click();
  const razorpay = page.frameLocator('iframe[title="Razorpay Checkout"]');
  await expect(razorpay.getByRole('button', { name: /^Pay ₹/ })).toBeVisible();
  await shot('checkout-window');
  await razorpay.getByRole('button', { name: /^Pay ₹/ }).click();
  await expect(page.getByRole('heading', { name: 'Your visit is booked', level: 1 })).toBeVisible();
});
