import { deriveMasterStatus } from '#app/domain/booking.ts';
import { deleteBasketOfVisit } from '#db/baskets.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { recordEvents, type ActorRef, type StatusEvent } from '#db/status-events.ts';

export interface VisitToConfirm {
  readonly masterBookingId: string;
  /** Every part of the visit; all of them are `scheduled` and their claims are ours for good. */
  readonly bookingIds: readonly string[];
  /** Without one there is no redemption to keep. */
  readonly hasCoupon: boolean;
  /** What led to it, recorded with it. */
  readonly because: readonly StatusEvent[];
  readonly actor: ActorRef;
  readonly now: Date;
}

/**
 * Paid, or nothing to pay: parts and redemption stop being provisional together, and the confirmation mail is
 * owed. The caller has locked the master; touching fewer parts than it named is a broken promise.
 */
export async function confirmVisit(trx: Trx, visit: VisitToConfirm): Promise<void> {
  const { masterBookingId, bookingIds, now } = visit;
  const parts = await trx
    .updateTable('individual_booking')
    .set({ status: 'confirmed' })
    .where('master_booking_id', '=', masterBookingId)
    .where('status', '=', 'scheduled')
    .executeTakeFirstOrThrow();
  if (Number(parts.numUpdatedRows) !== bookingIds.length) throw new Error('a part of the visit was not scheduled');
  await trx
    .updateTable('master_booking')
    .set({ status: deriveMasterStatus(bookingIds.map(() => 'confirmed')), confirmed_at: now })
    .where('id', '=', masterBookingId)
    .execute();
  if (visit.hasCoupon) await trx.updateTable('coupon_redemption').set({ expires_at: null }).where('master_booking_id', '=', masterBookingId).execute();
  await deleteBasketOfVisit(trx, masterBookingId);
  await recordEvents(
    trx,
    [
      ...visit.because,
      ...bookingIds.map((subjectId): StatusEvent => ({
        subjectKind: 'individual_booking', subjectId, masterBookingId, event: 'paid', from: 'scheduled', to: 'confirmed',
      })),
    ],
    visit.actor,
    now,
  );
  await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'visit-confirmed', masterBookingId } }], now);
}
