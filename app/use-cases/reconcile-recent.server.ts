import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, RECONCILE_AGAIN_DAYS, RECONCILE_AT_ONCE_DAYS } from '#app/domain/reconciliation.ts';
import type { Database } from '#db/client.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { listBookedDays, reconcileDay, type DayClosed } from './reconcile-day.server.ts';

/**
 * By the clock: every day that is over and that nobody has closed, the oldest first, and again the last ones, whose
 * truths may have come late. By a person: one day.
 */
export async function reconcileRecent(world: InboxWorld, input: { readonly day: LocalDate | null; readonly now: Date }): Promise<DayClosed[]> {
  const days = input.day === null ? await dueDays(world.db, input.now) : [input.day];
  const closed: DayClosed[] = [];
  const faults: unknown[] = [];
  for (const day of days) {
    try {
      closed.push(await reconcileDay(world, { day, now: input.now }));
    } catch (error) {
      // The days after it have nothing to do with it; the job still fails, and says so.
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, `${faults.length} of ${days.length} days could not be closed`);
  return closed;
}

/** In order, because what a day's settlements do not tell is missing only when all days between were read. */
async function dueDays(db: Database, now: Date): Promise<LocalDate[]> {
  const again = addDays(localDateOf(now, BOOKS_ZONE), -RECONCILE_AGAIN_DAYS);
  const rows = await db.selectFrom('reconciliation_day').select('day').where('day', '<', again).execute();
  const closed = new Set(rows.map(({ day }) => day));
  return (await listBookedDays(db, now)).filter((day) => day >= again || !closed.has(day)).slice(0, RECONCILE_AT_ONCE_DAYS);
}
