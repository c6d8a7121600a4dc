import { sql } from 'kysely';
import type { LocalDate } from '#app/domain/appointment-time.ts';
import type { Database } from './client.ts';

/** Razorpay's id of something of ours that it has not told, and what it moved; positive paise. */
export interface Unseen {
  readonly id: string;
  readonly masterBookingId: string | null;
  readonly paise: number;
}

interface TimeSpan {
  readonly from: Date;
  readonly until: Date;
}

const PAGE_ROWS = 500;

/** All of them, some at a time: those left out of one run would be closed by it as if they had come true. */
export async function* inPages<Row extends Unseen>(read: (after: string) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let after = '';
  for (;;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1)!.id;
  }
}

const settledAfter = (day: string) => sql<boolean>`exists (select 1 from settlement where settlement.day >= ${day})`;

/** How many days of [from, until) were closed, which means that what was settled on them was read. */
export async function countDaysRead(db: Database, from: LocalDate, until: LocalDate): Promise<number> {
  const { count } = await db.selectFrom('reconciliation_day').select(({ fn }) => fn.countAll<string>().as('count')).where('day', '>=', from).where('day', '<', until).executeTakeFirstOrThrow();
  return Number(count);
}

/** Captures posted in that span that no settlement has counted, although settlements have come since. */
export async function findPaymentsNotSettled(db: Database, { from, until }: TimeSpan, settledSince: string, after = ''): Promise<Unseen[]> {
  const rows = await db
    .selectFrom('ledger_posting as posting')
    .leftJoin('recon_item as item', 'item.entity_id', 'posting.source_id')
    .select(['posting.source_id as id', ({ selectFrom }) => selectFrom('ledger_entry as entry').select(sql<string>`max(entry.master_booking_id)`.as('m')).whereRef('entry.posting_id', '=', 'posting.id').as('masterBookingId')])
    .where('posting.occurred_at', '>=', from)
    .where('posting.occurred_at', '<', until)
    .where('posting.event', 'in', ['payment_captured', 'late_payment_captured', 'unmatched_payment_captured'])
    .where('item.entity_id', 'is', null)
    .where(settledAfter(settledSince))
    .where('posting.source_id', '>', after)
    .orderBy('posting.source_id')
    .limit(PAGE_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, paise: 0 }));
}

/** Refunds sent to the bank in that span, through Razorpay, that no settlement has counted. */
export async function findRefundsNotSettled(db: Database, { from, until }: TimeSpan, settledSince: string, after = ''): Promise<(Unseen & { gatewayPaymentId: string })[]> {
  const rows = await db
    .selectFrom('refund')
    .leftJoin('recon_item as item', 'item.entity_id', 'refund.gateway_refund_id')
    .select(['refund.gateway_refund_id as id', 'refund.master_booking_id as masterBookingId', 'refund.amount_paise as paise', 'refund.gateway_payment_id as gatewayPaymentId'])
    .where('refund.settled_at', '>=', from)
    .where('refund.settled_at', '<', until)
    .where('refund.status', '=', 'processed')
    .where('refund.gateway_refund_id', 'is not', null)
    .where('item.entity_id', 'is', null)
    .where(settledAfter(settledSince))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('ledger_posting as paid').select('paid.id').where('paid.event', '=', 'refund_paid_by_transfer').whereRef('paid.source_id', '=', 'refund.id'))),
    )
    .where('refund.gateway_refund_id', '>', after)
    .orderBy('refund.gateway_refund_id')
    .limit(PAGE_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, id: row.id! }));
}

/** Payouts whose money came back in that span by our ledger, and of which the statement has no return. */
export async function findReturnsNotOnStatement(db: Database, { from, until }: TimeSpan, after = ''): Promise<Unseen[]> {
  const rows = await db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', (join) => join.onRef('entry.posting_id', '=', 'posting.id').on('entry.account', '=', 'razorpayx_balance'))
    .innerJoin('payout_attempt as attempt', 'attempt.id', 'posting.source_id')
    .leftJoin('statement_line as line', (join) => join.onRef('line.gateway_payout_id', '=', 'attempt.gateway_payout_id').on('line.credit_paise', '>', 0))
    .select(['attempt.gateway_payout_id as id', 'entry.master_booking_id as masterBookingId', 'entry.amount_paise as paise'])
    .where('posting.occurred_at', '>=', from)
    .where('posting.occurred_at', '<', until)
    .where('posting.event', 'in', ['payout_failed', 'payout_reversed'])
    .where('line.id', 'is', null)
    .where('attempt.gateway_payout_id', '>', after)
    .orderBy('attempt.gateway_payout_id')
    .limit(PAGE_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, id: row.id! }));
}

/** Payouts whose money left in that span by our ledger and that the statement does not have. */
export async function findPayoutsNotOnStatement(db: Database, { from, until }: TimeSpan, after = ''): Promise<Unseen[]> {
  const rows = await db
    .selectFrom('ledger_posting as posting')
    .innerJoin('payout_attempt as attempt', 'attempt.id', 'posting.source_id')
    .innerJoin('payout', 'payout.id', 'attempt.payout_id')
    .leftJoin('statement_line as line', (join) => join.onRef('line.gateway_payout_id', '=', 'attempt.gateway_payout_id').on('line.debit_paise', '>', 0))
    .select(['attempt.gateway_payout_id as id', 'payout.master_booking_id as masterBookingId', sql<number>`attempt.amount_paise + attempt.fees_paise`.as('paise')])
    .where('posting.occurred_at', '>=', from)
    .where('posting.occurred_at', '<', until)
    .where('posting.event', '=', 'payout_sent')
    .where('line.id', 'is', null)
    .where('attempt.gateway_payout_id', '>', after)
    .orderBy('attempt.gateway_payout_id')
    .limit(PAGE_ROWS)
    .execute();
  return rows.map((row) => ({ ...row, id: row.id!, paise: Number(row.paise) }));
}
