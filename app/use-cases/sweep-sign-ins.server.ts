import type { Database } from '#db/client.ts';
import { deleteEndedRateLimits } from '#db/rate-limits.ts';
import { deletePasswordResetsBefore } from '#db/password-resets.ts';
import { deleteSessionsBefore } from '#db/sessions.ts';

const KEEP_DAYS = 30;

/** Forgets sessions and reset links a month after their end, and counts whose window is over. For the nightly crontab. */
export async function sweepSignIns(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_DAYS * 24 * 60 * 60_000);
  await deleteSessionsBefore(db, before);
  await deletePasswordResetsBefore(db, before);
  await deleteEndedRateLimits(db, now);
}
