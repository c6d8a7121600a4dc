import { CANCEL_REASONS } from '#app/domain/cancel-reason.ts';

const WORDS: Readonly<Record<string, string>> = {
  ...CANCEL_REASONS,
  held: 'Held',
  paid: 'Booked',
  hold_ended: 'Hold ended unpaid',
  marked_no_show: 'Marked as no-show',
  payment_authorized: 'Payment authorized',
  payment_captured: 'Payment captured',
  payment_given_up: 'Payment given up',
  late_payment_captured: 'Late payment captured',
  late_refund_requested: 'Refund of the late payment',
  refund_claimed: 'Refund being sent',
  refund_deferred: 'Refund put back',
  refund_unanswered: 'Refund without an answer',
  refund_accepted: 'Refund taken by Razorpay',
  refund_processed: 'Refund sent to the bank',
  refund_not_found: 'Razorpay does not have it',
  late_payment: 'Late payment',
  made_elsewhere: 'Made outside OneVisit',
  external: 'Made outside OneVisit',
  refund_made_elsewhere: 'Refund made outside OneVisit',
  details_submitted: 'Details submitted',
  bank_asked: 'Bank asked about the account',
  bank_denied: 'Bank does not confirm the account',
  payout_denied: 'Bank refused a payout to the account',
  replaced: 'Account replaced',
  submit_payout_account: 'Gave an account',
  change_payee_details: 'Changed details',
  payout_claimed: 'Payout being sent',
  payout_parked: 'Payout waits for the desk',
  payout_processed: 'Payout arrived',
  payout_reversed: 'Payout sent back by the bank',
  razorpayx_balance: 'RazorpayX balance',
  kept_fee: 'Share of a kept fee',
  account_to_fix: 'The bank account must be changed',
  not_verified: 'The bank account is not verified',
  upi_limit: 'Too much for a UPI id',
  below_minimum: 'Too little for a bank',
  gateway_fee_tax: 'GST on gateway fees',
  times_gone: 'The times were gone',
  paid_twice: 'Paid twice',
  lab_test: 'Lab test',
  follow_up: 'Follow-up',
  no_show: 'No-show',
  upi: 'UPI',
  emi: 'EMI',
};

/** A stored word as the desk reads it: `refund_processed` → `Refund processed`. */
export function inWords(stored: string): string {
  return WORDS[stored] ?? stored.charAt(0).toUpperCase() + stored.slice(1).replaceAll(/[_.]/g, ' ');
}

/** `2000` basis points → `20%`, `1250` → `12.5%`. */
export function inPercent(bps: number): string {
  return `${bps / 100}%`;
}
