import type { BookingWindow } from '#app/domain/availability.ts';
import { TICK_MINUTES } from '#app/domain/calendar-tick.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { HORIZON_DAYS_MAX, NOTICE_MINUTES_MAX } from '#app/domain/schedule-bounds.ts';
import { writeAudit } from '#db/audit-log.ts';
import { getBookingWindow, setBookingWindow } from '#db/booking-windows.ts';
import type { Database } from '#db/client.ts';
import { lockProvider } from '#db/own-schedule.ts';
import { inTransaction } from '#db/transaction.ts';

export interface WindowEdit {
  readonly providerId: string;
  readonly accountId: string;
  readonly window: BookingWindow;
  readonly now: Date;
}

export type WindowRefusal = Refusal<'bad_window'> & { readonly field: 'notice' | 'horizon' };

/** How late and how far ahead patients may book from now on; bookings that were made stand. */
export async function changeBookingWindow(db: Database, { providerId, accountId, window, now }: WindowEdit): Promise<Outcome<null, WindowRefusal>> {
  const { minNoticeMinutes, horizonDays } = window;
  if (!Number.isInteger(minNoticeMinutes / TICK_MINUTES) || minNoticeMinutes < 0 || minNoticeMinutes > NOTICE_MINUTES_MAX) {
    return refused({ code: 'bad_window', field: 'notice', message: 'Choose how long before a time it can still be booked' });
  }
  if (!Number.isInteger(horizonDays) || horizonDays < 1 || horizonDays > HORIZON_DAYS_MAX) {
    return refused({ code: 'bad_window', field: 'horizon', message: `Enter 1 to ${HORIZON_DAYS_MAX} days` });
  }
  return inTransaction(db, async (trx) => {
    await lockProvider(trx, providerId);
    const before = await getBookingWindow(trx, providerId);
    if (before.minNoticeMinutes === minNoticeMinutes && before.horizonDays === horizonDays) return accepted(null);
    await setBookingWindow(trx, providerId, window);
    await writeAudit(trx, {
      actorKind: 'provider', actorId: accountId, verb: 'set_booking_window', subjectKind: 'provider', subjectId: providerId,
      before: { ...before }, after: { minNoticeMinutes, horizonDays }, at: now,
    });
    return accepted(null);
  });
}
