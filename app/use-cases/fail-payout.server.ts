import { minutesAfter } from '#app/domain/appointment-time.ts';
import { blamesAccount, decidePayoutFailure, type FailureDecision } from '#app/domain/payout-failure.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages, type OutgoingMessage } from '#db/messages.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { denyAccount } from './deny-account.server.ts';
import { movePayout } from './move-payout.server.ts';

export interface PayoutFailure {
  /** Locked. */
  readonly payout: PayoutRow;
  /** RazorpayX's reason, or `refused` and `not_found` of our own. */
  readonly reason: string;
  /** What RazorpayX said, for the admins. */
  readonly words: string | null;
  /** Reversed: the bank took it and sent it back. */
  readonly cameBack: boolean;
  readonly now: Date;
}

/** Ends a try that did not pay and decides, by the table of reasons, what comes next. The admins hear of every one. */
export async function failPayout(trx: Trx, failure: PayoutFailure): Promise<void> {
  const { payout, reason, cameBack, now } = failure;
  const decision = decidePayoutFailure({ reason, cameBack, tries: payout.tries, repeatedOnFixedAccount: await isRepeatedOnFixedAccount(trx, failure) });
  const to = cameBack ? 'reversed' : 'failed';
  const note = failure.words === null ? decision.sentence : `${decision.sentence} RazorpayX: ${failure.words}`;
  await movePayout(trx, { payout, event: cameBack ? 'payout_reversed' : 'payout_failed', to, now, note, change: { last_reason: reason, utr: null, settled_at: null, note: note.slice(0, 300) } });
  await follow(trx, { ...payout, status: to }, decision, now);
  if (blamesAccount(reason) && payout.last_account_id !== null) await denyAccount(trx, { payoutAccountId: payout.last_account_id, sentence: decision.sentence, now });
  await leaveMessages(trx, messagesFor(payout.id, decision), now);
}

async function follow(trx: Trx, payout: PayoutRow, decision: FailureDecision, now: Date): Promise<void> {
  if (decision.next === 'retry') {
    await trx.updateTable('payout').set({ next_try_at: minutesAfter(now, decision.afterMinutes) }).where('id', '=', payout.id).execute();
    return;
  }
  if (decision.next === 'hold') {
    await movePayout(trx, { payout, event: 'payout_held', to: 'on_hold', now, change: { hold_reason: decision.holdReason, next_try_at: null } });
    return;
  }
  await movePayout(trx, { payout, event: 'payout_parked', to: 'needs_attention', now, change: { next_try_at: null } });
}

function messagesFor(payoutId: string, decision: FailureDecision): OutgoingMessage[] {
  const mail = (template: string) => ({ task: 'send-mail', payload: { template, payoutId } });
  return decision.next === 'hold' ? [mail('payout-alert'), mail('payout-account')] : [mail('payout-alert')];
}

/** The same word about another account: changing it once more would not help. */
async function isRepeatedOnFixedAccount(trx: Trx, { payout, reason }: PayoutFailure): Promise<boolean> {
  if (!blamesAccount(reason) || payout.last_account_id === null) return false;
  const before = await trx
    .selectFrom('payout_attempt')
    .select('id')
    .where('payout_id', '=', payout.id)
    .where('reason', '=', reason)
    .where('payout_account_id', '!=', payout.last_account_id)
    .executeTakeFirst();
  return before !== undefined;
}
