import type { Database } from '#db/client.ts';
import { findPayoutPause, writePayoutPause, type PayoutPause } from '#db/payout-pause.ts';
import { inTransaction } from '#db/transaction.ts';

const REASON = 'A month of visits is being written';
const HELD_MS = 5 * 60_000;
const RENEWED_EVERY_MS = 60_000;

/**
 * Keeps the demo's worker from the payouts of the past, which it would judge by today's clock: payouts are paused for a
 * few minutes at a time and as long as this process lives; after a kill the pause ends by itself. An admin's own pause
 * is left alone while it lasts, and put back at the end. Returns the way to let the worker go on.
 */
export async function holdWorker(db: Database): Promise<() => Promise<void>> {
  let admins: PayoutPause | null = null;

  async function renew(): Promise<void> {
    const now = new Date();
    const current = await findPayoutPause(db, now);
    const until = new Date(now.getTime() + HELD_MS);
    if (current && current.paused_by !== null) admins = current;
    if (current && current.until >= until) return;
    await inTransaction(db, (trx) => writePayoutPause(trx, { until, reason: REASON, paused_by: null, paused_at: now }));
  }

  async function release(): Promise<void> {
    clearInterval(timer);
    await renewing;
    const now = new Date();
    const current = await findPayoutPause(db, now);
    if (current === null || current.reason !== REASON) return;
    const { id: _, ...theirs } = admins ?? { ...current, until: now };
    await inTransaction(db, (trx) => writePayoutPause(trx, theirs.until > now ? theirs : { ...theirs, until: now }));
  }

  await renew();
  // A renewal that fails is made good by the next; the month itself would fail by then.
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => (renewing = renew().catch(() => {})), RENEWED_EVERY_MS);
  timer.unref();
  return release;
}
