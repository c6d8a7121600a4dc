import { sql } from 'kysely';
import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, type DayFigures } from '#app/domain/reconciliation.ts';
import type { Database } from './client.ts';

/** The days that have books: from the first posting, or the first day closed, until yesterday. Both included. */
export interface BooksSpan {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

export interface BookDay {
  readonly day: LocalDate;
  /** null: not closed yet. */
  readonly report: DayReport | null;
  readonly openCount: number;
  /** What is open of it, and what our own postings fail to balance by. */
  readonly unexplainedPaise: number;
}

export interface DayReport {
  readonly figures: DayFigures;
  readonly transactions: number;
  readonly residualPaise: number;
  readonly runs: number;
  readonly endedAt: Date | null;
}

const UNEXPLAINED = sql<string | null>`sum(abs(coalesce(effect_paise, coalesce(actual_paise, 0) - coalesce(expected_paise, 0))))`;

export async function findBooksSpan(db: Database, now: Date): Promise<BooksSpan | null> {
  const [posting, closed] = await Promise.all([
    db.selectFrom('ledger_posting').select('occurred_at').orderBy('occurred_at').limit(1).executeTakeFirst(),
    db.selectFrom('reconciliation_day').select([sql<LocalDate | null>`min(day)`.as('first'), sql<LocalDate | null>`max(day)`.as('last')]).executeTakeFirstOrThrow(),
  ]);
  const yesterday = addDays(localDateOf(now, BOOKS_ZONE), -1);
  const booked = posting ? localDateOf(posting.occurred_at, BOOKS_ZONE) : null;
  const first = [booked, closed.first].filter((day) => day !== null).toSorted()[0];
  const last = closed.last !== null && closed.last > yesterday ? closed.last : yesterday;
  return first === undefined || first > last ? null : { first, last };
}

/** Every day of a span, newest first, closed or not. Two queries by the day. */
export async function listBookDays(db: Database, { first, last }: BooksSpan): Promise<BookDay[]> {
  const [reports, open] = await Promise.all([
    db.selectFrom('reconciliation_day').selectAll().where('day', '>=', first).where('day', '<=', last).execute(),
    db
      .selectFrom('discrepancy')
      .select(['day', sql<number>`count(*)`.as('count'), UNEXPLAINED.as('paise')])
      .where('day', '>=', first)
      .where('day', '<=', last)
      .where('resolved_at', 'is', null)
      .groupBy('day')
      .execute(),
  ]);
  const reportOf = new Map(reports.map((row) => [row.day, row]));
  const openOf = new Map(open.map((row) => [row.day, row]));
  const days: BookDay[] = [];
  for (let day = last; day >= first; day = addDays(day, -1)) {
    const row = reportOf.get(day);
    const found = openOf.get(day);
    days.push({
      day,
      report: row ? { figures: JSON.parse(row.figures) as DayFigures, transactions: row.transactions, residualPaise: row.residual_paise, runs: row.runs, endedAt: row.ended_at } : null,
      openCount: Number(found?.count ?? 0),
      unexplainedPaise: Number(found?.paise ?? 0) + Math.abs(row?.residual_paise ?? 0),
    });
  }
  return days;
}

export async function findBookDay(db: Database, day: LocalDate): Promise<BookDay> {
  const [found] = await listBookDays(db, { first: day, last: day });
  return found!;
}

/** What the books say first. Open ones count wherever they stand, also those of a day that is not over. */
export async function readBooksDesk(db: Database, span: BooksSpan | null) {
  const [open, closed] = await Promise.all([
    db.selectFrom('discrepancy').select([sql<number>`count(*)`.as('count'), UNEXPLAINED.as('paise'), sql<LocalDate | null>`min(day)`.as('since')]).where('resolved_at', 'is', null).executeTakeFirstOrThrow(),
    db.selectFrom('reconciliation_day').select([sql<number>`count(*)`.as('days'), sql<string | null>`sum(abs(residual_paise))`.as('residual'), sql<LocalDate | null>`min(if(residual_paise <> 0, day, null))`.as('since')]).executeTakeFirstOrThrow(),
  ]);
  return {
    open: Number(open.count),
    unexplainedPaise: Number(open.paise ?? 0) + Number(closed.residual ?? 0),
    since: [open.since, closed.since].filter((day) => day !== null).toSorted()[0] ?? null,
    notClosed: span === null ? 0 : daysOf(span) - Number(closed.days),
  };
}

const DAY_MS = 86_400_000;

function daysOf({ first, last }: BooksSpan): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
}
