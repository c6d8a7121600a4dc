import { addDays, localDateOf, localMinuteOf, MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { inTransaction } from '#db/transaction.ts';

/** Reminders go out from five in the afternoon on, the day before, on the clinic's clock. */
const REMIND_FROM_MINUTE = 17 * 60;
const LOOK_AHEAD_HOURS = 36;

/**
 * Owes each patient one reminder per visit for what is booked tomorrow. The mail is written when it is sent, from what
 * is true then, so that nothing cancelled in between is ever reminded of. Safe to run at any time and side by side.
 */
export async function remindPatients(db: Database, now: Date): Promise<number> {
  const ahead = await db
    .selectFrom('individual_booking')
    .select(['id', 'master_booking_id', 'starts_at', 'zone'])
    .where('status', '=', 'confirmed')
    .where('starts_at', '>', now)
    .where('starts_at', '<', new Date(now.getTime() + LOOK_AHEAD_HOURS * 60 * MINUTE_MS))
    .where('reminded_at', 'is', null)
    .execute();
  const due = ahead.filter((part) => localMinuteOf(now, part.zone) >= REMIND_FROM_MINUTE && localDateOf(part.starts_at, part.zone) === addDays(localDateOf(now, part.zone), 1));
  const visits = Map.groupBy(due, (part) => part.master_booking_id);
  for (const [masterBookingId, parts] of visits) {
    const onDate = localDateOf(parts[0]!.starts_at, parts[0]!.zone);
    await inTransaction(db, async (trx) => {
      const marked = await trx
        .updateTable('individual_booking')
        .set({ reminded_at: now })
        .where('id', 'in', parts.map((part) => part.id))
        .where('reminded_at', 'is', null)
        .executeTakeFirstOrThrow();
      if (marked.numUpdatedRows > 0n) await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'reminder', masterBookingId, onDate } }], now);
    });
  }
  return visits.size;
}
