import type { IndividualStatus } from '#app/domain/booking.ts';
import type { Outcome } from '#app/domain/refusal.ts';
import type { ClosingOrder, ClosingRefusal } from '#app/use-cases/close-booking.server.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { markNoShow } from '#app/use-cases/mark-no-show.server.ts';
import { noteSampleCollected } from '#app/use-cases/note-sample-collected.server.ts';
import type { Database } from '#db/client.ts';
import type { GiveablePart } from '#db/giveable-parts.ts';
import { findProviderBooking } from '#db/provider-bookings.ts';
import type { ClosingIntent } from './schema.ts';

interface Deed {
  readonly close: (db: Database, order: ClosingOrder) => Promise<Outcome<GiveablePart, ClosingRefusal>>;
  /** What the booking is afterwards; null where it stays as it was. */
  readonly becomes: IndividualStatus | null;
}

const DEEDS: Readonly<Record<ClosingIntent, Deed>> = {
  complete: { close: completeBooking, becomes: 'completed' },
  no_show: { close: markNoShow, becomes: 'no_show' },
  sample_collected: { close: noteSampleCollected, becomes: null },
};

/** A refusal, or null when it is as it was wished: done now, or done a moment ago by the first of two clicks. */
export async function closeFromList(db: Database, intent: ClosingIntent, order: ClosingOrder & { readonly providerId: string }): Promise<ClosingRefusal | null> {
  const { close, becomes } = DEEDS[intent];
  const outcome = await close(db, order);
  if (outcome.ok) return null;
  if (outcome.refusal.code === 'not_confirmed') {
    const booking = await findProviderBooking(db, { providerId: order.providerId, id: order.bookingId });
    if (booking?.status === becomes) return null;
  }
  return outcome.refusal;
}
