import { PAYOUT_OUTCOMES, VALIDATION_OUTCOMES } from './account-magic.ts';
import type { PayoutOutcome } from './account-magic.ts';
import type { ValidationOutcome } from './entities.ts';
import { FAILURE_REASONS } from './status-reasons.ts';
import type { FailureReason } from './status-reasons.ts';

/** RazorpayX's switches; times are virtual seconds. */
export type XSettings = {
  /** Seconds a payout is being processed. */
  processingSeconds: number;
  /** Seconds a processed payout stays settled before a bank that sends it back does so. */
  settledSeconds: number;
  /** Seconds from processed until the bank's reference of a NEFT or RTGS payout is known. */
  neftUtrSeconds: number;
  /** How payouts end whose account has no magic suffix. */
  payoutOutcome: PayoutOutcome;
  /** Why they fail or come back when told to. */
  payoutReason: FailureReason;
  /** Payouts cost nothing. */
  freePayouts: boolean;
  /** What a payout that must not queue meets with too little balance: a refusal without a trace, or a failed payout. */
  lowBalancePayout: 'refused' | 'failed';
  /** Seconds a payout waits for the beneficiary's bank, or for the partner bank, before it fails. */
  bankDownSlaSeconds: number;
  partnerDownSlaSeconds: number;
  /** Payouts wait as `pending` until somebody approves. */
  approvalWorkflow: boolean;
  /** A second request with a payout key at work is refused with 409; otherwise it waits and gets the first one's payout. */
  refuseConcurrentPayouts: boolean;
  /** Seconds until the bank answers a validation. */
  validationSeconds: number;
  /** How validations end of accounts without a magic suffix. */
  validationOutcome: ValidationOutcome;
};

export const DEFAULT_X_SETTINGS: XSettings = {
  processingSeconds: 1,
  settledSeconds: 3,
  neftUtrSeconds: 2,
  payoutOutcome: 'processed',
  payoutReason: 'bank_account_closed',
  freePayouts: false,
  lowBalancePayout: 'refused',
  bankDownSlaSeconds: 900,
  partnerDownSlaSeconds: 3600,
  approvalWorkflow: false,
  refuseConcurrentPayouts: false,
  validationSeconds: 1,
  validationOutcome: 'active',
};

export const X_SETTING_CHOICES: { [K in keyof XSettings]?: readonly string[] } = {
  payoutOutcome: PAYOUT_OUTCOMES,
  payoutReason: Object.keys(FAILURE_REASONS),
  lowBalancePayout: ['refused', 'failed'],
  validationOutcome: VALIDATION_OUTCOMES,
};
