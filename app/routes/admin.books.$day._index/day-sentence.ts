import { formatPaise } from '#app/domain/money.ts';

/** What the day's report says first. */
export function daySentence({ openCount, unexplainedPaise }: { readonly openCount: number; readonly unexplainedPaise: number }): string {
  if (openCount === 0 && unexplainedPaise === 0) return `Closed: ${formatPaise(0)} unexplained`;
  const open = openCount === 0 ? 'The ledger does not tie' : openCount === 1 ? '1 discrepancy open' : `${openCount} discrepancies open`;
  return `${open}, ${formatPaise(unexplainedPaise)} unexplained`;
}
