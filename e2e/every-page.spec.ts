import { findAccessFaults } from './access-faults.ts';
import { expect, type Page } from './fixtures.ts';
import { EVERY_WALKER, PAGES, WALKERS } from './fixtures-pages.ts';
import { beWalker } from './fixtures-walkers.ts';
import { test } from './fixtures-worst-case.ts';
import { findSpills, setInOwnType } from './worst-case/find-spills.ts';
import { LOOKS } from './worst-case/fonts.ts';

const PHONE = 360;
const TABLET = 768;
const DESK = 1280;
const HEIGHT = 800;
const WALK_MS = 240_000;
/** Pages that say that something is not there. */
const STATUS_OF: Readonly<Record<string, number>> = { 'not-found': 404, 'no-such-visit': 404, 'admin-no-such-page': 404, 'reset-password-spent': 410 };
const SCROLLERS = '.table-frame, .days';
/** What another width can change of who can use a page; the rest of axe's rules would cost as much again. */
const ACCESS_OF_THE_WIDTH = ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus'];

// The fonts are ours, which no policy of the product's knows.
test.use({ bypassCSP: true });

for (const walker of EVERY_WALKER) {
  test(`every page of a ${walker} holds whatever is typed in whatever font, and can be used by everybody @scripts-on`, async ({ page, context, worstCase, shot }) => {
    test.setTimeout(WALK_MS);
    await beWalker(context, worstCase, walker);
    // Whoever sits at a desk is judged there; everybody else has a phone first.
    const atDesk = ['doctor', 'admin'].includes(WALKERS[walker] ?? '');
    for (const [name, path] of Object.entries(PAGES[walker](worstCase.ids))) {
      const answer = await page.goto(path);
      expect.soft(answer!.status(), path).toBe(STATUS_OF[name] ?? 200);
      expect.soft(new URL(page.url()).pathname, `${path} is answered itself`).toBe(new URL(path, page.url()).pathname);
      await expect.soft(page.getByRole('heading', { level: 1 }), `${path} has one heading`).toHaveCount(1);
      for (const width of [DESK, TABLET, PHONE]) {
        await page.setViewportSize({ width, height: HEIGHT });
        expect.soft(await page.evaluate(findSpills, { rules: worstCase.fonts.rules, looks: LOOKS, scrollers: SCROLLERS }), `${name}, ${path}, at ${width}`).toEqual([]);
        await shot(`worst-${name}`);
        await page.evaluate(setInOwnType);
        if (width !== TABLET) expect.soft(await accessFaults(page, width === (atDesk ? DESK : PHONE)), `${path} at ${width}`).toEqual([]);
        await shot(`page-${name}`);
      }
    }
  });
}

function accessFaults(page: Page, whole: boolean): Promise<string[]> {
  return findAccessFaults(page, whole ? undefined : ACCESS_OF_THE_WIDTH);
}
