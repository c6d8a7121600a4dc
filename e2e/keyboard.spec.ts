import { expect, test, type Page } from './fixtures.ts';

/** Presses Tab until the focus is where it should come to. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${wanted} cannot be reached by Tab`);
}

test('a time can be chosen by keyboard alone @scripts-on', async ({ page }) => {
  await page.goto('/providers/dr-ananya-rao');
  await tabTo(page, 'a.day:not([aria-current]):not(.day-full)');
  const day = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${/date=[\d-]+/.exec(day!)![0]}.*#times`));
  await tabTo(page, 'input[type=radio]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  const chosen = page.locator('#times input:checked');
  await expect(chosen).toBeFocused();
  const startsAt = await chosen.inputValue();
  await tabTo(page, 'button:not([data-menu])');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/visit(#.*)?$/);
  await expect(page.locator(`time[datetime="${startsAt}"]`)).toBeVisible();
});

test('a form that was refused puts the focus on what to mend @scripts-on', async ({ page }) => {
  await page.goto('/register');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.locator('#error-summary')).toBeFocused();
  await page.locator('#error-summary').getByRole('link').first().click();
  await expect(page.getByLabel('Full name')).toBeFocused();
});
