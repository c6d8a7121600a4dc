import type { StatusDetails } from './entities.ts';

type Words = [source: 'beneficiary_bank' | 'business' | 'gateway' | 'internal', description: string];

/** Why a payout failed or came back: RazorpayX's catalogue. */
export const FAILURE_REASONS = {
  bank_account_closed: ['beneficiary_bank', 'Payout failed as the beneficiary account is closed. Please contact the beneficiary bank.'],
  bank_account_frozen: ['beneficiary_bank', 'Payout failed as beneficiary account is frozen. Please contact the beneficiary bank.'],
  bank_account_invalid: ['beneficiary_bank', 'Payout failed due to invalid beneficiary account details.'],
  beneficiary_account_dormant: ['beneficiary_bank', 'Payout failed as beneficiary account is dormant. Please contact the beneficiary bank.'],
  beneficiary_bank_rejected: ['beneficiary_bank', 'Payout rejected by the beneficiary bank. Please contact the beneficiary bank.'],
  beneficiary_bank_failure: ['beneficiary_bank', 'Payout failed at the beneficiary bank due to a technical issue. Please retry after 30 min.'],
  beneficiary_bank_offline: ['beneficiary_bank', 'Beneficiary bank systems are offline. Please retry after 30 min.'],
  beneficiary_bank_technical_error: ['beneficiary_bank', 'Payout failed due to a technical issue at the beneficiary bank. Please retry after 30 min.'],
  beneficiary_psp_offline: ['beneficiary_bank', 'Beneficiary PSP systems are offline. Please retry after 30 min.'],
  imps_not_allowed: ['beneficiary_bank', 'IMPS is not enabled on beneficiary account. Please retry with different mode.'],
  invalid_ifsc_code: ['beneficiary_bank', 'Payout failed as the IFSC code is invalid. Please correct the IFSC code and retry.'],
  npci_beneficiary_timeout: ['beneficiary_bank', 'Temporary technical issue between NPCI and the beneficiary bank. Please retry after 30 min.'],
  transaction_limit_exceeded: ['beneficiary_bank', 'Payout amount greater than the limit supported by the beneficiary account.'],
  amount_limit_exhausted_neft: ['business', 'The NEFT 24*7 limits for your account has been exhausted. Please retry after sometime.'],
  beneficiary_account_invalid: ['business', 'Payout failed due to invalid beneficiary account number.'],
  beneficiary_vpa_invalid: ['business', 'UPI validation failed. If the UPI ID is valid, please retry after sometime.'],
  insufficient_funds: ['business', 'Payout failed due to insufficient funds in your account.'],
  invalid_beneficiary: ['business', 'Customer account does not exist with the wallet provider for the given phone number.'],
  gateway_down: ['gateway', 'Payout failed as the partner bank is facing technical issues. Please retry.'],
  gateway_technical_error: ['gateway', 'Payout failed due to a temporary technical issue at the partner bank. Please retry after 30 min.'],
  gateway_timeout: ['gateway', 'Payout timed out at the partner bank. Please retry after 30 min.'],
  server_error: ['internal', 'Payout failed. Contact support for help.'],
  server_error_temporary: ['internal', 'Payout failed due to temporary technical issue. Please retry.'],
} satisfies Record<string, Words>;

const OTHER_REASONS = {
  beneficiary_bank_confirmation_pending: ['beneficiary_bank', 'Confirmation of credit to the beneficiary is pending from the beneficiary bank.'],
  payout_processed: ['beneficiary_bank', 'Payout is processed and the money has been credited into the beneficiary account.'],
  pending_approval: ['business', 'Workflow for the payout is pending approval from the approver(s).'],
  low_balance: ['business', 'Payout is queued as there is insufficient balance in your account to process the payout.'],
  beneficiary_bank_down: ['gateway', "Beneficiary bank's systems are not working. Payout will be processed after the system starts working else it will be failed after the pre-defined time limit."],
  gateway_degraded: ['gateway', 'Payout is queued as Partner bank systems are down.'],
} satisfies Record<string, Words>;

export type FailureReason = keyof typeof FAILURE_REASONS;
export type StatusReason = FailureReason | keyof typeof OTHER_REASONS;

const ALL: Record<StatusReason, Words> = { ...(FAILURE_REASONS as Record<FailureReason, Words>), ...(OTHER_REASONS as Record<keyof typeof OTHER_REASONS, Words>) };

export function statusDetails(reason: StatusReason): StatusDetails {
  const [source, description] = ALL[reason];
  return { reason, description, source };
}
