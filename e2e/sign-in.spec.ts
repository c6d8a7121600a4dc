import { LOGINS } from '#db/demo-logins.ts';
import { expect, signIn, test, type Page } from './fixtures.ts';
import { giveSession } from './fixtures-people.ts';

const NEW_PASSWORD = 'four quiet elephants';

async function trySignIn(page: Page, email: string, password: string): Promise<string> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').or(page.locator('#error-summary'))).toBeVisible();
  return (await page.locator('#error-summary').innerText()).trim();
}

test('a wrong password and an unknown e-mail read the same sentence', async ({ page, patient, shot }) => {
  const wrong = await trySignIn(page, patient.email, 'not my password');
  await shot('sign-in-refused');
  const unknown = await trySignIn(page, `nobody.${patient.id}@example.org`, 'not my password');
  expect(unknown).toBe(wrong);
});

test('each person lands at home', async ({ page, context, patient }) => {
  for (const [person, home] of [[patient, '/visits'], [LOGINS.rao, '/provider'], [LOGINS.kavita, '/admin']] as const) {
    await signIn(page, person);
    expect(new URL(page.url()).pathname).toBe(home);
    await context.clearCookies();
  }
});

test('a forgotten password is changed by the link in the mail, once', async ({ page, patient, mailbox, shot }) => {
  test.setTimeout(100_000);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten your password?' }).click();
  await page.getByLabel('E-mail').fill(patient.email);
  await page.getByRole('button').filter({ hasText: /link|reset|send/i }).click();
  await shot('reset-asked');
  const { text } = await mailbox.waitFor(patient.email, /new password/);
  const link = /https?:\/\/\S+reset-password\S+/.exec(text)![0];

  await page.goto(link);
  await page.getByLabel(/password/i).first().fill(NEW_PASSWORD);
  await shot('reset-password');
  await page.getByRole('main').getByRole('button').first().click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await page.getByLabel('E-mail').fill(patient.email);
  await page.getByLabel('Password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/visits');

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByLabel(/password/i), 'the link is used up').toHaveCount(0);
  await shot('reset-used-up');
});

test('signing out closes what was open', async ({ page, patient, shot }) => {
  await signIn(page, patient);
  await page.goto('/account');
  await shot('account');
  await page.locator('details[data-menu] summary').click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.goto('/visits');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('a session that was revoked elsewhere is over', async ({ page, context, db, patient, baseURL }) => {
  await giveSession(context, db, patient, baseURL!);
  await page.goto('/visits');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await db.updateTable('session').set({ revoked_at: new Date() }).where('account_id', '=', patient.id).execute();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
