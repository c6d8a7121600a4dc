import { LOGINS } from '#db/demo-logins.ts';
import { expect, expectSoon, scrollsSideways, signIn, test, type Page } from './fixtures.ts';
import { addDraftDoctor, drawAccountNumber } from './fixtures-payees.ts';

const PAN = 'ABCPA1234K';
const PDF = { name: 'cheque.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 a cancelled cheque') };

async function fillIn(page: Page, { email, number, again = number }: { email: string; number: string; again?: string }): Promise<void> {
  await page.getByLabel('Name as on the PAN card').fill('Kabir Anand');
  await page.getByLabel('PAN', { exact: true }).fill(PAN.toLowerCase());
  await page.getByLabel('Registration number').fill('RMC-30417');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Mobile number').fill('98450 12345');
  await page.getByLabel('Account holder’s name').fill('Kabir Anand');
  await page.getByLabel('Account number', { exact: true }).fill(number);
  await page.getByLabel('Account number once more').fill(again);
  await page.getByLabel('IFSC').fill('hdfc0000240');
}

test('a doctor in draft gives details, the bank confirms the account, and the desk sees it @scripts-on', async ({ page, context, db, mailbox, shot }) => {
  // The mail waits for the outbox's minute, should nobody nudge it.
  test.setTimeout(150_000);
  const doctor = await addDraftDoctor(db);
  const number = drawAccountNumber();
  const shown = `••••${number.slice(-4)}`;
  await signIn(page, doctor);
  await page.goto('/provider/account');
  await expect(page.getByText('You cannot be paid yet')).toBeVisible();
  await page.getByRole('link', { name: 'Give your details' }).click();

  await fillIn(page, { email: doctor.email, number, again: `${number.slice(0, -1)}9` });
  await page.getByRole('button', { name: 'Send these details' }).click();
  await expect(page.getByRole('alert')).toContainText('The two numbers are not the same');
  await expect(page.getByText('Bank: HDFC Bank')).toBeVisible();
  await expect(page.getByLabel('Registration number'), 'what was typed is kept').toHaveValue('RMC-30417');
  await expect(page.getByLabel('Account number', { exact: true }), 'a number is not').toHaveValue('');
  expect(await scrollsSideways(page)).toBe(false);
  await shot('provider-account-details-refused');
  await fillIn(page, { email: doctor.email, number });
  await page.getByRole('button', { name: 'Send these details' }).click();
  await expect(page.getByText('Your details are with us. The account is being checked now.')).toBeVisible();
  await shot('provider-account-bank-check');
  await expectSoon(page, `You are paid to HDFC Bank ${shown}`);
  expect(await page.content()).not.toContain(number);
  await shot('provider-account-verified');
  expect((await mailbox.waitFor(doctor.email, /^Your account is verified/)).text).toContain(`HDFC Bank ${shown}`);

  await context.clearCookies();
  await signIn(page, LOGINS.kavita);
  await page.goto(`/admin/providers/${doctor.providerId}`);
  await expect(page.getByRole('heading', { name: doctor.name, level: 1 })).toBeVisible();
  await expect(page.getByText('KABIR ANAND', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(`HDFC Bank ${shown}`).first()).toBeVisible();
  expect(await page.content()).not.toMatch(new RegExp(`${number}|${PAN}`));
  await shot('desk-provider-verified');
});

test('an account under another name waits for the desk, which asks for a paper and passes it @scripts-off', async ({ page, context, db, shot }) => {
  const doctor = await addDraftDoctor(db);
  await signIn(page, doctor);
  await page.goto('/provider/account/details');
  await fillIn(page, { email: doctor.email, number: drawAccountNumber('92') });
  await page.getByRole('button', { name: 'Send these details' }).click();
  await expectSoon(page, 'A person at our desk is looking at your account');
  expect(await page.content(), 'whose the account is stays with the desk').not.toContain('SURESH');
  await page.getByRole('link', { name: 'cancelled cheque or bank statement' }).click();
  await page.locator('#file-bank_proof').setInputFiles(PDF);
  await page.getByRole('button', { name: 'Upload the cancelled cheque or bank statement' }).click();
  await expect(page.getByText('Cancelled cheque or bank statement: with us now.')).toBeVisible();
  await shot('provider-documents');

  await context.clearCookies();
  await signIn(page, LOGINS.kavita);
  await page.goto('/admin/providers?flag=review');
  await shot('desk-providers-review');
  await page.goto(`/admin/providers/${doctor.providerId}`);
  await expect(page.getByRole('heading', { name: 'This account waits for you' })).toBeVisible();
  await expect(page.getByText('SURESH KUMAR YADAV').first()).toBeVisible();
  const pass = page.getByRole('button', { name: `Pass the account and pay ${doctor.name}` });
  await pass.click();
  await expect(page.getByRole('alert')).toContainText('Say what convinced you');
  await shot('desk-provider-review');
  await page.getByLabel('What convinced you').fill('Maiden name, seen on the cheque');
  await pass.click();
  await expect(page.getByText('Passed. The provider is verified and is being told')).toBeVisible();
  await expect(page.getByText('Maiden name, seen on the cheque').first()).toBeVisible();
  await shot('desk-provider-passed');
});
