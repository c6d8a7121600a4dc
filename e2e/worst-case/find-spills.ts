import type { Look } from './fonts.ts';

interface Wanted {
  readonly looks: Readonly<Record<Look, { readonly font: string; readonly textPercent: number }>>;
  /** What may scroll sideways by itself, and by keyboard. */
  readonly scrollers: string;
}

/**
 * Runs in the page: what is cut off or pushes it wider, per look, one sentence each. Whole in itself, because only its
 * own text is sent there.
 */
export function findSpills({ looks, scrollers }: Wanted): string[] {
  const root = document.documentElement;
  const named = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 150);
  /** Read aloud only, or typed into: a field scrolls what is longer than itself. */
  const NOT_SEEN = '.sr-only, .skip-link, input, textarea, select, progress, svg, svg *, head *, script, style';

  function widest(): string {
    const edge = root.clientWidth + 1;
    const reaching = [...document.body.querySelectorAll('*')]
      .filter((element) => !element.matches(NOT_SEEN) && element.getBoundingClientRect().right > edge && !element.parentElement?.closest(scrollers))
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .toSorted((a, b) => b.right - a.right || b.element.querySelectorAll('*').length * -1 + a.element.querySelectorAll('*').length);
    const far = reaching[0];
    return far ? `to ${Math.round(far.right)} by ${named(far.element)}` : 'by nothing that has a box';
  }

  function cut(element: Element): string | null {
    const { overflowX, display, position } = getComputedStyle(element);
    if (display === 'none' || display === 'inline' || display === 'contents' || element.clientWidth <= 1) return null;
    if (element.scrollWidth <= element.clientWidth + 1) return null;
    if (overflowX === 'visible') return /(^|\s)(card|notice|receipt|chip|tag|button|choice|empty)(\s|$)/.test(element.className) ? `spills ${element.scrollWidth - element.clientWidth} over its edge: ${named(element)}` : null;
    if (overflowX === 'auto' || overflowX === 'scroll') return `scrolls sideways: ${named(element)}`;
    return position === 'absolute' && element.clientHeight <= 1 ? null : `cuts off ${element.scrollWidth - element.clientWidth}: ${named(element)}`;
  }

  function hiddenMoney(frame: Element): string[] {
    const box = frame.getBoundingClientRect();
    const asCards = getComputedStyle(frame.querySelector('table')!).display === 'block';
    const out = [...frame.querySelectorAll('.cell-kept')].find((cell) => {
      const { left, right, width } = cell.getBoundingClientRect();
      return width > 1 && (left < box.left - 1 || right > box.right + 1);
    });
    return [...(out ? [`has money out of sight: ${named(out)}`] : []), ...(asCards && frame.scrollWidth > frame.clientWidth + 1 ? [`has cards that scroll: ${named(frame)}`] : [])];
  }

  return Object.entries(looks).flatMap(([look, { font, textPercent }]) => {
    root.dataset.font = font;
    root.style.fontSize = `${textPercent}%`;
    const sideways = root.scrollWidth > root.clientWidth ? [`scrolls sideways, ${widest()}`] : [];
    const seen = [...document.body.querySelectorAll('*')].filter((element) => !element.matches(NOT_SEEN) && !element.closest('.table-frame, .sr-only'));
    const cuts = seen.filter((element) => !element.matches(scrollers)).flatMap((element) => cut(element) ?? []);
    const money = [...document.querySelectorAll('.table-frame')].flatMap(hiddenMoney);
    return [...sideways, ...cuts.slice(0, 5), ...money.slice(0, 2)].map((fault) => `${look}: ${fault}`);
  });
}
