import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clawbackOf, collectedPaise, earningOf, netClawbacks, type DeductionRule, type SoldPart } from './earning.ts';
import type { LocalDate } from './appointment-time.ts';
import { PAYOUT_MIN_PAISE } from './payout-bounds.ts';
import { completionEntries, noShowEntries } from './payout-entries.ts';

const DAY = '2026-11-26' as LocalDate;
const ids = { individualBookingId: 'b', masterBookingId: 'm', providerId: 'p' };
const rupees = fc.integer({ min: 0, max: 50_000_000 });
const sold: fc.Arbitrary<SoldPart> = fc
  .record({ listPricePaise: rupees, sharePermille: fc.integer({ min: 0, max: 1000 }), commissionBps: fc.integer({ min: 0, max: 10_000 }), couponFundedBy: fc.constantFrom('platform' as const, 'provider' as const) })
  .map(({ listPricePaise, sharePermille, ...rest }) => {
    const couponSharePaise = Math.floor((listPricePaise * sharePermille) / 1000);
    return { ...rest, listPricePaise, couponSharePaise, paidPaise: listPricePaise - couponSharePaise, requalifiedPaise: 0, regrantedPaise: 0 };
  });
const taxes: DeductionRule[] = [
  { kind: 'gst_on_commission', rateBps: 1_800, fromDate: '2026-04-01' as LocalDate, untilDate: null },
  { kind: 'tds', rateBps: 100, fromDate: '2026-11-26' as LocalDate, untilDate: '2027-03-31' as LocalDate },
];

describe('an earning', () => {
  it('is the list price less commission where the platform pays for the coupon, and the net where the provider does', () => {
    const part = { listPricePaise: 80_000, couponSharePaise: 10_001, paidPaise: 69_999, requalifiedPaise: 0, regrantedPaise: 0, commissionBps: 1_500 };
    expect(earningOf({ ...part, couponFundedBy: 'platform' }, [], DAY)).toMatchObject({ grossPaise: 80_000, commissionPaise: 12_000, earningPaise: 68_000, couponCostPaise: 10_001 });
    expect(earningOf({ ...part, couponFundedBy: 'provider' }, [], DAY)).toMatchObject({ grossPaise: 69_999, commissionPaise: 10_499, earningPaise: 59_500, couponCostPaise: 0 });
  });

  it('withholds dated taxes only on their days', () => {
    const part: SoldPart = { listPricePaise: 100_000, couponSharePaise: 0, paidPaise: 100_000, requalifiedPaise: 0, regrantedPaise: 0, commissionBps: 1_000, couponFundedBy: 'platform' };
    expect(earningOf(part, taxes, DAY)).toMatchObject({ deductionsPaise: 1_800 + 1_000, earningPaise: 87_200 });
    expect(earningOf(part, taxes, '2026-11-25' as LocalDate).deductions.map((deduction) => deduction.kind)).toEqual(['gst_on_commission']);
    expect(earningOf(part, taxes, '2027-04-01' as LocalDate).deductionsPaise).toBe(1_800);
  });

  it('never is negative, and its posting balances to the paisa', () => {
    fc.assert(
      fc.property(sold, fc.boolean(), (part, withTaxes) => {
        const earning = earningOf(part, withTaxes ? taxes : [], DAY);
        expect(earning.earningPaise).toBeGreaterThanOrEqual(0);
        expect(earning.grossPaise - earning.commissionPaise - earning.deductionsPaise).toBe(earning.earningPaise);
        const { lines } = completionEntries(ids, collectedPaise(part), earning);
        expect(lines.reduce((sum, line) => sum + line.amountPaise, 0)).toBe(0);
      }),
    );
  });
});

it('a no-show’s posting balances whatever was given back before', () => {
  fc.assert(
    fc.property(rupees, rupees, fc.integer({ min: 0, max: 10_000 }), (basePaise, goodwillPaise, keptFeeProviderBps) => {
      const { lines } = noShowEntries(ids, { basePaise, goodwillPaise, keptFeeProviderBps });
      expect(lines.reduce((sum, line) => sum + line.amountPaise, 0)).toBe(0);
    }),
  );
});

describe('a clawback', () => {
  it('takes the whole earning of a whole refund, in however many pieces it comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 10_000 }), fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 8 }), (collected, shareBps, cuts) => {
        const earningPaise = Math.floor((collected * shareBps) / 10_000);
        let [refundedPaise, clawedPaise] = [0, 0];
        for (const cut of [...cuts, 10_000]) {
          refundedPaise = Math.min(collected, cut === 10_000 ? collected : refundedPaise + Math.floor((collected * cut) / 10_000));
          const taken = clawbackOf({ earningPaise, collectedPaise: collected, refundedPaise, clawedPaise });
          expect(taken).toBeGreaterThanOrEqual(0);
          clawedPaise += taken;
          expect(clawedPaise).toBeLessThanOrEqual(earningPaise);
        }
        expect(clawedPaise).toBe(earningPaise);
      }),
    );
  });

  it('of a service that cost nothing is nothing', () => {
    expect(clawbackOf({ earningPaise: 50_000, collectedPaise: 0, refundedPaise: 0, clawedPaise: 0 })).toBe(0);
  });

  it('is netted oldest first, and never leaves a payout that no bank would move', () => {
    fc.assert(
      fc.property(fc.integer({ min: PAYOUT_MIN_PAISE, max: 1_000_000 }), fc.array(fc.integer({ min: 1, max: 500_000 }), { maxLength: 5 }), (payable, debts) => {
        const open = debts.map((openPaise, index) => ({ id: String(index), openPaise }));
        const { nettings, amountPaise } = netClawbacks(payable, open);
        const taken = nettings.reduce((sum, netting) => sum + netting.amountPaise, 0);
        expect(amountPaise + taken).toBe(payable);
        expect(amountPaise === 0 || amountPaise >= PAYOUT_MIN_PAISE).toBe(true);
        expect(nettings.map((netting) => netting.clawbackId)).toEqual(open.slice(0, nettings.length).map((each) => each.id));
        for (const [index, netting] of nettings.entries()) {
          expect(netting.amountPaise).toBeGreaterThan(0);
          expect(netting.amountPaise).toBeLessThanOrEqual(debts[index]!);
        }
      }),
    );
    expect(netClawbacks(10_000, [{ id: 'a', openPaise: 9_950 }])).toMatchObject({ amountPaise: 100, nettings: [{ amountPaise: 9_900 }] });
  });
});
