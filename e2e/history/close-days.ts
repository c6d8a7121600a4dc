import { addDays, localDateOf, localMinuteOf } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { ignoreDiscrepancy } from '#app/use-cases/resolve-discrepancy.server.ts';
import { reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import type { LiveWindow } from './live-windows.ts';
import type { LiveWorld } from './live-world.ts';

/** What the clock does each night: with a day's first window, the day before is closed. */
export async function closeYesterday(world: LiveWorld, window: LiveWindow): Promise<void> {
  if (localMinuteOf(window.opensAt, BOOKS_ZONE) !== 0) return;
  await reconcileDay(world, { day: addDays(localDateOf(window.opensAt, BOOKS_ZONE), -1), now: window.closesAt });
}

/** A refund from Razorpay's own pages is booked when it is heard of; an admin says why it was made. */
export async function explainDashboardRefund(world: LiveWorld, masterBookingId: string, now: Date): Promise<void> {
  const open = await world.db
    .selectFrom('discrepancy')
    .select('id')
    .where('master_booking_id', '=', masterBookingId)
    .where('kind', '=', 'refund_made_elsewhere')
    .where('resolved_at', 'is', null)
    .execute();
  for (const { id: discrepancyId } of open) {
    const explained = await ignoreDiscrepancy(world.db, { discrepancyId, adminId: world.adminIds[1], reason: 'Agreed with the patient on the phone, and returned from Razorpay’s own pages.', now });
    if (!explained.ok) throw new Error(explained.refusal.message);
  }
}
