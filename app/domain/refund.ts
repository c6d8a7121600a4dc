import type { Move } from './booking.ts';

export type RefundStatus = 'requested' | 'sending' | 'outcome_unknown' | 'pending' | 'processed' | 'failed';
export type RefundKind = 'cancellation' | 'override' | 'late_payment' | 'external';

/** product.md 2 and 4: claim (`sending`) → call → settle; no answer is `outcome_unknown`, asked for, never sent blind. */
export const REFUND_MOVES = [
  { from: 'requested', to: 'sending', event: 'refund_claimed' },
  // A webhook or a look at the payment can find what a try that seemed lost has done.
  { from: 'requested', to: 'pending', event: 'refund_accepted' },
  { from: 'requested', to: 'processed', event: 'refund_processed' },
  { from: 'requested', to: 'failed', event: 'refund_failed' },
  { from: 'sending', to: 'pending', event: 'refund_accepted' },
  { from: 'sending', to: 'processed', event: 'refund_processed' },
  { from: 'sending', to: 'failed', event: 'refund_failed' },
  { from: 'sending', to: 'requested', event: 'refund_deferred' },
  { from: 'sending', to: 'outcome_unknown', event: 'refund_unanswered' },
  { from: 'outcome_unknown', to: 'pending', event: 'refund_accepted' },
  { from: 'outcome_unknown', to: 'processed', event: 'refund_processed' },
  { from: 'outcome_unknown', to: 'failed', event: 'refund_failed' },
  { from: 'outcome_unknown', to: 'requested', event: 'refund_not_found' },
  { from: 'requested', to: 'processed', event: 'refund_paid_by_transfer' },
  { from: 'failed', to: 'processed', event: 'refund_paid_by_transfer' },
  { from: 'pending', to: 'processed', event: 'refund_processed' },
  { from: 'pending', to: 'failed', event: 'refund_failed' },
] as const satisfies readonly Move<RefundStatus>[];
