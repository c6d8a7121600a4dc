import { AxeBuilder } from '@axe-core/playwright';
import { expect, scrollsSideways, test, type Page } from './fixtures.ts';
import { pagesOf, ROLES, type PageRole } from './fixtures-pages.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const SIZES = [[1280, 800], [768, 1024], [360, 740]] as const;
/** Whoever sits at a desk; everybody else has a phone first. Their pages are judged whole at that width. */
const AT_A_DESK: ReadonlySet<PageRole> = new Set(['doctor', 'admin', 'admin who changes settings']);
/** What another width can change; the rest of axe's rules is three quarters of the time of this file. */
const OF_THE_WIDTH = ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus'];
const WALK_MS = 180_000;

async function graveFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules([...rules]) : axe.withTags(WCAG)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

for (const role of ROLES) {
  test(`every page of a ${role} can be used by everybody, at every width @scripts-on`, async ({ page, context, db, baseURL, shot }) => {
    test.setTimeout(WALK_MS);
    for (const [name, path] of Object.entries(await pagesOf(role, { page, context, db, origin: baseURL! }))) {
      await page.goto(path);
      await expect.soft(page.getByRole('heading', { level: 1 }), `${path} has one heading`).toHaveCount(1);
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        expect.soft(await scrollsSideways(page), `${path} scrolls sideways at ${width}`).toBe(false);
        const own = AT_A_DESK.has(role) ? 1280 : 360;
        if (width !== 768) expect.soft(await graveFaults(page, width === own ? undefined : OF_THE_WIDTH), `${path} at ${width}`).toEqual([]);
        await shot(`page-${name}`);
      }
    }
  });

  test(`no page of a ${role} scrolls sideways on a phone @scripts-off`, async ({ page, context, db, baseURL }) => {
    test.setTimeout(WALK_MS);
    for (const path of Object.values(await pagesOf(role, { page, context, db, origin: baseURL! }))) {
      await page.goto(path);
      expect.soft(await scrollsSideways(page), path).toBe(false);
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
