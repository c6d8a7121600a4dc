import { collectedPaise } from '#app/domain/earning.ts';
import { noShowEntries } from '#app/domain/payout-entries.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import type { Outcome } from '#app/domain/refusal.ts';
import type { Database } from '#db/client.ts';
import type { GiveablePart } from '#db/giveable-parts.ts';
import { post } from '#db/ledger.ts';
import { closeBooking, type ClosingOrder, type ClosingRefusal } from './close-booking.server.ts';
import { requestPayout } from './request-payout.server.ts';

/** The patient did not come. What was paid is kept like a cancellation fee, and can be waived like one. */
export async function markNoShow(db: Database, order: ClosingOrder): Promise<Outcome<GiveablePart, ClosingRefusal>> {
  const { now } = order;
  return closeBooking(db, order, {
    to: 'no_show',
    event: 'marked_no_show',
    refuse: (part) => (now < part.startsAt ? { code: 'too_early', message: 'This booking has not begun yet. Wait until its time.' } : null),
    write: async (trx, part) => {
      // While a part stands, what was returned of it is exactly its goodwill.
      const basePaise = collectedPaise(part) - part.goodwillPaise;
      await trx.updateTable('individual_booking').set({ kept_fee_paise: basePaise }).where('id', '=', part.id).execute();
      const earned = { individualBookingId: part.id, masterBookingId: part.masterBookingId, providerId: part.providerId };
      await post(trx, [noShowEntries(earned, { basePaise, goodwillPaise: part.goodwillPaise, keptFeeProviderBps: part.keptFeeProviderBps })], now);
      const sharePaise = shareOfPaise(basePaise, part.keptFeeProviderBps);
      await requestPayout(trx, { ...earned, earnedBy: 'no_show', grossPaise: sharePaise, commissionPaise: 0, deductions: [], earningPaise: sharePaise, actor: order.actor, now });
    },
  });
}
