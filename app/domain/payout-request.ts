import type { PayoutMode } from './payout-mode.ts';

export interface PayoutWish {
  readonly accountNumber: string;
  readonly fundAccountId: string;
  readonly amountPaise: number;
  readonly mode: PayoutMode;
  readonly payoutId: string;
  readonly attemptId: string;
}

/** Banks keep the first nine characters (razorpay.md 7.5): the name comes first, then what support can be asked with. */
const NARRATION_NAME = 'OneVisit';
const NARRATION_TAIL = 10;

/**
 * The exact text of a payout's request, made once and stored before the call. `reference_id` is the payout's own id on
 * every attempt, so that one question finds whatever was ever sent for it; `notes.attempt` tells the attempts apart.
 * With `queue_if_low_balance` a burst waits for money instead of failing.
 */
export function payoutRequestBody(wish: PayoutWish): string {
  return JSON.stringify({
    account_number: wish.accountNumber,
    fund_account_id: wish.fundAccountId,
    amount: wish.amountPaise,
    currency: 'INR',
    mode: wish.mode,
    purpose: 'payout',
    queue_if_low_balance: true,
    reference_id: wish.payoutId,
    narration: `${NARRATION_NAME} ${wish.payoutId.slice(0, NARRATION_TAIL).toUpperCase()}`,
    notes: { attempt: wish.attemptId },
  });
}
