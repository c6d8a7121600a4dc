import type { OutsideReason } from '#app/domain/schedule-cover.ts';

/** A booking that stands outside the hours, as a page shows it; instants are ISO strings. */
export interface OutsideBooking {
  id: string;
  reason: OutsideReason;
  startsAt: string;
  zone: string;
  serviceName: string;
  clinicName: string;
  /** Null while its time is only held: nobody has booked yet. */
  patientName: string | null;
  /** End of that hold. */
  holdExpiresAt: string;
}

/** `3 bookings` */
export function countBookings(many: number): string {
  return many === 1 ? '1 booking' : `${many} bookings`;
}
