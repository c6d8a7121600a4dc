import { expect, it } from 'vitest';
import { storyTotals, type StoryLine } from './story-totals.ts';

const line = (event: string, account: string, amountPaise: number, providerId: string | null = null): StoryLine => ({ event, account, amountPaise, providerId });

const SALE = [line('payment_captured', 'razorpay_balance', 159_800), line('payment_captured', 'customer_deposits', -79_900), line('payment_captured', 'customer_deposits', -79_900)];
const FEE = [line('payment_captured', 'gateway_fees', 3_196), line('payment_captured', 'gateway_fee_tax', 575), line('payment_captured', 'razorpay_balance', -3_771)];

it('holds what was paid until something is given or returned, and counts the fee beside it', () => {
  expect(storyTotals([...SALE, ...FEE])).toMatchObject({ inPaise: 159_800, returnedPaise: 0, held: { depositsPaise: 159_800 }, costs: { gatewayFeePaise: 3_196, gatewayTaxPaise: 575 }, untiedPaise: 0 });
});

it('is in = out + held after a refund, a payout and a commission', () => {
  const totals = storyTotals([
    ...SALE,
    line('booking_cancelled', 'customer_deposits', 79_900), line('booking_cancelled', 'refunds_payable', -79_900),
    line('refund_sent', 'refunds_payable', 79_900), line('refund_sent', 'refunds_in_transit', -79_900),
    line('refund_settled', 'refunds_in_transit', 79_900), line('refund_settled', 'razorpay_balance', -79_900),
    line('booking_completed', 'customer_deposits', 79_900), line('booking_completed', 'commission_revenue', -15_980), line('booking_completed', 'provider_payable', -63_920, 'rao'),
    line('payout_sent', 'payouts_in_transit', 63_920, 'rao'), line('payout_sent', 'razorpayx_balance', -63_920),
    line('payout_settled', 'provider_payable', 63_920, 'rao'), line('payout_settled', 'payouts_in_transit', -63_920, 'rao'),
  ]);
  expect(totals).toMatchObject({ inPaise: 159_800, returnedPaise: 79_900, paidOutPaise: 63_920, paidTo: [{ providerId: 'rao', paise: 63_920 }], untiedPaise: 0 });
  expect(totals.held).toEqual({ depositsPaise: 0, toReturnPaise: 0, unallocatedPaise: 0, toProvidersPaise: 0, taxesPaise: 0, ownPaise: 15_980 });
});

it('takes a payout that came back for not paid', () => {
  const paid = [line('payout_settled', 'provider_payable', 63_920, 'rao'), line('payout_reversed', 'provider_payable', -63_920, 'rao')];
  expect(storyTotals(paid)).toMatchObject({ paidOutPaise: 0, paidTo: [], untiedPaise: 0 });
});

it('ties both visits of a clawback that one nets for the other', () => {
  const taken = [line('earning_clawed_back', 'provider_payable', 4_000, 'rao'), line('earning_clawed_back', 'goodwill_refunds', -4_000), line('clawback_netted', 'provider_payable', -4_000, 'rao')];
  expect(storyTotals(taken)).toMatchObject({ nettedPaise: -4_000, held: { toProvidersPaise: 0, ownPaise: 4_000 }, untiedPaise: 0 });
  const giving = [line('booking_completed', 'customer_deposits', 0), line('clawback_netted', 'provider_payable', 4_000, 'rao')];
  expect(storyTotals(giving)).toMatchObject({ nettedPaise: 4_000, held: { toProvidersPaise: -4_000 }, untiedPaise: 0 });
});

it('says what a posting of an unknown kind leaves over', () => {
  expect(storyTotals([line('payment_captured', 'razorpay_balance', 100), line('payment_captured', 'somewhere_else', -100)]).untiedPaise).toBe(100);
});
