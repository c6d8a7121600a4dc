import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';

export interface BooksDesk {
  readonly open: number;
  readonly unexplainedPaise: number;
  readonly since: string | null;
  readonly notClosed: number;
}

/** The page's first line: nothing is wrong, or exactly what is. */
export function booksSentence({ open, unexplainedPaise, since, notClosed }: BooksDesk): string {
  const waiting = notClosed === 1 ? '1 day is not closed yet' : `${notClosed} days are not closed yet`;
  if (open === 0 && unexplainedPaise === 0) return notClosed === 0 ? 'Every day is closed: nothing unexplained' : `Nothing unexplained; ${waiting}`;
  const found = open === 1 ? '1 discrepancy open' : `${open} discrepancies open`;
  return `${open === 0 ? 'The ledger does not tie' : found}, ${formatPaise(unexplainedPaise)} unexplained${since === null ? '' : ` since ${formatDay(since as LocalDate)}`}`;
}
