import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCoupon, splitByLargestRemainder, type CouponTerms } from './coupon.ts';
import { sumPaise } from './money.ts';

const NOW = new Date('2026-11-22T06:00:00Z');
const welcome: CouponTerms = {
  code: 'WELCOME200',
  percentBps: null,
  flatPaise: 20_000,
  capPaise: null,
  minimumSpendPaise: 100_000,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: new Date('2027-01-01T00:00:00Z'),
  eligibleKinds: ['consultation', 'lab_test', 'follow_up'],
  fundedBy: 'platform',
  afterCancel: 'keep',
};
const golden = [
  { serviceKind: 'consultation', listPricePaise: 79_900 },
  { serviceKind: 'lab_test', listPricePaise: 29_900 },
  { serviceKind: 'follow_up', listPricePaise: 10_000 },
] as const;

describe('coupon', () => {
  it('splits the golden visit to the paisa', () => {
    expect(applyCoupon(welcome, golden, NOW)).toEqual({
      ok: true,
      value: { discountPaise: 20_000, sharesPaise: [13_339, 4_992, 1_669] },
    });
  });

  it('gives the odd paisa to the first of equal lines', () => {
    expect(splitByLargestRemainder(10_000, [10_000, 10_000, 10_000])).toEqual([3_334, 3_333, 3_333]);
  });

  it('prefers the dearer line among equal fractions', () => {
    // 5 over 30 + 10 + 20: 2.5, 0.83, 1.67 → the rest of 2 goes to 0.83 and 1.67.
    expect(splitByLargestRemainder(5, [30, 10, 20])).toEqual([2, 1, 2]);
    expect(splitByLargestRemainder(1, [5, 15, 5, 15])).toEqual([0, 1, 0, 0]);
  });

  it('holds its sum, and every share between zero and its price', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000_000_000 }), { minLength: 1, maxLength: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (prices, part) => {
        const discount = Math.floor(sumPaise(prices) * part);
        const shares = splitByLargestRemainder(discount, prices);
        expect(sumPaise(shares)).toBe(sumPaise(prices) === 0 ? 0 : discount);
        for (const [index, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(prices[index]!);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('covers only the kinds it names', () => {
    const labOnly = { ...welcome, eligibleKinds: ['lab_test'] as const };
    expect(applyCoupon(labOnly, golden, NOW)).toEqual({ ok: true, value: { discountPaise: 20_000, sharesPaise: [0, 20_000, 0] } });
    expect(applyCoupon(labOnly, golden.slice(0, 1).concat(golden.slice(0, 1)), NOW)).toMatchObject({ ok: false, refusal: { code: 'coupon_covers_nothing' } });
  });

  it('caps a percentage and never exceeds the eligible sum', () => {
    const tenth = { ...welcome, flatPaise: null, percentBps: 1_000, capPaise: 9_000 };
    expect(applyCoupon(tenth, golden, NOW)).toMatchObject({ value: { discountPaise: 9_000 } });
    expect(applyCoupon({ ...welcome, flatPaise: 900_000 }, golden, NOW)).toMatchObject({ value: { discountPaise: 119_800, sharesPaise: [79_900, 29_900, 10_000] } });
  });

  it('says how much is missing, and stops at the second it ends', () => {
    expect(applyCoupon(welcome, golden.slice(0, 1), NOW)).toMatchObject({
      refusal: { message: 'Coupon WELCOME200 needs a visit of ₹1,000 or more; ₹201 is missing.' },
    });
    expect(applyCoupon(welcome, golden, welcome.endsAt)).toMatchObject({ refusal: { code: 'coupon_not_now' } });
  });
});
