import { minutesAfter } from '#app/domain/appointment-time.ts';
import { PAYOUT_LEASE_SECONDS } from '#app/domain/payout-bounds.ts';
import { leaveMessages } from '#db/messages.ts';
import { findLatestAttempt, findPayout, type PayoutRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { askAboutPayout } from './ask-about-payout.server.ts';
import { becomeUnknown, callRazorpayX, type PayoutWorld } from './call-razorpayx.server.ts';
import { claimPayout } from './claim-payout.server.ts';
import { lookAtPayout, watchProcessed } from './look-at-payout.server.ts';
import { settleUnderReference } from './settle-under-reference.server.ts';

/**
 * Does for a payout what its state calls for: claim → call → settle (product.md 5), or ask. Safe to run at any time,
 * any number of times, by any number of workers: only the claim lets anybody send, and a try that may have reached
 * RazorpayX is asked for before another is made.
 */
export async function sendPayout(world: PayoutWorld, input: { readonly payoutId: string; readonly now: Date }): Promise<void> {
  const { now } = input;
  const payout = await findPayout(world.db, input.payoutId);
  if (!payout) return;
  const due = payout.next_try_at !== null && payout.next_try_at <= now;
  switch (payout.status) {
    case 'queued':
    case 'failed':
    case 'reversed':
      return due ? sendOnce(world, payout, now) : undefined;
    case 'processing':
      return goOnProcessing(world, payout, due, now);
    case 'outcome_unknown':
      return due ? askAboutPayout(world, { payoutId: payout.id, now }) : undefined;
    case 'processed':
      return due ? watchProcessed(world, payout, now) : undefined;
    default:
      return;
  }
}

async function goOnProcessing(world: PayoutWorld, payout: PayoutRow, due: boolean, now: Date): Promise<void> {
  const attempt = await findLatestAttempt(world.db, payout.id);
  if (attempt?.status !== 'sending') return due ? void (await lookAtPayout(world, { payoutId: payout.id, now })) : undefined;
  const leaseEnd = new Date((payout.claimed_at ?? now).getTime() + PAYOUT_LEASE_SECONDS * 1_000);
  // Its worker has died, or this job ran twice: looked at again when it is certain.
  if (leaseEnd > now) return inTransaction(world.db, (trx) => leaveMessages(trx, [{ task: 'send-payout', payload: { payoutId: payout.id }, runAt: leaseEnd }], now));
  await becomeUnknown(world.db, attempt, 'the worker that sent it is gone', now, now);
  return askAboutPayout(world, { payoutId: payout.id, senderIsGone: true, now });
}

/** A second try is made only after asking what became of the first ones; nothing is sent while that has no answer. */
async function sendOnce(world: PayoutWorld, payout: PayoutRow, now: Date): Promise<void> {
  if (payout.attempts > 0) {
    const earlier = await world.payoutGateway.findPayoutsByReference(payout.id);
    if (earlier.kind !== 'accepted') {
      await world.db.updateTable('payout').set({ next_try_at: minutesAfter(now, 1) }).where('id', '=', payout.id).where('status', '=', payout.status).execute();
      return;
    }
    if (!(await settleUnderReference(world.db, { payoutId: payout.id, told: earlier.value, now }))) return;
  }
  const attempt = await claimPayout(world.db, { payoutId: payout.id, accountNumber: world.payoutGateway.accountNumber, now });
  if (attempt) await callRazorpayX(world, attempt, now);
}
