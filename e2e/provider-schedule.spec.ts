import { formatDay, localDateOf } from '#app/domain/appointment-time.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { expect, scrollsSideways, signIn, test } from './fixtures.ts';
import { payVisit, type WantedService } from './fixtures-paid.ts';
import { inTurn } from './fixtures-refunds.ts';

const SINGHVI: readonly WantedService[] = [['dr-mohit-singhvi', 'consultation']];
/** The other screen's test, and whatever was seeded, may have sold that day as well. */
const KEEP = /^Save the leave and keep (this booking|these \d+ bookings)$/;

test('a doctor takes leave over a sold booking: it is listed and kept, until the leave is removed @scripts-off', async ({ page, db, emulator, patient, shot }) => {
  // One doctor, two screens: leave of the one would close the day on which the other wants to sell.
  await inTurn(db, 'leave-of-singhvi', async () => {
    const { parts } = await payVisit(db, emulator, patient.id, SINGHVI);
    const part = await db.selectFrom('individual_booking').selectAll().where('id', '=', parts[0]!.id).executeTakeFirstOrThrow();
    const date = localDateOf(part.starts_at, part.zone);
    const cancelLink = page.locator(`a[href="/provider/bookings/${part.id}/cancel"]`);

    await signIn(page, LOGINS.singhvi);
    await page.goto('/provider/schedule');
    await expect(cancelLink, 'it stands in the hours').toHaveCount(0);
    await shot('provider-schedule');
    await page.getByRole('link', { name: 'Add leave' }).click();
    await page.getByRole('button', { name: 'Add leave' }).click();
    await expect(page.getByRole('alert')).toContainText('Enter the first day of the leave');
    await page.getByLabel('First day').fill(date);
    await page.getByLabel('Note (optional)').fill('A wedding in the family');
    await page.getByRole('button', { name: 'Add leave' }).click();

    await expect(page.getByRole('heading', { level: 1 })).toContainText('outside this leave');
    await expect(cancelLink).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
    await shot('provider-leave-over-bookings');
    await page.getByRole('button', { name: 'Change the leave' }).click();
    await expect(page.getByLabel('Note (optional)'), 'what was typed is kept').toHaveValue('A wedding in the family');
    await page.getByRole('button', { name: 'Add leave' }).click();
    await page.getByRole('button', { name: KEEP }).click();

    await expect(page.getByText('The leave is saved')).toBeVisible();
    await expect(page.getByText(`${formatDay(date)} ${date.slice(0, 4)}`, { exact: true })).toBeVisible();
    await expect(cancelLink).toHaveText(`cancel and refund the booking of ${patient.name}`);
    await shot('provider-schedule-outside');
    const now = await db.selectFrom('individual_booking').select(['status', 'starts_at']).where('id', '=', part.id).executeTakeFirstOrThrow();
    expect(now, 'the booking stands as it was sold').toEqual({ status: 'confirmed', starts_at: part.starts_at });

    await page.getByRole('listitem').filter({ hasText: 'A wedding in the family' }).getByRole('button', { name: /^Remove/ }).click();
    await expect(page.getByText('It is removed from your schedule')).toBeVisible();
    await expect(page.getByText('A wedding in the family')).toHaveCount(0);
    await expect(cancelLink).toHaveCount(0);
  });
});
