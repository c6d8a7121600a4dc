import type { Selectable } from 'kysely';
import type { Actor } from '#app/domain/booking.ts';
import type { Trx } from '../client.ts';
import type { CancellationLineTable, CancellationTable, IndividualBookingTable, RefundLineTable, RefundTable } from '../tables.ts';
import { findPartsOf } from './booking-lines.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

type Refund = Selectable<RefundTable>;
type Part = Selectable<IndividualBookingTable>;
type CancelledLine = CancellationLineTable & Pick<CancellationTable, 'quoted_at' | 'cancelled_at' | 'actor_kind'>;

/** What stands beside one page of refunds. */
interface Beside {
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  readonly cancelled: ReadonlyMap<string, readonly CancelledLine[]>;
  /** Refund lines of the same visits, each with its refund, oldest first. */
  readonly returned: ReadonlyMap<string, readonly (RefundLineTable & Pick<Refund, 'status' | 'requested_at'>)[]>;
}

/**
 * One line per individual booking in one refund, by the instant the refund was requested.
 *
 * - The refund of a cancellation has a line for every part of that cancellation, also for one that gives nothing back;
 *   a cancellation that gives nothing back at all has no refund, and so no line.
 *   Base = paidPaise − alreadyRefundedPaise; fee by the frozen policy at `quotedAt` (a quote holds until it is used);
 *   refundPaise = base − feePaise − requalifyPaise. `sampleCollectedAt` is as it was at the quote.
 * - `paidPaise` is what the part has cost by then: its net, and the coupon share or follow-up difference that an
 *   earlier cancellation of another part has already taken out of its refund; `couponSharePaise` is the share left.
 * - A late payment bought nothing and goes back whole: a line per part with what was paid for it.
 * - An override or external refund beside a cancellation has no quote and takes no fee.
 * - A refund that failed keeps its lines; the one sent in its place repeats them.
 */
export async function* refundLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'requested_at', id: 'id' }, span, ({ within, limit }) =>
    trx.selectFrom('refund').selectAll().select('requested_at as at').where(within).orderBy('requested_at').orderBy('id').limit(limit).execute(),
  );
  for await (const refunds of pages) {
    const beside = await findBeside(trx, refunds);
    for (const refund of refunds) yield* linesOf(refund, beside);
  }
}

async function findBeside(trx: Trx, refunds: readonly Refund[]): Promise<Beside> {
  const masterIds = [...new Set(refunds.map((refund) => refund.master_booking_id))];
  const cancellationIds = refunds.flatMap((refund) => refund.cancellation_id ?? []);
  const cancelled = await trx
    .selectFrom('cancellation_line as line')
    .innerJoin('cancellation', 'cancellation.id', 'line.cancellation_id')
    .selectAll('line')
    .select(['cancellation.quoted_at', 'cancellation.cancelled_at', 'cancellation.actor_kind'])
    .where('line.cancellation_id', 'in', cancellationIds.length > 0 ? cancellationIds : [''])
    .execute();
  const returned = await trx
    .selectFrom('refund_line as line')
    .innerJoin('refund', 'refund.id', 'line.refund_id')
    .selectAll('line')
    .select(['refund.status', 'refund.requested_at'])
    .where('refund.master_booking_id', 'in', masterIds)
    .orderBy('refund.requested_at')
    .orderBy('refund.id')
    .execute();
  return {
    parts: await findPartsOf(trx, masterIds),
    cancelled: Map.groupBy(cancelled, (line) => line.cancellation_id),
    returned: Map.groupBy(returned, (line) => line.individual_booking_id),
  };
}

function linesOf(refund: Refund, beside: Beside) {
  const parts = beside.parts.get(refund.master_booking_id) ?? [];
  if (refund.kind === 'late_payment') {
    return parts.map((part) => line(refund, part, { ...soldFor(part), already: 0, refund: part.paid_paise }));
  }
  if (refund.cancellation_id !== null) {
    const cancelled = beside.cancelled.get(refund.cancellation_id) ?? [];
    return inBasketOrder(parts, cancelled).map(({ part, own }) => cancelledLine(refund, part, own));
  }
  const returned = parts.flatMap((part) => beside.returned.get(part.id) ?? []).filter((each) => each.refund_id === refund.id);
  return inBasketOrder(parts, returned).map(({ part, own }) =>
    line(refund, part, { ...soldFor(part), already: returnedBefore(beside.returned.get(part.id) ?? [], own), refund: own.amount_paise }),
  );
}

function inBasketOrder<T extends { readonly individual_booking_id: string }>(parts: readonly Part[], lines: readonly T[]): { part: Part; own: T }[] {
  return parts.flatMap((part) => lines.filter((own) => own.individual_booking_id === part.id).map((own) => ({ part, own })));
}

/** Every refund of the part that was there before and did not fail counts as returned. */
function returnedBefore(ofPart: NonNullable<ReturnType<Beside['returned']['get']>>, own: RefundLineTable): number {
  const place = ofPart.findIndex((each) => each.refund_id === own.refund_id);
  return ofPart.slice(0, place).reduce((sum, each) => (each.status === 'failed' ? sum : sum + each.amount_paise), 0);
}

interface Amounts {
  readonly share: number;
  readonly paid: number;
  readonly already: number;
  readonly refund: number;
}

function soldFor(part: Part): Pick<Amounts, 'share' | 'paid'> {
  return { share: part.coupon_share_paise - part.requalified_paise, paid: part.paid_paise + part.requalified_paise + part.regranted_paise };
}

function line(refund: Refund, part: Part, amounts: Amounts) {
  return lineOf(refund, part, {
    listPricePaise: part.list_price_paise,
    couponSharePaise: amounts.share,
    paidPaise: amounts.paid,
    alreadyRefundedPaise: amounts.already,
    sampleCollectedAt: part.sample_collected_at,
    cancelledAt: part.cancelled_at,
    quotedAt: null,
    cancelledBy: part.cancelled_by,
    feePaise: 0,
    requalifyPaise: 0,
    refundPaise: amounts.refund,
  });
}

function cancelledLine(refund: Refund, part: Part, own: CancelledLine) {
  return lineOf(refund, part, {
    listPricePaise: own.list_price_paise,
    couponSharePaise: own.coupon_share_paise,
    paidPaise: own.paid_paise,
    alreadyRefundedPaise: own.already_refunded_paise,
    sampleCollectedAt: own.sample_collected_at,
    cancelledAt: own.cancelled_at,
    quotedAt: own.quoted_at,
    cancelledBy: own.actor_kind,
    feePaise: own.fee_paise,
    requalifyPaise: own.requalify_paise,
    refundPaise: own.refund_paise,
  });
}

interface LineFacts {
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  readonly paidPaise: number;
  readonly alreadyRefundedPaise: number;
  readonly sampleCollectedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly quotedAt: Date | null;
  readonly cancelledBy: Actor | null;
  readonly feePaise: number;
  readonly requalifyPaise: number;
  readonly refundPaise: number;
}

function lineOf(refund: Refund, part: Part, facts: LineFacts) {
  return {
    refundId: refund.id,
    refundStatus: refund.status,
    kind: refund.kind,
    individualBookingId: part.id,
    masterBookingId: refund.master_booking_id,
    listPricePaise: facts.listPricePaise,
    couponSharePaise: facts.couponSharePaise,
    paidPaise: facts.paidPaise,
    alreadyRefundedPaise: facts.alreadyRefundedPaise,
    policy: JSON.parse(part.policy) as Record<string, unknown>,
    startsAt: part.starts_at.toISOString(),
    zone: part.zone,
    sampleCollectedAt: facts.sampleCollectedAt?.toISOString() ?? null,
    cancelledAt: facts.cancelledAt?.toISOString() ?? null,
    quotedAt: facts.quotedAt?.toISOString() ?? null,
    cancelledBy: facts.cancelledBy,
    feePaise: facts.feePaise,
    requalifyPaise: facts.requalifyPaise,
    refundPaise: facts.refundPaise,
  };
}
