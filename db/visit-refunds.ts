import { z } from 'zod';
import type { Database } from './client.ts';

/** A refund as its patient may read it, with the parts it was for. */
export type VisitRefund = Awaited<ReturnType<typeof findRefundsOfVisit>>[number];

/** Oldest first. A payment that bought nothing is returned without parts. */
export async function findRefundsOfVisit(db: Database, masterBookingId: string) {
  const [refunds, lines] = await Promise.all([
    db
      .selectFrom('refund')
      .select([
        'id', 'kind', 'status', 'amount_paise', 'reason', 'cancellation_id', 'waiting_for', 'parked_reason', 'bank_reference', 'gateway_refund_id',
        'requested_at', 'sent_at', 'settled_at',
      ])
      .select((eb) =>
        eb
          .exists(
            eb
              .selectFrom('status_event as event')
              .select('event.id')
              .where('event.master_booking_id', '=', masterBookingId)
              .whereRef('event.subject_id', '=', 'refund.id')
              .where('event.event', '=', 'refund_paid_by_transfer'),
          )
          .as('paid_by_transfer'),
      )
      .where('master_booking_id', '=', masterBookingId)
      .orderBy('requested_at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('refund_line as line')
      .innerJoin('refund', 'refund.id', 'line.refund_id')
      .select(['line.refund_id', 'line.individual_booking_id', 'line.amount_paise'])
      .where('refund.master_booking_id', '=', masterBookingId)
      .execute(),
  ]);
  const linesOf = Map.groupBy(lines, (line) => line.refund_id);
  return refunds.map((refund) => ({ ...refund, lines: linesOf.get(refund.id) ?? [] }));
}

export type CancelledPart = Awaited<ReturnType<typeof findCancelledParts>>[number];

/** Which cancellation each cancelled part belongs to; parts of a hold that ended belong to none. */
export async function findCancelledParts(db: Database, masterBookingId: string) {
  return db
    .selectFrom('cancellation')
    .innerJoin('cancellation_line as line', 'line.cancellation_id', 'cancellation.id')
    .select(['line.individual_booking_id', 'cancellation.id as cancellation_id', 'cancellation.actor_kind', 'cancellation.reason', 'cancellation.cancelled_at', 'line.refund_paise'])
    .where('cancellation.master_booking_id', '=', masterBookingId)
    .execute();
}

export type CancellationReceipt = NonNullable<Awaited<ReturnType<typeof findReceipt>>>;

/** Nothing for a cancellation that is not of this visit. */
export async function findReceipt(db: Database, of: { readonly masterBookingId: string; readonly cancellationId: string }) {
  const cancellation = await db
    .selectFrom('cancellation')
    .select(['id', 'actor_kind', 'reason', 'refund_paise', 'quoted_at', 'cancelled_at'])
    .where('id', '=', of.cancellationId)
    .where('master_booking_id', '=', of.masterBookingId)
    .executeTakeFirst();
  if (!cancellation) return null;
  const lines = await db
    .selectFrom('cancellation_line as line')
    .innerJoin('individual_booking as part', 'part.id', 'line.individual_booking_id')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .select([
      'line.individual_booking_id', 'line.list_price_paise', 'line.coupon_share_paise', 'line.paid_paise', 'line.already_refunded_paise', 'line.fee_paise',
      'line.requalify_paise', 'line.refund_paise', 'line.reasons', 'part.service_kind', 'part.service_name', 'part.starts_at', 'part.zone', 'provider.name as provider_name',
    ])
    .where('line.cancellation_id', '=', cancellation.id)
    .orderBy('part.position')
    .execute();
  return { ...cancellation, lines: lines.map((line) => ({ ...line, reasons: reasonList.parse(JSON.parse(line.reasons)) })) };
}

const reasonList = z.array(z.string());

/** The cancellation that a quote became, once it is used. */
export async function findCancellationOfQuote(db: Database, quoteId: string): Promise<string | null> {
  const row = await db.selectFrom('cancellation').select('id').where('quote_id', '=', quoteId).executeTakeFirst();
  return row?.id ?? null;
}
