import { LOGINS } from '#db/demo-logins.ts';
import { newId } from '#db/new-id.ts';
import { expect, scrollsSideways, signIn, test, type Page } from './fixtures.ts';

/** Fills one deadline's boxes: hours before the start, and what comes back until then. */
async function fillDeadline(page: Page, number: number, { hours, percent, fee = '' }: { hours: string; percent: string; fee?: string }): Promise<void> {
  const deadline = page.getByRole('group', { name: `Deadline ${number}` });
  await deadline.getByLabel(`Deadline ${number}`).selectOption('hours');
  await deadline.getByLabel('Hours before').fill(hours);
  await deadline.getByLabel('Comes back, in %').fill(percent);
  await deadline.getByLabel('Less a fee of, in ₹').fill(fee);
}

test('an admin makes a policy, publishes its next version after a look at it, and finds both @scripts-off', async ({ page, shot }) => {
  // Of this test's own: others sell under the seeded ones.
  const name = `Courtesy ${newId().slice(0, 6)}`;
  await signIn(page, LOGINS.kavita);
  await page.goto('/admin/settings');
  await shot('admin-settings');
  await page.getByRole('link', { name: 'Cancellation policies' }).click();
  await page.getByRole('link', { name: 'Make a new policy' }).click();
  await page.getByLabel('Name').fill(name);
  await fillDeadline(page, 1, { hours: '24', percent: '100' });
  await page.getByLabel('Why').fill('Agreed with the clinics');
  await page.getByRole('button', { name: 'Review this policy' }).click();
  await expect(page.getByText('Cancel free until 24 hours before; nothing after.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish this policy' }).click();
  await expect(page.getByText('It is saved, and in the audit log.')).toBeVisible();

  // A slip is said beside its field, and nothing of the rest is lost.
  await fillDeadline(page, 1, { hours: '48', percent: '120', fee: '50' });
  await page.getByLabel('Why').fill('Patients asked for a longer one');
  await page.getByRole('button', { name: 'Review this version' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a percentage from 0 to 100');
  await expect(page.getByLabel('Why')).toHaveValue('Patients asked for a longer one');
  await shot('admin-policy-refused');
  await page.getByRole('group', { name: 'Deadline 1' }).getByLabel('Comes back, in %').fill('50');
  await page.getByRole('button', { name: 'Review this version' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at it once more');
  await expect(page.getByText('Cancel free until 24 hours before; nothing after.')).toBeVisible();
  await expect(page.getByText('Half less ₹50 back until 48 hours before; nothing after.')).toBeVisible();
  await expect(page.getByText('No service uses it now.')).toBeVisible();
  await shot('admin-policy-preview');
  expect(await scrollsSideways(page)).toBe(false);

  // Back to the fields and forth again, without typing anything twice.
  await page.getByRole('button', { name: 'Change what I entered' }).click();
  await expect(page.getByRole('group', { name: 'Deadline 1' }).getByLabel('Hours before')).toHaveValue('48');
  await page.getByRole('button', { name: 'Review this version' }).click();
  await page.getByRole('button', { name: 'Publish version 2' }).click();

  await expect(page.getByText('Version 2 is in use.')).toBeVisible();
  const versions = page.getByRole('listitem').filter({ hasText: /^Version \d/ });
  await expect(versions).toContainText([/Version 2.*Kavita Menon.*Half less ₹50 back.*Patients asked for a longer one/, /Version 1.*Cancel free until 24 hours before/]);
  await shot('admin-policy-history');
  await page.getByRole('link', { name: 'Cancellation policies' }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('Half less ₹50 back until 48 hours before; nothing after.');
});
