import { balanced, type LedgerLine, type Posting } from './ledger-entries.ts';
import { shareOfPaise } from './money.ts';

/** One cancelled part's money: base = refund + fee + moved (all paise). */
export interface CancelledMoney {
  readonly individualBookingId: string;
  readonly basePaise: number;
  readonly refundPaise: number;
  readonly feePaise: number;
  /** Who keeps the fee was frozen at booking: the provider's share, the rest is the platform's. */
  readonly keptFeeProviderBps: number;
  readonly providerId: string;
  /** Given back on this part earlier, while it stood. */
  readonly goodwillPaise: number;
}

/** What a re-qualification takes from a cancelled part's refund for another part. */
export interface MovedMoney {
  readonly individualBookingId: string;
  readonly amountPaise: number;
  /** Its service was given or missed: its deposit has ended. */
  readonly isOver: boolean;
}

/**
 * Parts are cancelled: their deposits end. What goes back is owed to the patient, what is kept is earned, and what a
 * re-qualification moved becomes the deposit of the parts that stay. A part that is over has no deposit any more, and
 * its provider was paid by the price of that day: there the platform's discount costs it less.
 */
export function cancellationEntries(cancellation: {
  readonly cancellationId: string;
  readonly masterBookingId: string;
  readonly refundId: string | null;
  readonly cancelled: readonly CancelledMoney[];
  readonly moved: readonly MovedMoney[];
}): Posting {
  return {
    event: 'booking_cancelled',
    sourceId: cancellation.cancellationId,
    masterBookingId: cancellation.masterBookingId,
    ...(cancellation.refundId !== null && { refundId: cancellation.refundId }),
    lines: balanced([
      ...cancellation.cancelled.flatMap(cancelledLines),
      ...cancellation.moved.map((moved) => line(moved.isOver ? 'coupon_costs' : 'customer_deposits', -moved.amountPaise, moved.individualBookingId)),
    ]),
  };
}

function cancelledLines(part: CancelledMoney): LedgerLine[] {
  const id = part.individualBookingId;
  const providerPaise = shareOfPaise(part.feePaise, part.keptFeeProviderBps);
  return [
    line('customer_deposits', part.basePaise + part.goodwillPaise, id),
    line('goodwill_refunds', -part.goodwillPaise, id),
    line('refunds_payable', -part.refundPaise, id),
    { ...line('provider_payable', -providerPaise, id), providerId: part.providerId },
    line('kept_fee_revenue', -(part.feePaise - providerPaise), id),
  ];
}

function line(account: LedgerLine['account'], amountPaise: number, individualBookingId: string): LedgerLine {
  return { account, amountPaise, individualBookingId };
}

/** Given back beside the policy: first out of a fee that was kept, the rest is the platform's cost. */
export function overrideEntries(override: {
  readonly refundId: string;
  readonly masterBookingId: string;
  readonly event: 'override_requested' | 'external_refund_found';
  readonly parts: readonly { readonly individualBookingId: string; readonly fromKeptFeePaise: number; readonly goodwillPaise: number; readonly keptFeeProviderBps: number; readonly providerId: string }[];
}): Posting {
  return {
    event: override.event,
    sourceId: override.refundId,
    masterBookingId: override.masterBookingId,
    refundId: override.refundId,
    lines: balanced(
      override.parts.flatMap((part) => {
        const id = part.individualBookingId;
        const providerPaise = shareOfPaise(part.fromKeptFeePaise, part.keptFeeProviderBps);
        return [
          { ...line('provider_payable', providerPaise, id), providerId: part.providerId },
          line('kept_fee_revenue', part.fromKeptFeePaise - providerPaise, id),
          line('goodwill_refunds', part.goodwillPaise, id),
          line('refunds_payable', -(part.fromKeptFeePaise + part.goodwillPaise), id),
        ];
      }),
    ),
  };
}

interface RefundMoney {
  readonly refundId: string;
  readonly masterBookingId: string;
  readonly amountPaise: number;
}

function move(event: Posting['event'], refund: RefundMoney, debit: LedgerLine['account'], credit: LedgerLine['account']): Posting {
  return {
    event,
    sourceId: refund.refundId,
    masterBookingId: refund.masterBookingId,
    refundId: refund.refundId,
    lines: balanced([
      { account: debit, amountPaise: refund.amountPaise },
      { account: credit, amountPaise: -refund.amountPaise },
    ]),
  };
}

/** Razorpay has taken the order to give it back. */
export function refundSentEntries(refund: RefundMoney): Posting {
  return move('refund_sent', refund, 'refunds_payable', 'refunds_in_transit');
}

/** It left what Razorpay holds for us. */
export function refundSettledEntries(refund: RefundMoney): Posting {
  return move('refund_settled', refund, 'refunds_in_transit', 'razorpay_balance');
}

/** Razorpay could not carry it out: the patient is owed the money again. */
export function refundFailedEntries(refund: RefundMoney): Posting {
  return move('refund_failed', refund, 'refunds_in_transit', 'refunds_payable');
}

/** Paid to the patient by hand, where Razorpay could not. */
export function paidByTransferEntries(refund: RefundMoney): Posting {
  return move('refund_paid_by_transfer', refund, 'refunds_payable', 'bank');
}

/** The fee that was paid for money that went back, by share of the payment; floor, so the parts never exceed the fee. */
export function feeNotReturnedEntries(refund: RefundMoney, payment: { readonly amountPaise: number; readonly feePaise: number; readonly taxPaise: number }): Posting {
  const netFeePaise = payment.feePaise - payment.taxPaise;
  const lostPaise = payment.amountPaise === 0 ? 0 : Number((BigInt(netFeePaise) * BigInt(refund.amountPaise)) / BigInt(payment.amountPaise));
  return move('gateway_fee_not_returned', { ...refund, amountPaise: lostPaise }, 'gateway_fees_not_returned', 'gateway_fees');
}
