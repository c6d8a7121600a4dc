/**
 * What a refusal of a refund means, as data (razorpay.md 5.3). Matched on the description, because Razorpay gives most
 * of these one code; a sentence nobody has seen is never taken for "no": it goes to a person.
 */
export type RefundDecision =
  /** Tried again by itself: the cause passes. */
  | { readonly next: 'retry'; readonly waitingFor: 'gateway' | 'balance' }
  /** The gateway may already have it: ask, do not send. */
  | { readonly next: 'ask' }
  /** Will not go this way; a person takes the named next step. */
  | { readonly next: 'park'; readonly nextStep: string };

interface FailureRule {
  readonly matches: RegExp;
  readonly decision: RefundDecision;
}

const RULES: readonly FailureRule[] = [
  { matches: /enough balance/i, decision: { next: 'retry', waitingFor: 'balance' } },
  { matches: /another payment operation is in progress/i, decision: { next: 'retry', waitingFor: 'gateway' } },
  { matches: /duplicate receipt/i, decision: { next: 'ask' } },
  { matches: /still in progress/i, decision: { next: 'ask' } },
  { matches: /6 months/i, decision: { next: 'park', nextStep: 'The payment is older than 6 months, so its bank takes no refund. Pay the patient by bank transfer and note the reference.' } },
  { matches: /fully refunded|greater than (the refund payment amount|amount captured)|already been processed/i, decision: { next: 'park', nextStep: 'Razorpay has already returned this money. Compare with the dashboard; a refund made there has not reached us.' } },
  { matches: /dispute/i, decision: { next: 'park', nextStep: 'The payment is in dispute. The bank decides; do not refund beside it.' } },
  { matches: /partial refund is currently not supported/i, decision: { next: 'park', nextStep: 'This payment method takes no partial refund. Pay the patient by bank transfer and note the reference.' } },
  { matches: /cannot be created on your account|authentication failed/i, decision: { next: 'retry', waitingFor: 'gateway' } },
];

const UNKNOWN_REFUSAL: RefundDecision = { next: 'park', nextStep: 'Razorpay refused for a reason we do not know. Read its words, mend the cause, then send again.' };

export function decideRefundFailure(description: string): RefundDecision {
  return RULES.find((rule) => rule.matches.test(description))?.decision ?? UNKNOWN_REFUSAL;
}

const BACK_OFF_MINUTES = [1, 5, 15, 60, 240] as const;

/** Minutes to wait before try number `tries` + 1; four hours from the fifth on, for as long as it takes. */
export function refundBackOffMinutes(tries: number): number {
  return BACK_OFF_MINUTES[Math.min(Math.max(tries, 1), BACK_OFF_MINUTES.length) - 1]!;
}
