import type { RefundSumLine } from '#app/components/booking/refund-sum.tsx';
import type { RefundView } from '#app/components/booking/refund-tracker.tsx';
import type { Actor } from '#app/domain/booking.ts';

export interface ReceiptView {
  readonly id: string;
  readonly code: string;
  readonly zone: string;
  readonly couponCode: string | null;
  readonly paidWith: string;
  readonly by: Actor;
  readonly reason: string | null;
  readonly quotedAt: string;
  readonly cancelledAt: string;
  readonly refundPaise: number;
  /** Other parts of the visit go on. */
  readonly goesOn: boolean;
  readonly lines: readonly RefundSumLine[];
  /** Usually one; a try that failed for good is followed by the one that replaced it. */
  readonly refunds: readonly RefundView[];
}

/** The same arithmetic once more, from the frozen rules. `decided`: a person set the amount, so no rule makes it. */
export interface Recomputed {
  readonly refundPaise: number;
  readonly verdict: 'same' | 'differs' | 'decided';
}
