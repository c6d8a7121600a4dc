import type { BasketLine } from '#db/baskets.ts';
import type { Database } from '#db/client.ts';

export interface FollowQuestion {
  readonly patientId: string | null;
  readonly providerId: string;
  readonly startsAt: Date;
  /** The basket's other lines; a consultation in the same visit comes first. */
  readonly lines: readonly BasketLine[];
}

/** The consultation that a follow-up at this time belongs to: the latest before it, in the basket or already booked. */
export async function findConsultationToFollow(db: Database, question: FollowQuestion): Promise<{ lineId: string | null; bookingId: string | null } | null> {
  const inBasket = question.lines
    .filter((line) => line.service_kind === 'consultation' && line.provider_id === question.providerId && line.starts_at < question.startsAt)
    .sort((a, b) => b.starts_at.getTime() - a.starts_at.getTime())[0];
  if (inBasket) return { lineId: inBasket.id, bookingId: null };
  if (question.patientId === null) return null;
  const booked = await db
    .selectFrom('individual_booking as booking')
    .innerJoin('master_booking as master', 'master.id', 'booking.master_booking_id')
    .select('booking.id')
    .where('master.patient_id', '=', question.patientId)
    .where('booking.provider_id', '=', question.providerId)
    .where('booking.service_kind', '=', 'consultation')
    .where('booking.status', 'in', ['confirmed', 'completed'])
    .where('booking.starts_at', '<', question.startsAt)
    .orderBy('booking.starts_at', 'desc')
    .executeTakeFirst();
  return booked ? { lineId: null, bookingId: booked.id } : null;
}
