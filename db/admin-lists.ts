import { sql } from 'kysely';
import type { MasterStatus } from '#app/domain/booking.ts';
import type { PaymentStatus } from '#app/domain/payment.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';
import { visitsFound, type VisitSearch } from './visit-search.ts';

const PAGE_ROWS = 50;
/** Walk the list's own key and join what each row names; left alone, the server may read every patient first and sort. */
const LIST_FIRST = sql`straight_join`;

interface Span {
  /** Created at or after, and before, these instants (UTC). */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

export interface VisitFilter extends Span {
  readonly status?: MasterStatus | undefined;
  readonly search?: VisitSearch | undefined;
}

/** Visits, newest first, with their patients; `partsOf` has each visit's parts in basket order by its id. Two queries. */
export async function listVisits(db: Database, filter: VisitFilter, turn: PageTurn, size = PAGE_ROWS) {
  const { status, from, until, search } = filter;
  const page = await readPage(turn, { columns: ['master.created_at', 'master.id'], size }, (span) =>
    db
      .selectFrom('master_booking as master')
      .innerJoin('account', 'account.id', 'master.patient_id')
      .select(['master.id', 'master.code', 'master.status', 'master.total_paise', 'master.created_at as listed_at', 'account.name as patient_name'])
      .$if(search === undefined, (query) => query.modifyFront(LIST_FIRST))
      .where(span.within)
      .$if(status !== undefined, (query) => query.where('master.status', '=', status!))
      .$if(from !== undefined, (query) => query.where('master.created_at', '>=', from!))
      .$if(until !== undefined, (query) => query.where('master.created_at', '<', until!))
      .$if(search !== undefined, (query) => query.where(visitsFound(search!)))
      .orderBy('master.created_at', span.direction)
      .orderBy('master.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
  return { ...page, partsOf: await listPartNames(db, page.rows.map((row) => row.id)) };
}

async function listPartNames(db: Database, masterBookingIds: readonly string[]) {
  if (masterBookingIds.length === 0) return new Map<string, never[]>();
  const rows = await db
    .selectFrom('individual_booking')
    .select(['id', 'master_booking_id', 'service_name', 'status'])
    .where('master_booking_id', 'in', masterBookingIds)
    .orderBy('master_booking_id')
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.master_booking_id);
}

export interface PaymentFilter extends Span {
  readonly status?: PaymentStatus | undefined;
  /** Only those that should have ended by now: asked about already, and still open. */
  readonly stuckAt?: Date | undefined;
}

export async function listPayments(db: Database, filter: PaymentFilter, turn: PageTurn, size = PAGE_ROWS) {
  const { status, from, until, stuckAt } = filter;
  return readPage(
    turn,
    { columns: ['payment.created_at', 'payment.id'], size },
    (span) =>
      db
        .selectFrom('payment_transaction as payment')
        .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
        .modifyFront(LIST_FIRST)
        .select([
          'payment.id', 'payment.gateway_order_id', 'payment.gateway_payment_id', 'payment.status', 'payment.amount_paise', 'payment.method',
          'payment.fee_paise', 'payment.tax_paise', 'payment.created_at as listed_at', 'payment.next_ask_at', 'master.code',
        ])
        .where(span.within)
        .$if(status !== undefined, (query) => query.where('payment.status', '=', status!))
        .$if(from !== undefined, (query) => query.where('payment.created_at', '>=', from!))
        .$if(until !== undefined, (query) => query.where('payment.created_at', '<', until!))
        .$if(stuckAt !== undefined, (query) => query.where('payment.next_ask_at', '<=', stuckAt!).where('payment.status', 'in', ['created', 'authorized']))
        .orderBy('payment.created_at', span.direction)
        .orderBy('payment.id', span.direction)
        .limit(span.limit)
        .execute(),
  );
}
