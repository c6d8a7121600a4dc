import type { Move } from './booking.ts';

/** Whether a provider can be paid; only `verified` is. Earnings of the others wait (product.md 2). */
export type OnboardingStatus = 'draft' | 'submitted' | 'bank_check' | 'verified' | 'rejected';

export const ONBOARDING_STATUSES = ['draft', 'submitted', 'bank_check', 'verified', 'rejected'] as const satisfies readonly OnboardingStatus[];

/**
 * `submitted` waits for RazorpayX to know the account, `bank_check` for the bank's word about it, or for a person where
 * that word does not decide. Another account starts again at `submitted`, and payouts pause meanwhile.
 */
export const ONBOARDING_MOVES = [
  { from: 'draft', to: 'submitted', event: 'details_submitted' },
  { from: 'rejected', to: 'submitted', event: 'details_submitted' },
  { from: 'submitted', to: 'submitted', event: 'details_submitted' },
  { from: 'bank_check', to: 'submitted', event: 'account_changed' },
  { from: 'verified', to: 'submitted', event: 'account_changed' },
  { from: 'submitted', to: 'bank_check', event: 'bank_check_started' },
  { from: 'bank_check', to: 'verified', event: 'verified' },
  { from: 'submitted', to: 'rejected', event: 'rejected' },
  { from: 'bank_check', to: 'rejected', event: 'rejected' },
  { from: 'verified', to: 'rejected', event: 'rejected' },
] as const satisfies readonly Move<OnboardingStatus>[];

export type PayoutAccountKind = 'bank_account' | 'vpa';

/**
 * `new`: RazorpayX does not know it yet. `checking`: the bank was asked. `review`: it exists, but a person must look at
 * the name or at a second owner. `valid`: may be paid to. `invalid`: the bank, or a payout, has said no. `retired`:
 * replaced by its provider.
 */
export type PayoutAccountStatus = 'new' | 'checking' | 'review' | 'valid' | 'invalid' | 'retired';

export const PAYOUT_ACCOUNT_MOVES = [
  { from: 'new', to: 'checking', event: 'bank_asked' },
  { from: 'new', to: 'invalid', event: 'account_refused' },
  { from: 'checking', to: 'valid', event: 'bank_confirmed' },
  { from: 'checking', to: 'review', event: 'review_needed' },
  { from: 'checking', to: 'invalid', event: 'bank_denied' },
  { from: 'review', to: 'valid', event: 'review_passed' },
  { from: 'review', to: 'invalid', event: 'review_failed' },
  { from: 'valid', to: 'invalid', event: 'payout_denied' },
  { from: 'new', to: 'retired', event: 'replaced' },
  { from: 'checking', to: 'retired', event: 'replaced' },
  { from: 'review', to: 'retired', event: 'replaced' },
  { from: 'valid', to: 'retired', event: 'replaced' },
  { from: 'invalid', to: 'retired', event: 'replaced' },
] as const satisfies readonly Move<PayoutAccountStatus>[];

export const PROVIDER_DOCUMENT_KINDS = ['registration', 'pan', 'bank_proof'] as const;
export type ProviderDocumentKind = (typeof PROVIDER_DOCUMENT_KINDS)[number];

/** Below this score (0–100) of RazorpayX's comparison of names a person decides. */
export const NAME_MATCH_MINIMUM = 80;

/** What the bank said of an account (razorpay.md 7.4): `completed` alone does not mean that it exists. */
export interface BankWord {
  readonly status: 'created' | 'completed' | 'failed';
  readonly accountStatus: 'active' | 'invalid' | null;
  readonly registeredName: string | null;
  readonly nameMatchScore: number | null;
}

export type AccountVerdict =
  | { readonly kind: 'wait' }
  /** A technical fault on the way; asked again later, at a fee, a few times. */
  | { readonly kind: 'ask_again' }
  | { readonly kind: 'valid' }
  | { readonly kind: 'review'; readonly reason: string }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Judges an account. `sharedWithOthers`: another provider has the same number, which is a slip or a fraud. */
export function judgeAccount(word: BankWord, sharedWithOthers: boolean): AccountVerdict {
  if (word.status === 'created') return { kind: 'wait' };
  if (word.status === 'failed') return { kind: 'ask_again' };
  if (word.accountStatus !== 'active') return { kind: 'invalid', reason: 'The bank does not know this account. Check the number and the IFSC.' };
  if (sharedWithOthers) return { kind: 'review', reason: 'Another provider is paid to the same account.' };
  if (word.nameMatchScore === null || word.nameMatchScore < NAME_MATCH_MINIMUM) {
    return { kind: 'review', reason: `The bank has this account under the name ${word.registeredName ?? 'of nobody it tells'}.` };
  }
  return { kind: 'valid' };
}
