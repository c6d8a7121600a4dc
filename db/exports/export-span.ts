import { addDays, instantOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';

/** The books are kept in one place, whatever the zones of the clinics; a day of an export is a day there. */
export const BOOKS_ZONE = 'Asia/Kolkata';

/** Instants (UTC) that a line's own instant lies between: at or after `from`, before `until`. */
export interface ExportSpan {
  readonly from?: Date;
  readonly until?: Date;
}

/** First and last day, both included, as written `YYYY-MM-DD`; throws a sentence for a day that does not exist. */
export function spanOfDays(days: { readonly from?: string | null; readonly to?: string | null }): ExportSpan {
  const from = readDay(days.from);
  const to = readDay(days.to);
  if (from && to && from > to) throw new RangeError(`${from} comes after ${to}: the first day goes first.`);
  return {
    ...(from && { from: instantOf(from, 0, BOOKS_ZONE) }),
    ...(to && { until: instantOf(addDays(to, 1), 0, BOOKS_ZONE) }),
  };
}

function readDay(text: string | null | undefined): LocalDate | null {
  if (!text) return null;
  const day = parseLocalDate(text);
  if (!day) throw new RangeError(`${text} is not a day. Write it as 2026-11-24.`);
  return day;
}
