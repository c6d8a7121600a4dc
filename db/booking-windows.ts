import type { BookingWindow } from '#app/domain/availability.ts';
import type { Database, Trx } from './client.ts';

/** How late and how far ahead patients may book with this provider. */
export async function getBookingWindow(db: Database, providerId: string): Promise<BookingWindow> {
  return db
    .selectFrom('provider')
    .select(['min_notice_minutes as minNoticeMinutes', 'horizon_days as horizonDays'])
    .where('id', '=', providerId)
    .executeTakeFirstOrThrow();
}

export async function setBookingWindow(trx: Trx, providerId: string, { minNoticeMinutes, horizonDays }: BookingWindow): Promise<void> {
  await trx.updateTable('provider').set({ min_notice_minutes: minNoticeMinutes, horizon_days: horizonDays }).where('id', '=', providerId).execute();
}
