import type { DeductionKind, Earning } from './earning.ts';
import { balanced, type LedgerLine, type Posting } from './ledger-entries.ts';
import { shareOfPaise } from './money.ts';

/** Whose money of which booking. */
interface Earned {
  readonly individualBookingId: string;
  readonly masterBookingId: string;
  readonly providerId: string;
}

const DEDUCTION_ACCOUNTS: Readonly<Record<DeductionKind, LedgerLine['account']>> = { gst_on_commission: 'gst_payable', tds: 'tds_payable' };

function payable(amountPaise: number, of: Earned): LedgerLine {
  return { account: 'provider_payable', amountPaise, individualBookingId: of.individualBookingId, providerId: of.providerId };
}

/**
 * The service was given: its deposit ends. The provider's part is owed, the commission earned, and what a coupon of the
 * platform's took off the price is the platform's cost.
 */
export function completionEntries(of: Earned, collectedPaise: number, earning: Earning): Posting {
  const on = (account: LedgerLine['account'], amountPaise: number): LedgerLine => ({ account, amountPaise, individualBookingId: of.individualBookingId });
  return {
    event: 'booking_completed',
    sourceId: of.individualBookingId,
    masterBookingId: of.masterBookingId,
    lines: balanced([
      on('customer_deposits', collectedPaise),
      on('coupon_costs', earning.couponCostPaise),
      on('commission_revenue', -earning.commissionPaise),
      ...earning.deductions.map((deduction) => on(DEDUCTION_ACCOUNTS[deduction.kind], -deduction.amountPaise)),
      payable(-earning.earningPaise, of),
    ]),
  };
}

/** The patient did not come: what was paid is kept, and shared as a cancellation fee would be (product.md 4). */
export function noShowEntries(of: Earned, kept: { readonly basePaise: number; readonly goodwillPaise: number; readonly keptFeeProviderBps: number }): Posting {
  const providerPaise = shareOfPaise(kept.basePaise, kept.keptFeeProviderBps);
  const on = (account: LedgerLine['account'], amountPaise: number): LedgerLine => ({ account, amountPaise, individualBookingId: of.individualBookingId });
  return {
    event: 'booking_no_show',
    sourceId: of.individualBookingId,
    masterBookingId: of.masterBookingId,
    lines: balanced([
      on('customer_deposits', kept.basePaise + kept.goodwillPaise),
      on('goodwill_refunds', -kept.goodwillPaise),
      on('kept_fee_revenue', -(kept.basePaise - providerPaise)),
      payable(-providerPaise, of),
    ]),
  };
}

export interface SentMoney extends Earned {
  readonly payoutId: string;
  readonly attemptId: string;
  readonly amountPaise: number;
  /** RazorpayX's charge; `feesPaise` includes `taxPaise` (razorpay.md 7.5). */
  readonly feesPaise: number;
  readonly taxPaise: number;
}

function ofAttempt(event: Posting['event'], sent: SentMoney, lines: readonly LedgerLine[]): Posting {
  return { event, sourceId: sent.attemptId, masterBookingId: sent.masterBookingId, payoutId: sent.payoutId, lines: balanced(lines) };
}

function leaving(sent: SentMoney): LedgerLine[] {
  return [
    { account: 'payouts_in_transit', amountPaise: sent.amountPaise, individualBookingId: sent.individualBookingId, providerId: sent.providerId },
    { account: 'payout_fees', amountPaise: sent.feesPaise - sent.taxPaise },
    { account: 'payout_fee_tax', amountPaise: sent.taxPaise },
    { account: 'razorpayx_balance', amountPaise: -(sent.amountPaise + sent.feesPaise) },
  ];
}

function negated(lines: readonly LedgerLine[]): LedgerLine[] {
  return lines.map((line) => ({ ...line, amountPaise: -line.amountPaise }));
}

/** RazorpayX began to process it: amount and fee left the account. The provider is still owed until it arrives. */
export function payoutSentEntries(sent: SentMoney): Posting {
  return ofAttempt('payout_sent', sent, leaving(sent));
}

/** It arrived. A fee that became known only now is booked now. */
export function payoutSettledEntries(sent: SentMoney, late: { readonly feesPaise: number; readonly taxPaise: number }): Posting {
  return ofAttempt('payout_settled', sent, [
    payable(sent.amountPaise, sent),
    { account: 'payouts_in_transit', amountPaise: -sent.amountPaise, individualBookingId: sent.individualBookingId, providerId: sent.providerId },
    { account: 'payout_fees', amountPaise: late.feesPaise - late.taxPaise },
    { account: 'payout_fee_tax', amountPaise: late.taxPaise },
    { account: 'razorpayx_balance', amountPaise: -late.feesPaise },
  ]);
}

/** It had left and did not arrive: all of it is back, the fee too (razorpay.md 7.5). */
export function payoutFailedEntries(sent: SentMoney): Posting {
  return ofAttempt('payout_failed', sent, negated(leaving(sent)));
}

/** It had arrived and the bank sent it back: the provider is owed again. */
export function payoutReversedEntries(sent: SentMoney): Posting {
  const back = negated(leaving(sent)).filter((line) => line.account !== 'payouts_in_transit');
  return ofAttempt('payout_reversed', sent, [...back, payable(-sent.amountPaise, sent)]);
}

export interface ClawedBack extends Earned {
  readonly clawbackId: string;
  readonly refundId: string;
  readonly amountPaise: number;
}

/** A service was refunded after it was given: the provider bears his part of what would else be the platform's cost. */
export function clawbackEntries(clawed: ClawedBack): Posting {
  return {
    event: 'earning_clawed_back',
    sourceId: clawed.clawbackId,
    masterBookingId: clawed.masterBookingId,
    refundId: clawed.refundId,
    lines: balanced([payable(clawed.amountPaise, clawed), { account: 'goodwill_refunds', amountPaise: -clawed.amountPaise, individualBookingId: clawed.individualBookingId }]),
  };
}

/** What one booking's payout pays of another booking's clawback: both then stand at nothing. */
export function clawbackNettedEntries(netted: { readonly nettingId: string; readonly payoutId: string; readonly amountPaise: number; readonly from: Earned; readonly to: Earned }): Posting {
  return {
    event: 'clawback_netted',
    sourceId: netted.nettingId,
    masterBookingId: netted.from.masterBookingId,
    payoutId: netted.payoutId,
    lines: balanced([payable(netted.amountPaise, netted.from), payable(-netted.amountPaise, netted.to)]),
  };
}

/** Nobody can be made to pay it: the platform bears it. */
export function clawbackWrittenOffEntries(clawed: ClawedBack): Posting {
  return {
    event: 'clawback_written_off',
    sourceId: clawed.clawbackId,
    masterBookingId: clawed.masterBookingId,
    lines: balanced([{ account: 'clawback_write_offs', amountPaise: clawed.amountPaise, individualBookingId: clawed.individualBookingId }, payable(-clawed.amountPaise, clawed)]),
  };
}

/** Our own bank transfer reached the RazorpayX account. */
export function balanceLoadedEntries(loaded: { readonly transactionId: string; readonly amountPaise: number }): Posting {
  return {
    event: 'payout_balance_loaded',
    sourceId: loaded.transactionId,
    masterBookingId: null,
    lines: balanced([{ account: 'razorpayx_balance', amountPaise: loaded.amountPaise }, { account: 'bank', amountPaise: -loaded.amountPaise }]),
  };
}
