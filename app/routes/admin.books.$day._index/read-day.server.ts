import { addDays, localDateOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { totalsOf } from '#app/domain/day-totals.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { findBookDay, findBooksSpan } from '#db/books.ts';
import type { Database } from '#db/client.ts';
import { listDiscrepanciesOfDay } from '#db/discrepancy-lists.ts';

/** Beyond these the inbox, filtered by the day, has them all. */
export const SHOWN_OF_DAY = 200;

/** A day as its page and its CSV tell it; null for what is no day, or one that is to come. */
export async function readDay(db: Database, typed: string, now: Date) {
  const day = parseLocalDate(typed);
  const today = localDateOf(now, BOOKS_ZONE);
  if (day === null || day > today) return null;
  const [found, span, discrepancies] = await Promise.all([findBookDay(db, day), findBooksSpan(db, now), listDiscrepanciesOfDay(db, day, SHOWN_OF_DAY)]);
  const within = (other: LocalDate) => (span !== null && other >= span.first && other <= span.last ? other : null);
  return {
    day, discrepancies, openCount: found.openCount, unexplainedPaise: found.unexplainedPaise,
    report: found.report && { ...found.report, totals: totalsOf(found.report.figures) },
    isOver: day < today, isBooked: span !== null && day >= span.first,
    earlier: within(addDays(day, -1)), later: within(addDays(day, 1)),
  };
}

export type DayTold = NonNullable<Awaited<ReturnType<typeof readDay>>>;
