import { AUTOMATIC_ATTEMPTS_MAX } from './payout-bounds.ts';
import type { HoldReason } from './payout.ts';

/**
 * Why payouts fail or come back, and what follows, as data (razorpay.md 7.8). `account`: the same account would fail
 * again, so the provider gives another. `wait`: the cause passes. `mode`: go another way. `ask`: a person decides.
 */
type FailureKind = 'account' | 'wait' | 'mode' | 'ask';

interface FailureRule {
  readonly kind: FailureKind;
  /** What happened, for provider and admin alike. */
  readonly sentence: string;
}

const FAILURES: Readonly<Record<string, FailureRule>> = {
  bank_account_closed: { kind: 'account', sentence: 'The bank says that this account is closed.' },
  bank_account_frozen: { kind: 'account', sentence: 'The bank says that this account is frozen.' },
  bank_account_invalid: { kind: 'account', sentence: 'The bank does not know this account.' },
  beneficiary_account_invalid: { kind: 'account', sentence: 'The bank does not know this account.' },
  beneficiary_account_dormant: { kind: 'account', sentence: 'The bank says that this account is dormant.' },
  beneficiary_bank_rejected: { kind: 'account', sentence: 'The bank refused to credit this account.' },
  invalid_ifsc_code: { kind: 'account', sentence: 'The IFSC of this account is wrong.' },
  beneficiary_vpa_invalid: { kind: 'account', sentence: 'This UPI id is not valid.' },
  invalid_beneficiary: { kind: 'account', sentence: 'There is no such account.' },
  imps_not_allowed: { kind: 'mode', sentence: 'The account takes no IMPS; it is sent by NEFT.' },
  beneficiary_bank_failure: { kind: 'wait', sentence: 'The bank has a technical problem.' },
  beneficiary_bank_offline: { kind: 'wait', sentence: 'The bank is offline.' },
  beneficiary_bank_technical_error: { kind: 'wait', sentence: 'The bank has a technical problem.' },
  beneficiary_psp_offline: { kind: 'wait', sentence: 'The UPI app’s bank is offline.' },
  npci_beneficiary_timeout: { kind: 'wait', sentence: 'The bank did not answer in time.' },
  amount_limit_exhausted_neft: { kind: 'wait', sentence: 'Today’s NEFT limit is used up.' },
  gateway_down: { kind: 'wait', sentence: 'Our bank has a technical problem.' },
  gateway_technical_error: { kind: 'wait', sentence: 'Our bank has a technical problem.' },
  gateway_timeout: { kind: 'wait', sentence: 'Our bank did not answer in time.' },
  server_error_temporary: { kind: 'wait', sentence: 'RazorpayX has a technical problem.' },
  /** Ours: an hour of asking, and RazorpayX does not have it. */
  not_found: { kind: 'wait', sentence: 'RazorpayX never received it.' },
  insufficient_funds: { kind: 'ask', sentence: 'The RazorpayX account had too little money for too long.' },
  transaction_limit_exceeded: { kind: 'ask', sentence: 'The account does not take so large a sum.' },
  server_error: { kind: 'ask', sentence: 'RazorpayX failed and asks to call its support.' },
};

const UNKNOWN_FAILURE: FailureRule = { kind: 'ask', sentence: 'RazorpayX gave a reason we do not know.' };

/** Minutes before the second and the third try; banks ask for half an hour. */
const WAIT_MINUTES = [30, 120] as const;

export interface Failure {
  readonly reason: string;
  /** The bank took it and sent it back, instead of refusing it. */
  readonly cameBack: boolean;
  /** Tries by itself so far, this one included. */
  readonly tries: number;
  /** The account was changed after it failed for this very reason. */
  readonly repeatedOnFixedAccount: boolean;
}

export type FailureDecision =
  | { readonly next: 'retry'; readonly afterMinutes: number; readonly sentence: string }
  | { readonly next: 'hold'; readonly holdReason: HoldReason; readonly sentence: string }
  | { readonly next: 'ask'; readonly sentence: string };

export function decidePayoutFailure(failure: Failure): FailureDecision {
  const { kind, sentence } = FAILURES[failure.reason] ?? UNKNOWN_FAILURE;
  if (failure.repeatedOnFixedAccount) return { next: 'ask', sentence: `${sentence} It is the same on the new account; talk to the provider.` };
  if (kind === 'account') {
    // Money that came back was with somebody: a person asks before the next account is trusted.
    if (failure.cameBack) return { next: 'ask', sentence: `${sentence} The money came back; talk to the provider, then send it again.` };
    return { next: 'hold', holdReason: 'account_to_fix', sentence };
  }
  if (kind === 'ask') return { next: 'ask', sentence };
  if (failure.tries >= AUTOMATIC_ATTEMPTS_MAX) return { next: 'ask', sentence: `${sentence} It was tried ${failure.tries} times.` };
  return { next: 'retry', afterMinutes: kind === 'mode' ? 0 : WAIT_MINUTES[Math.min(failure.tries, WAIT_MINUTES.length) - 1]!, sentence };
}

export function failureSentence(reason: string): string {
  return (FAILURES[reason] ?? UNKNOWN_FAILURE).sentence;
}

/** Whether the account itself is to blame, so that nothing more is sent to it. */
export function blamesAccount(reason: string): boolean {
  return FAILURES[reason]?.kind === 'account';
}

export const FAILURE_REASONS = Object.keys(FAILURES);
