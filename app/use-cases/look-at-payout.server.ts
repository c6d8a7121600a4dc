import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { REVERSAL_WATCH_DAYS, UNSETTLED_ASK_MINUTES } from '#app/domain/payout-bounds.ts';
import { findAttemptToWatch, type PayoutRow } from '#db/payouts.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { settlePayout } from './settle-payout.server.ts';

/** Asks RazorpayX about a payout it has taken, and settles what it says; the next question is planned first. */
export async function lookAtPayout(world: PayoutWorld, input: { readonly payoutId: string; readonly now: Date }): Promise<'looked' | 'unknown'> {
  const { db, payoutGateway } = world;
  const { payoutId, now } = input;
  const attempt = await findAttemptToWatch(db, payoutId);
  if (!attempt?.gateway_payout_id) return 'looked';
  await db.updateTable('payout').set({ next_try_at: minutesAfter(now, UNSETTLED_ASK_MINUTES) }).where('id', '=', payoutId).where('status', '=', 'processing').execute();
  const answer = await payoutGateway.fetchPayout(attempt.gateway_payout_id);
  if (answer.kind !== 'accepted') return 'unknown';
  await settlePayout(db, { told: answer.value, now });
  return 'looked';
}

/** A bank can send money back days later, and its reference can come late; a lost webhook must not hide either. */
export async function watchProcessed(world: PayoutWorld, payout: PayoutRow, now: Date): Promise<void> {
  const until = minutesAfter(payout.settled_at ?? now, REVERSAL_WATCH_DAYS * DAY_MINUTES);
  const next = minutesAfter(now, DAY_MINUTES);
  await world.db.updateTable('payout').set({ next_try_at: next < until ? next : null }).where('id', '=', payout.id).where('status', '=', 'processed').execute();
  await lookAtPayout(world, { payoutId: payout.id, now });
}
