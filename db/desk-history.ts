import { sql, type RawBuilder } from 'kysely';
import { addDays, instantOf, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { LedgerEvent } from '#app/domain/ledger-entries.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import type { Database } from './client.ts';

/** One day of India as the desk's plots draw it; `null` where there is nothing to tell. */
export interface DeskDay {
  readonly day: LocalDate;
  readonly inPaise: number;
  readonly returnedPaise: number;
  readonly paidOutPaise: number;
  /** From asking to the bank, the mean of what arrived that day. */
  readonly refundMinutes: number | null;
  readonly payoutMinutes: number | null;
  /** `null` while the day is not closed and nothing is open of it. */
  readonly unexplainedPaise: number | null;
}

type Measure = 'in' | 'returned' | 'paid_out' | 'refund_minutes' | 'payout_minutes' | 'unexplained' | 'closed';

const DAYS = 14;
const KEPT_MS = 60_000;
const CAPTURES: readonly LedgerEvent[] = ['payment_captured', 'late_payment_captured', 'unmatched_payment_captured'];

/** Two weeks of postings lead to their entries; left to itself a planner may read all entries there ever were. */
const FROM_THE_TIME = sql`straight_join`;

const kept = new WeakMap<Database, { readonly readAt: Date; readonly days: Promise<DeskDay[]> }>();

/** The last two weeks, today included; read by one query, at most once a minute and process. */
export function readDeskHistory(db: Database, now: Date): Promise<DeskDay[]> {
  const known = kept.get(db);
  const ageMs = known ? now.getTime() - known.readAt.getTime() : Infinity;
  if (known && ageMs >= 0 && ageMs < KEPT_MS) return known.days;
  const days = readDays(db, now);
  kept.set(db, { readAt: now, days });
  days.catch(() => kept.delete(db));
  return days;
}

async function readDays(db: Database, now: Date): Promise<DeskDay[]> {
  const today = localDateOf(now, BOOKS_ZONE);
  const first = addDays(today, 1 - DAYS);
  const from = instantOf(first, 0, BOOKS_ZONE);
  const rows = await moneyByDay(db, from).unionAll(refundTimes(db, from)).unionAll(payoutTimes(db, from)).unionAll(openByDay(db, first)).unionAll(closedDays(db, first)).execute();
  const found = new Map(rows.map((row) => [`${row.day} ${row.measure}`, Number(row.value ?? 0)]));
  return Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(first, index);
    const of = (measure: Measure) => found.get(`${day} ${measure}`) ?? null;
    const [open, residual] = [of('unexplained'), of('closed')];
    return {
      day,
      inPaise: of('in') ?? 0,
      returnedPaise: of('returned') ?? 0,
      paidOutPaise: of('paid_out') ?? 0,
      refundMinutes: of('refund_minutes'),
      payoutMinutes: of('payout_minutes'),
      unexplainedPaise: open === null && residual === null ? null : (open ?? 0) + (residual ?? 0),
    };
  });
}

/** India has kept one offset since 1945, so that the day of an instant needs no table of zones in the database. */
function dayOf(at: string): RawBuilder<string> {
  return sql`date(${sql.ref(at)} + interval 330 minute)`;
}

function measured(measure: Measure): RawBuilder<Measure> {
  return sql`${sql.lit(measure)}`;
}

function moneyByDay(db: Database, from: Date) {
  const measure = sql<Measure>`case when posting.event in ('refund_settled', 'refund_paid_by_transfer') then 'returned' when posting.event in ('payout_settled', 'payout_reversed') then 'paid_out' else 'in' end`;
  return db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .modifyFront(FROM_THE_TIME)
    .select([measure.as('measure'), dayOf('posting.occurred_at').as('day'), sql<string | null>`sum(if(posting.event in ('refund_settled', 'refund_paid_by_transfer'), -entry.amount_paise, entry.amount_paise))`.as('value')])
    .where('posting.occurred_at', '>=', from)
    .where((eb) =>
      eb.or([
        eb('posting.event', 'in', CAPTURES).and('entry.account', '=', 'razorpay_balance').and('entry.amount_paise', '>', 0),
        eb('posting.event', '=', 'refund_settled').and('entry.account', '=', 'razorpay_balance'),
        eb('posting.event', '=', 'refund_paid_by_transfer').and('entry.account', '=', 'bank'),
        eb('posting.event', 'in', ['payout_settled', 'payout_reversed']).and('entry.account', '=', 'provider_payable'),
      ]),
    )
    .groupBy([measure, dayOf('posting.occurred_at')]);
}

function refundTimes(db: Database, from: Date) {
  return db
    .selectFrom('refund')
    .select([measured('refund_minutes').as('measure'), dayOf('settled_at').as('day'), sql<string | null>`avg(timestampdiff(minute, requested_at, settled_at))`.as('value')])
    .where('settled_at', '>=', from)
    .where('status', '=', 'processed')
    .groupBy(dayOf('settled_at'));
}

/** By the posting, which knows when it arrived: a payout's own time changes when a bank sends it back. */
function payoutTimes(db: Database, from: Date) {
  return db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .innerJoin('payout', 'payout.id', 'entry.payout_id')
    .modifyFront(FROM_THE_TIME)
    .select([measured('payout_minutes').as('measure'), dayOf('posting.occurred_at').as('day'), sql<string | null>`avg(timestampdiff(minute, payout.created_at, posting.occurred_at))`.as('value')])
    .where('posting.occurred_at', '>=', from)
    .where('posting.event', '=', 'payout_settled')
    .where('entry.account', '=', 'provider_payable')
    .groupBy(dayOf('posting.occurred_at'));
}

function openByDay(db: Database, first: LocalDate) {
  return db
    .selectFrom('discrepancy')
    .select([measured('unexplained').as('measure'), sql<string>`day`.as('day'), sql<string | null>`sum(abs(coalesce(effect_paise, coalesce(actual_paise, 0) - coalesce(expected_paise, 0))))`.as('value')])
    .where('resolved_at', 'is', null)
    .where('day', '>=', first)
    .groupBy('day');
}

function closedDays(db: Database, first: LocalDate) {
  return db
    .selectFrom('reconciliation_day')
    .select([measured('closed').as('measure'), sql<string>`day`.as('day'), sql<string | null>`abs(residual_paise)`.as('value')])
    .where('day', '>=', first);
}
