import { localDateOf } from '#app/domain/appointment-time.ts';
import { collectedPaise, earningOf } from '#app/domain/earning.ts';
import { completionEntries } from '#app/domain/payout-entries.ts';
import type { Outcome } from '#app/domain/refusal.ts';
import type { Database } from '#db/client.ts';
import { findDeductionRules, type GiveablePart } from '#db/giveable-parts.ts';
import { post } from '#db/ledger.ts';
import { closeBooking, isBeforeItsDay, type ClosingOrder, type ClosingRefusal } from './close-booking.server.ts';
import { requestPayout } from './request-payout.server.ts';

/** The service was given: its money is earned, and the provider's part of it is owed as one payout. */
export async function completeBooking(db: Database, order: ClosingOrder): Promise<Outcome<GiveablePart, ClosingRefusal>> {
  const { now } = order;
  return closeBooking(db, order, {
    to: 'completed',
    event: 'completed',
    refuse: (part) => (isBeforeItsDay(part, now) ? { code: 'too_early', message: 'This booking is on a later day. It can be completed on its day.' } : null),
    write: async (trx, part) => {
      const earning = earningOf(part, await findDeductionRules(trx), localDateOf(now, part.zone));
      const earned = { individualBookingId: part.id, masterBookingId: part.masterBookingId, providerId: part.providerId };
      await post(trx, [completionEntries(earned, collectedPaise(part), earning)], now);
      await requestPayout(trx, { ...earned, ...earning, earnedBy: 'service', actor: order.actor, now });
    },
  });
}
