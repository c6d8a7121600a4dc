import { expect, test, type Page } from './fixtures.ts';
import { EVERY_WALKER, PAGES, WALKERS } from './fixtures-pages.ts';
import { beWalker } from './fixtures-walkers.ts';
import { test as worstCaseTest } from './fixtures-worst-case.ts';
import { findAccessFaults } from './access-faults.ts';

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
/** What another width can change; the rest of axe's rules is three quarters of the time of this file. */
const OF_THE_WIDTH = ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus'];
const WALK_MS = 180_000;

for (const walker of EVERY_WALKER) {
  worstCaseTest(`every page of a ${walker} can be used by everybody @scripts-on`, async ({ page, context, worstCase, shot }) => {
    test.setTimeout(WALK_MS);
    await beWalker(context, worstCase, walker);
    // Whoever sits at a desk is judged there; everybody else has a phone first.
    const atDesk = ['doctor', 'admin'].includes(WALKERS[walker] ?? '');
    for (const [name, path] of Object.entries(PAGES[walker](worstCase.ids))) {
      await page.goto(path);
      await expect.soft(page.getByRole('heading', { level: 1 }), `${path} has one heading`).toHaveCount(1);
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size);
        const judgedWhole = size === (atDesk ? DESK : PHONE);
        expect.soft(await findAccessFaults(page, judgedWhole ? undefined : OF_THE_WIDTH), `${path} at ${size.width}`).toEqual([]);
        await shot(`page-${name}`);
      }
    }
  });
}

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
