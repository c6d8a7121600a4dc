import type { Look } from './fonts.ts';

interface Wanted {
  /** Brings the fonts. */
  readonly rules: string;
  readonly looks: Readonly<Record<Look, { readonly font: string; readonly textPercent: number }>>;
  /** What may scroll sideways by itself, and by keyboard. */
  readonly scrollers: string;
}

/**
 * Runs in the page: what is cut off or pushes it wider, per look, one sentence each. Whole in itself, because only its
 * own text is sent there.
 */
export async function findSpills({ rules, looks, scrollers }: Wanted): Promise<string[]> {
  const root = document.documentElement;
  const LETTER_PX = 16;
  const named = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 150);
  /** Read aloud only, or typed into: a field scrolls what is longer than itself. */
  const NOT_SEEN = '.sr-only, .skip-link, input, textarea, select, progress, .menu > summary *, svg, svg *, head *, script, style';

  function widest(): string {
    const edge = root.clientWidth + 0.1;
    const reaching = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > edge && !element.parentElement?.closest(scrollers))
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .toSorted((a, b) => b.right - a.right || b.element.querySelectorAll('*').length * -1 + a.element.querySelectorAll('*').length);
    const far = reaching[0];
    return far ? `to ${Math.round(far.right)} by ${named(far.element)}` : 'by nothing that has a box';
  }

  function cut(element: Element): string | null {
    // Only a box has a width of its own, and asking for it costs less than asking for styles.
    if (element.clientWidth <= 1 || element.scrollWidth <= element.clientWidth + 1) return null;
    if (element.matches(`${NOT_SEEN}, ${scrollers}`) || element.closest('.table-frame, .sr-only')) return null;
    const { overflowX, position } = getComputedStyle(element);
    if (overflowX === 'visible') return /(^|\s)(card|notice|receipt|chip|tag|button|choice|empty)(\s|$)/.test(element.className) ? `spills ${element.scrollWidth - element.clientWidth} over its edge: ${named(element)}` : null;
    if (overflowX === 'auto' || overflowX === 'scroll') return `scrolls sideways: ${named(element)}`;
    return position === 'absolute' && element.clientHeight <= 1 ? null : `cuts off ${element.scrollWidth - element.clientWidth}: ${named(element)}`;
  }

  /** A column that is left a letter's width holds its text, a letter a line. */
  function squeezed(element: Element): string | null {
    const { clientWidth, clientHeight } = element;
    if (clientWidth <= 1 || clientWidth > 3 * LETTER_PX || clientHeight < 10 * LETTER_PX || element.matches(NOT_SEEN) || element.closest('thead')) return null;
    return element.textContent.trim().length > 12 ? `squeezes to ${clientWidth}: ${named(element)}` : null;
  }

  function hiddenMoney(frame: Element): string[] {
    const box = frame.getBoundingClientRect();
    const asCards = getComputedStyle(frame.querySelector('table')!).display === 'block';
    const inner = [...frame.querySelectorAll('*')].findLast((element) => element.getBoundingClientRect().right > box.right + 1) ?? frame;
    const out = [...frame.querySelectorAll('.cell-kept')].find((cell) => {
      const { left, right, width } = cell.getBoundingClientRect();
      return width > 1 && (left < box.left - 1 || right > box.right + 1);
    });
    return [...(out ? [`has money out of sight: ${named(out)}`] : []), ...(asCards && frame.scrollWidth > frame.clientWidth + 1 ? [`has cards that scroll: ${named(inner)}`] : [])];
  }

  if (!document.querySelector('[data-fonts]')) {
    const style = Object.assign(document.createElement('style'), { textContent: rules });
    style.dataset.fonts = '';
    document.head.append(style);
  }
  const found: string[] = [];
  for (const [look, { font, textPercent }] of Object.entries(looks)) {
    root.dataset.font = font;
    root.style.fontSize = `${textPercent}%`;
    // The layout asks for the fonts.
    void root.offsetWidth;
    await document.fonts.ready;
    const sideways = root.scrollWidth > root.clientWidth ? [`scrolls sideways, ${widest()}`] : [];
    const cuts = [...document.body.querySelectorAll('*')].flatMap((element) => cut(element) ?? (textPercent === 100 ? squeezed(element) : null) ?? []);
    const money = [...document.querySelectorAll('.table-frame')].flatMap(hiddenMoney);
    found.push(...[...sideways, ...cuts.slice(0, 5), ...money.slice(0, 2)].map((fault) => `${look}: ${fault}`));
  }
  return found;
}

/** Runs in the page: the font and size it came with. */
export function setInOwnType(): void {
  const root = document.documentElement;
  delete root.dataset.font;
  root.style.fontSize = '';
}
