import { sql } from 'kysely';
import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;
/** More parked refunds than this are a flood, and the list says that there are more. */
const PARKED_ROWS = 50;

/** What a refund waits for: a person who decides, money at Razorpay, or Razorpay itself. */
export type RefundWaiting = 'person' | 'balance' | 'gateway';

export interface RefundFilter {
  readonly status?: RefundStatus | undefined;
  readonly kind?: RefundKind | undefined;
  readonly waiting?: RefundWaiting | undefined;
}

/** Refunds that nobody waits for, newest first. `waiting: 'person'` has none here: those are in {@link listParkedRefunds}. */
export async function listRefunds(db: Database, { status, kind, waiting }: RefundFilter, turn: PageTurn, size = PAGE_ROWS) {
  if (waiting === 'person') return { rows: [], newer: null, older: null };
  return readPage(turn, { columns: ['refund.requested_at', 'refund.id'], size }, (span) =>
    refunds(db)
      .where('refund.parked_reason', 'is', null)
      .where(span.within)
      .$if(status !== undefined, (query) => query.where('refund.status', '=', status!))
      .$if(kind !== undefined, (query) => query.where('refund.kind', '=', kind!))
      .$if(waiting !== undefined, (query) => query.where('refund.waiting_for', '=', waiting!))
      .orderBy('refund.requested_at', span.direction)
      .orderBy('refund.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** Refunds that wait for a person, the longest waiting first. Only these two states can be parked. */
export async function listParkedRefunds(db: Database, { status, kind, waiting }: RefundFilter, turn: PageTurn = {}, size = PARKED_ROWS) {
  if (waiting !== undefined && waiting !== 'person') return { rows: [], newer: null, older: null };
  return readPage(turn, { columns: ['refund.requested_at', 'refund.id'], size, oldestFirst: true }, (span) =>
    refunds(db)
      .where('refund.parked_reason', 'is not', null)
      .where('refund.status', 'in', ['requested', 'failed'])
      .where(span.within)
      .$if(status !== undefined, (query) => query.where('refund.status', '=', status!))
      .$if(kind !== undefined, (query) => query.where('refund.kind', '=', kind!))
      .orderBy('refund.requested_at', span.direction)
      .orderBy('refund.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

function refunds(db: Database) {
  return db
    .selectFrom('refund')
    .innerJoin('master_booking as master', 'master.id', 'refund.master_booking_id')
    .innerJoin('account as patient', 'patient.id', 'master.patient_id')
    .modifyFront(sql`straight_join`)
    .select([
      'refund.id', 'refund.status', 'refund.kind', 'refund.amount_paise', 'refund.reason', 'refund.requested_at as listed_at', 'refund.tries',
      'refund.waiting_for', 'refund.next_try_at', 'refund.parked_reason', 'refund.bank_reference', 'master.code', 'patient.name as patient_name',
    ]);
}
