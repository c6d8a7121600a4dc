import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { Database } from '#db/client.ts';

const KEEP_QUOTE_DAYS = 1;
/** Longer than the cookie that leads to a basket lives. */
const KEEP_BASKET_DAYS = 40;

/** Forgets quotes that nobody confirmed and baskets that nobody can reach any more. For the nightly crontab. */
export async function sweepLeftovers(db: Database, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MINUTES * MINUTE_MS);
  await db.deleteFrom('cancellation_quote').where('used_at', 'is', null).where('expires_at', '<', ago(KEEP_QUOTE_DAYS)).execute();
  await db.deleteFrom('basket').where('master_booking_id', 'is', null).where('updated_at', '<', ago(KEEP_BASKET_DAYS)).execute();
}
