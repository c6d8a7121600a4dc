import { expect } from './fixtures.ts';
import { EVERY_WALKER, PAGES } from './fixtures-pages.ts';
import { beWalker } from './fixtures-walkers.ts';
import { test } from './fixtures-worst-case.ts';
import { findSpills } from './worst-case/find-spills.ts';
import { LOOKS } from './worst-case/fonts.ts';

const WIDTHS = [360, 768, 1280] as const;
const HEIGHT = 800;
const WALK_MS = 180_000;
/** Pages that say that something is not there. */
const STATUS_OF: Readonly<Record<string, number>> = { 'not-found': 404, 'no-such-visit': 404, 'admin-no-such-page': 404, 'reset-password-spent': 410 };
const SCROLLERS = '.table-frame, .days';

// The fonts are ours, which no policy of the product's knows.
test.use({ bypassCSP: true });

for (const walker of EVERY_WALKER) {
  test(`no page of a ${walker} breaks, whatever is typed, whatever the font @scripts-on`, async ({ page, context, worstCase, shot }) => {
    test.setTimeout(WALK_MS);
    await beWalker(context, worstCase, walker);
    for (const [name, path] of Object.entries(PAGES[walker](worstCase.ids))) {
      const answer = await page.goto(path);
      expect.soft(answer!.status(), path).toBe(STATUS_OF[name] ?? 200);
      expect.soft(new URL(page.url()).pathname, `${path} is answered itself`).toBe(new URL(path, page.url()).pathname);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        expect.soft(await page.evaluate(findSpills, { rules: worstCase.fonts.rules, looks: LOOKS, scrollers: SCROLLERS }), `${name}, ${path}, at ${width}`).toEqual([]);
        await shot(`worst-${name}`);
      }
    }
  });
}
