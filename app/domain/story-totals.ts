import type { LedgerAccount, LedgerEvent } from './ledger-entries.ts';
import { sumPaise } from './money.ts';

/** A line of the ledger as a visit's own money sees it: what another visit's part has on a shared posting is left out before. */
export interface StoryLine {
  readonly event: string;
  readonly account: string;
  /** Signed paise, debit positive. */
  readonly amountPaise: number;
  readonly providerId: string | null;
}

/** Where a visit's money came from, went and still is, by the ledger alone. In = out + held, and what is left over is untied. Paise. */
export interface StoryTotals {
  readonly inPaise: number;
  readonly returnedPaise: number;
  readonly paidOutPaise: number;
  readonly paidTo: readonly { readonly providerId: string; readonly paise: number }[];
  /** Given to another visit's clawback out of this one's earning; negative where another visit paid for this one. */
  readonly nettedPaise: number;
  readonly held: {
    /** For services that are not given yet. */
    readonly depositsPaise: number;
    /** Decided on, and not at the patient's bank. */
    readonly toReturnPaise: number;
    /** Received for nothing, until it is decided on. */
    readonly unallocatedPaise: number;
    /** Owed to providers; negative where a provider owes. */
    readonly toProvidersPaise: number;
    readonly taxesPaise: number;
    /** Commission and kept fees, less what coupons, goodwill and write-offs cost. */
    readonly ownPaise: number;
  };
  /** What moving it cost, beside the patient's money; fees without their GST. */
  readonly costs: { readonly gatewayFeePaise: number; readonly gatewayTaxPaise: number; readonly payoutFeePaise: number; readonly payoutTaxPaise: number };
  /** 0, or a posting is of a kind that this does not know. */
  readonly untiedPaise: number;
}

const CAPTURES: readonly LedgerEvent[] = ['payment_captured', 'late_payment_captured', 'unmatched_payment_captured'];
const RETURNS: readonly LedgerEvent[] = ['refund_settled', 'refund_paid_by_transfer'];
const PAYMENTS_OUT: readonly LedgerEvent[] = ['payout_settled', 'payout_reversed'];

export function storyTotals(lines: readonly StoryLine[]): StoryTotals {
  const sum = (accounts: readonly LedgerAccount[], events?: readonly LedgerEvent[]) =>
    sumPaise(lines.filter(({ account, event }) => (accounts as readonly string[]).includes(account) && (!events || (events as readonly string[]).includes(event))).map((line) => line.amountPaise));
  const owed = (...accounts: LedgerAccount[]) => 0 - sum(accounts);
  // The fee stands on the same account with the other sign.
  const inPaise = sumPaise(lines.filter(({ account, event, amountPaise }) => account === 'razorpay_balance' && amountPaise > 0 && (CAPTURES as readonly string[]).includes(event)).map((line) => line.amountPaise));
  const returnedPaise = 0 - sum(['razorpay_balance', 'bank'], RETURNS);
  const paidOutPaise = sum(['provider_payable'], PAYMENTS_OUT);
  const nettedPaise = sum(['provider_payable'], ['clawback_netted']);
  const held = {
    depositsPaise: owed('customer_deposits'),
    toReturnPaise: owed('refunds_payable', 'refunds_in_transit'),
    unallocatedPaise: owed('unallocated_receipts'),
    toProvidersPaise: owed('provider_payable'),
    taxesPaise: owed('gst_payable', 'tds_payable'),
    ownPaise: owed('commission_revenue', 'kept_fee_revenue', 'coupon_costs', 'goodwill_refunds', 'clawback_write_offs'),
  };
  return {
    inPaise, returnedPaise, paidOutPaise, nettedPaise, held,
    paidTo: paidTo(lines),
    costs: {
      gatewayFeePaise: sum(['gateway_fees', 'gateway_fees_not_returned']), gatewayTaxPaise: sum(['gateway_fee_tax']),
      payoutFeePaise: sum(['payout_fees']), payoutTaxPaise: sum(['payout_fee_tax']),
    },
    untiedPaise: inPaise - returnedPaise - paidOutPaise - nettedPaise - sumPaise(Object.values(held)),
  };
}

function paidTo(lines: readonly StoryLine[]): StoryTotals['paidTo'] {
  const paid = lines.filter(({ account, event, providerId }) => account === 'provider_payable' && providerId !== null && (PAYMENTS_OUT as readonly string[]).includes(event));
  return [...Map.groupBy(paid, (line) => line.providerId!)]
    .map(([providerId, own]) => ({ providerId, paise: sumPaise(own.map((line) => line.amountPaise)) }))
    .filter(({ paise }) => paise !== 0);
}
