import { minutesAfter } from '#app/domain/appointment-time.ts';
import { RESEND_AFTER_MINUTES, UNKNOWN_ASK_MINUTES, UNKNOWN_GIVE_UP_MINUTES } from '#app/domain/payout-bounds.ts';
import type { Database } from '#db/client.ts';
import { findLatestAttempt, findPayout, lockPayout, type AttemptRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { failPayout } from './fail-payout.server.ts';
import { callRazorpayX, type PayoutWorld } from './call-razorpayx.server.ts';
import { settleUnderReference } from './settle-under-reference.server.ts';

/**
 * RazorpayX's own routine for a call without an answer (razorpay.md 7.6): the same request again after 1, 2 and 5
 * minutes, then only the question, until an hour has passed; what is not there then was never made. Each step asks by
 * our reference first, so that what is there is settled and not sent again. A request whose sender died may never have
 * been made, so it needs no minute of patience.
 */
export async function askAboutPayout(world: PayoutWorld, input: { readonly payoutId: string; readonly senderIsGone?: boolean; readonly now: Date }): Promise<void> {
  const { db, payoutGateway } = world;
  const { payoutId, now } = input;
  const answer = await payoutGateway.findPayoutsByReference(payoutId);
  if (answer.kind === 'accepted' && !(await settleUnderReference(db, { payoutId, told: answer.value, now }))) return;
  const payout = await findPayout(db, payoutId);
  if (payout?.status !== 'outcome_unknown') return;
  const attempt = (await findLatestAttempt(db, payoutId))!;
  const resendAt = RESEND_AFTER_MINUTES[attempt.sends - 1];
  const mayResend = resendAt !== undefined && (input.senderIsGone || now >= minutesAfter(attempt.started_at, resendAt));
  if (mayResend && answer.kind === 'accepted') return resend(world, attempt, now);
  if (answer.kind === 'accepted' && now >= minutesAfter(attempt.started_at, UNKNOWN_GIVE_UP_MINUTES)) return giveUp(db, attempt, now);
  const nextAsk = resendAt === undefined ? minutesAfter(now, UNKNOWN_ASK_MINUTES) : minutesAfter(attempt.started_at, resendAt);
  await db.updateTable('payout').set({ next_try_at: nextAsk }).where('id', '=', payoutId).where('status', '=', 'outcome_unknown').execute();
}

/** Same key, same body: if RazorpayX has it after all, it answers with the very same payout. */
async function resend(world: PayoutWorld, attempt: AttemptRow, now: Date): Promise<void> {
  const sends = attempt.sends + 1;
  const counted = await world.db.updateTable('payout_attempt').set({ sends }).where('id', '=', attempt.id).where('sends', '=', attempt.sends).executeTakeFirstOrThrow();
  if (counted.numUpdatedRows === 1n) await callRazorpayX(world, { ...attempt, sends }, now);
}

async function giveUp(db: Database, attempt: AttemptRow, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const payout = await lockPayout(trx, attempt.payout_id);
    if (payout.status !== 'outcome_unknown' || payout.attempts !== attempt.number) return;
    await trx.updateTable('payout_attempt').set({ status: 'not_found', reason: 'not_found', ended_at: now }).where('id', '=', attempt.id).execute();
    await failPayout(trx, { payout, reason: 'not_found', words: null, cameBack: false, now });
  });
}
