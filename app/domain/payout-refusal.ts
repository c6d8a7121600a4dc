/**
 * What a refused request for a payout means (razorpay.md 7.5, 7.6), matched on RazorpayX's words because most of them
 * share one code. A sentence nobody has seen goes to a person: it is never taken for a reason to send again.
 */
export type RefusalDecision =
  /** A cause of ours that passes or that we mend: again by itself, and nobody's try is used up. */
  | { readonly next: 'later'; readonly afterMinutes: number; readonly sentence: string }
  /** RazorpayX knows this key already: ask what became of it. */
  | { readonly next: 'ask_gateway' }
  | { readonly next: 'ask' };

const RULES: readonly { readonly matches: RegExp; readonly decision: RefusalDecision }[] = [
  { matches: /different request body|still in progress/i, decision: { next: 'ask_gateway' } },
  { matches: /enough balance/i, decision: { next: 'later', afterMinutes: 15, sentence: 'The RazorpayX account has too little money. Load it; this goes on by itself.' } },
  {
    matches: /authentication failed|not found on the server|not available|transactions from this ip|account number is invalid/i,
    decision: { next: 'later', afterMinutes: 15, sentence: 'RazorpayX does not take our requests. Check keys, account number and allowed addresses; this goes on by itself.' },
  },
];

export function decidePayoutRefusal(description: string): RefusalDecision {
  return RULES.find((rule) => rule.matches.test(description))?.decision ?? { next: 'ask' };
}
