import { sumPaise } from './money.ts';

/**
 * Accounts, signed with debit positive. Assets and costs grow by debit, what we owe and earn grows by credit.
 * Money of a visit waits in `customer_deposits`, line by line, until the service is given or the money goes back:
 * taking it as income at the sale would make every refund a loss.
 */
export type LedgerAccount =
  /** Held for us by Razorpay, not settled yet. */
  | 'razorpay_balance'
  /** Paid by patients for services not given yet. */
  | 'customer_deposits'
  /** Refunds we decided on and Razorpay has not confirmed. */
  | 'refunds_payable'
  /** Captured money that belongs to no live booking: late or second payments, until they are returned. */
  | 'unallocated_receipts'
  /** The company's own bank account. */
  | 'bank'
  /** Refunds Razorpay accepted and has not yet carried out. */
  | 'refunds_in_transit'
  /** Cancellation fees the platform keeps. */
  | 'kept_fee_revenue'
  /** What providers have earned and not received: services given, and their share of kept fees. */
  | 'provider_payable'
  /** Given back although the service stands: overrides, waivers, refunds made in Razorpay's own dashboard. */
  | 'goodwill_refunds'
  | 'gateway_fees'
  | 'gateway_fee_tax'
  /** The part of a fee that belonged to money that went back; Razorpay does not return it. */
  | 'gateway_fees_not_returned'
  /** Our part of services that were given. */
  | 'commission_revenue'
  /** What coupons of the platform's own took off prices that providers are paid in full. */
  | 'coupon_costs'
  /** Withheld from providers for the tax office, where an accountant has switched that on. */
  | 'gst_payable'
  | 'tds_payable'
  /** What we have loaded into RazorpayX and not paid out. */
  | 'razorpayx_balance'
  /** Left RazorpayX and not yet known to have arrived; the provider is owed it until then. */
  | 'payouts_in_transit'
  | 'payout_fees'
  | 'payout_fee_tax'
  /** Clawbacks that no payout will ever cover. */
  | 'clawback_write_offs'
  /** Taken from Razorpay's word in reconciliation, until an accountant says whose it is. */
  | 'reconciliation_differences';

export interface LedgerLine {
  readonly account: LedgerAccount;
  /** Signed paise, debit positive. */
  readonly amountPaise: number;
  readonly individualBookingId?: string;
  /** On `provider_payable` and `payouts_in_transit`: whose account it is. */
  readonly providerId?: string;
}

export type LedgerEvent =
  | 'payment_captured'
  | 'late_payment_captured'
  | 'unmatched_payment_captured'
  | 'late_refund_requested'
  | 'booking_cancelled'
  | 'override_requested'
  | 'external_refund_found'
  | 'refund_sent'
  | 'refund_settled'
  | 'refund_failed'
  | 'refund_paid_by_transfer'
  | 'gateway_fee_not_returned'
  | 'booking_completed'
  | 'booking_no_show'
  | 'payout_sent'
  | 'payout_settled'
  | 'payout_failed'
  | 'payout_reversed'
  | 'earning_clawed_back'
  | 'clawback_netted'
  | 'clawback_written_off'
  | 'payout_balance_loaded'
  | 'settlement_received'
  | 'settlement_changed'
  | 'reconciliation_corrected';

export interface Posting {
  /** With `sourceId` unique for ever: an event of the world posts once, however often it is reported. */
  readonly event: LedgerEvent;
  readonly sourceId: string;
  /** Null where money moves that is no visit's: our own transfers. */
  readonly masterBookingId: string | null;
  readonly refundId?: string;
  readonly payoutId?: string;
  readonly lines: readonly LedgerLine[];
}

/** Lines of zero say nothing and are left out; the rest must sum to zero or the program is wrong. */
export function balanced(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  if (sumPaise(lines.map((line) => line.amountPaise)) !== 0) throw new Error('unbalanced posting');
  return lines.filter((line) => line.amountPaise !== 0);
}

/** Razorpay keeps its fee out of what it holds for us. `feePaise` includes `taxPaise` (GST, razorpay.md 4.4). */
function gatewayFeeLines(feePaise: number, taxPaise: number): LedgerLine[] {
  return [
    { account: 'gateway_fees', amountPaise: feePaise - taxPaise },
    { account: 'gateway_fee_tax', amountPaise: taxPaise },
    { account: 'razorpay_balance', amountPaise: -feePaise },
  ];
}

export interface CapturedPayment {
  readonly gatewayPaymentId: string;
  readonly masterBookingId: string;
  readonly amountPaise: number;
  readonly feePaise: number;
  readonly taxPaise: number;
}

/** The visit's payment arrived: Razorpay owes us, and we owe each line its service. */
export function saleEntries(
  payment: CapturedPayment,
  parts: readonly { readonly individualBookingId: string; readonly paidPaise: number }[],
): Posting {
  return {
    event: 'payment_captured',
    sourceId: payment.gatewayPaymentId,
    masterBookingId: payment.masterBookingId,
    lines: balanced([
      { account: 'razorpay_balance', amountPaise: payment.amountPaise },
      ...parts.map((part) => ({
        account: 'customer_deposits' as const,
        amountPaise: -part.paidPaise,
        individualBookingId: part.individualBookingId,
      })),
      ...gatewayFeeLines(payment.feePaise, payment.taxPaise),
    ]),
  };
}

/** Money arrived that buys nothing: the times were gone, or the order was already paid. */
export function latePaymentEntries(payment: CapturedPayment): Posting {
  return {
    event: 'late_payment_captured',
    sourceId: payment.gatewayPaymentId,
    masterBookingId: payment.masterBookingId,
    lines: balanced([
      { account: 'razorpay_balance', amountPaise: payment.amountPaise },
      { account: 'unallocated_receipts', amountPaise: -payment.amountPaise },
      ...gatewayFeeLines(payment.feePaise, payment.taxPaise),
    ]),
  };
}

/** Money arrived that is not the sum we asked for: it is in the books and waits for a person, who decides what it is. */
export function unmatchedPaymentEntries(payment: CapturedPayment): Posting {
  return { ...latePaymentEntries(payment), event: 'unmatched_payment_captured' };
}

/** It was decided to return such money in full. */
export function lateRefundEntries(refund: { readonly refundId: string; readonly masterBookingId: string; readonly amountPaise: number }): Posting {
  return {
    event: 'late_refund_requested',
    sourceId: refund.refundId,
    masterBookingId: refund.masterBookingId,
    refundId: refund.refundId,
    lines: balanced([
      { account: 'unallocated_receipts', amountPaise: refund.amountPaise },
      { account: 'refunds_payable', amountPaise: -refund.amountPaise },
    ]),
  };
}
