import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPolicy, decideCancellation, parsePolicy, type CancellationPolicy } from './cancellation-policy.ts';
import { cancelParts, NO_TERMS, type CancellablePart } from './cancellation.ts';
import { splitByLargestRemainder } from './coupon.ts';
import { sumPaise } from './money.ts';

const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Kolkata';
const START = new Date('2026-11-24T05:00:00Z');
const hoursBefore = (hours: number) => new Date(START.getTime() - hours * HOUR_MS);

const standard: CancellationPolicy = {
  name: 'Standard',
  tiers: [
    { until: { hoursBefore: 24 }, refundBps: 10_000, flatFeePaise: 0 },
    { until: { hoursBefore: 4 }, refundBps: 5_000, flatFeePaise: 0 },
    { until: null, refundBps: 0, flatFeePaise: 0 },
  ],
};
const lab: CancellationPolicy = {
  name: 'Lab day-before',
  tiers: [
    { until: { daysBefore: 1, at: '22:00' }, refundBps: 10_000, flatFeePaise: 0 },
    { until: { event: 'sample_collected' }, refundBps: 10_000, flatFeePaise: 20_000 },
    { until: null, refundBps: 0, flatFeePaise: 0 },
  ],
};

function part(id: string, listPricePaise: number, couponSharePaise: number, policy = standard): CancellablePart {
  return {
    id, serviceKind: 'consultation', status: 'confirmed', startsAt: START, zone: ZONE, policy, sampleCollectedAt: null,
    listPricePaise, couponSharePaise, paidPaise: listPricePaise - couponSharePaise, requalifiedPaise: 0, regrantedPaise: 0, refundedPaise: 0, keptPaise: 0,
  };
}
const golden = [part('consultation', 79_900, 13_339), part('lab', 29_900, 4_992), part('follow-up', 10_000, 1_669)];
const coupon = { code: 'WELCOME200', minimumSpendPaise: 100_000 };
const withCoupon = { ...NO_TERMS, coupon };

/** The visit after a cancellation, as the next one finds it. */
function after(parts: readonly CancellablePart[], result: ReturnType<typeof cancelParts>): CancellablePart[] {
  return parts.map((each) => {
    const line = result.lines.find((one) => one.partId === each.id);
    if (!line) return { ...each, requalifiedPaise: each.requalifiedPaise + (result.requalified.get(each.id) ?? 0) };
    return { ...each, status: 'cancelled', refundedPaise: each.refundedPaise + line.refundPaise, keptPaise: each.keptPaise + line.feePaise + line.requalifyPaise };
  });
}

describe('policy tiers', () => {
  it.each([
    [24, 66_561],
    [24 - 1 / 3_600_000, 33_281],
    [4, 33_281],
    [4 - 1 / 3_600_000, 0],
    [-1, 0],
  ])('at %d hours before the start gives %i paise back', (hours, refund) => {
    const at = new Date(Math.round(START.getTime() - hours * HOUR_MS));
    expect(decideCancellation(golden[0]!, 66_561, at).refundPaise).toBe(refund);
  });

  it('reads a clock deadline on the clinic’s clock', () => {
    const booking = { ...golden[1]!, policy: lab };
    expect(decideCancellation(booking, 24_908, new Date('2026-11-23T16:30:00Z')).refundPaise).toBe(24_908);
    expect(decideCancellation(booking, 24_908, new Date('2026-11-23T16:30:00.001Z')).refundPaise).toBe(4_908);
    // Half past midnight in India starts on the 24th there, though UTC still says the 23rd.
    const early = { ...booking, startsAt: new Date('2026-11-23T19:00:00Z') };
    expect(decideCancellation(early, 24_908, new Date('2026-11-23T16:30:00Z')).refundPaise).toBe(24_908);
  });

  it('gives nothing once the sample is collected, and never takes more than was paid', () => {
    const collected = { ...golden[1]!, policy: lab, sampleCollectedAt: hoursBefore(1) };
    expect(decideCancellation(collected, 24_908, hoursBefore(0.5)).refundPaise).toBe(0);
    expect(decideCancellation({ ...golden[1]!, policy: lab }, 15_000, hoursBefore(1)).feePaise).toBe(15_000);
  });

  it('explains itself with both clock times', () => {
    expect(decideCancellation(golden[0]!, 66_561, hoursBefore(10)).reasons).toEqual([
      'Standard: half of what you paid comes back until Tue 24 Nov, 06:30.',
      'The better deadline, Mon 23 Nov, 10:30, has passed; it is Tue 24 Nov, 00:30.',
    ]);
  });

  it.each([
    ['an open tier in the middle', [{ until: null, refundBps: 5_000, flatFeePaise: 0 }, { until: null, refundBps: 0, flatFeePaise: 0 }], 'policy_open'],
    ['no open tier', [{ until: { hoursBefore: 4 }, refundBps: 5_000, flatFeePaise: 0 }], 'policy_open'],
    ['hours out of order', [{ until: { hoursBefore: 4 }, refundBps: 10_000, flatFeePaise: 0 }, { until: { hoursBefore: 24 }, refundBps: 5_000, flatFeePaise: 0 }, { until: null, refundBps: 0, flatFeePaise: 0 }], 'policy_order'],
    ['a better later tier', [{ until: { hoursBefore: 24 }, refundBps: 5_000, flatFeePaise: 0 }, { until: null, refundBps: 10_000, flatFeePaise: 0 }], 'policy_improves'],
    ['a lower fee later', [{ until: { hoursBefore: 24 }, refundBps: 10_000, flatFeePaise: 100 }, { until: null, refundBps: 10_000, flatFeePaise: 0 }], 'policy_improves'],
    ['more than everything', [{ until: null, refundBps: 10_001, flatFeePaise: 0 }], 'policy_shape'],
  ])('refuses %s', (_, tiers, code) => {
    expect(checkPolicy({ name: 'Any', tiers })).toMatchObject({ ok: false, refusal: { code } });
  });

  it('accepts the defaults, and reads them back from where they are frozen', () => {
    for (const one of [standard, lab]) {
      expect(checkPolicy(one)).toEqual({ ok: true, value: one });
      expect(parsePolicy(JSON.stringify(one))).toEqual(one);
    }
  });
});

describe('the golden visit', () => {
  const patient = (hours: number) => ({ by: 'patient' as const, at: hoursBefore(hours) });

  it('gives half of the blood test', () => {
    expect(cancelParts(golden, ['lab'], NO_TERMS, patient(10)).refundPaise).toBe(12_454);
  });

  it('takes the lost discount from this refund, never below zero', () => {
    expect(cancelParts(golden, ['lab'], withCoupon, patient(10)).refundPaise).toBe(0);
    const whole = cancelParts(golden, ['lab'], withCoupon, patient(48));
    expect(whole.refundPaise).toBe(9_900);
    expect([...whole.requalified]).toEqual([['consultation', 13_339], ['follow-up', 1_669]]);
    const rest = after(golden, whole);
    expect(cancelParts(rest, ['consultation', 'follow-up'], NO_TERMS, patient(48)).refundPaise).toBe(89_900);
  });

  it('lets a free follow-up stay for its full price out of the refund', () => {
    const visit = [golden[0]!, { ...part('free', 0, 0), serviceKind: 'follow_up' as const }];
    const result = cancelParts(visit, ['consultation'], { ...NO_TERMS, regrants: new Map([['free', 40_000]]) }, patient(48));
    expect(result.refundPaise).toBe(26_561);
    expect(result.lines[0]!.requalifyPaise).toBe(40_000);
    const rest = after(visit, result).map((each) => (each.id === 'free' ? { ...each, regrantedPaise: 40_000 } : each));
    expect(cancelParts(rest, ['free'], NO_TERMS, patient(48)).refundPaise).toBe(40_000);
  });

  it('returns all of it when the lab cancels', () => {
    expect(cancelParts(golden, ['lab'], withCoupon, { by: 'provider', at: hoursBefore(0.1) }).refundPaise).toBe(24_908);
  });
});

describe('properties', () => {
  const price = fc.integer({ min: 0, max: 5_000_000 });
  const tiers = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 96 }), { minLength: 1, maxLength: 4 }), fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 5 }), fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 5, maxLength: 5 }))
    .map(([hours, shares, fees]): CancellationPolicy => {
      const down = shares.toSorted((a, b) => b - a);
      const up = fees.toSorted((a, b) => a - b);
      const deadlines = [...hours.toSorted((a, b) => b - a).map((each) => ({ hoursBefore: each })), null];
      return { name: 'Any', tiers: deadlines.map((until, index) => ({ until, refundBps: down[index]!, flatFeePaise: up[index]! })) };
    });
  const visit = fc.record({
    prices: fc.array(price, { minLength: 1, maxLength: 7 }),
    discountPart: fc.double({ min: 0, max: 1, noNaN: true }),
    policy: tiers,
    order: fc.array(fc.nat({ max: 1_000 }), { minLength: 7, maxLength: 7 }),
    hours: fc.array(fc.integer({ min: -5, max: 120 }), { minLength: 7, maxLength: 7 }),
    minimum: fc.integer({ min: 0, max: 9_000_000 }),
    rule: fc.boolean(),
  });

  function build({ prices, discountPart, policy }: { prices: number[]; discountPart: number; policy: CancellationPolicy }) {
    const shares = splitByLargestRemainder(Math.floor(sumPaise(prices) * discountPart), prices);
    return prices.map((listPricePaise, index) => part(`p${index}`, listPricePaise, shares[index]!, policy));
  }

  it('never creates or loses a paisa, in any order of cancels, tiers and coupon rules', () => {
    fc.assert(
      fc.property(visit, (given) => {
        let parts = build(given);
        const capturedPaise = sumPaise(parts.map((each) => each.paidPaise));
        let rule: typeof coupon | null = given.rule ? { code: 'C', minimumSpendPaise: given.minimum } : null;
        let refunded = 0;
        const order = parts.map((each, index) => ({ id: each.id, key: given.order[index]!, hours: given.hours[index]! })).toSorted((a, b) => a.key - b.key);
        for (const { id, hours } of order) {
          const result = cancelParts(parts, [id], { ...NO_TERMS, coupon: rule }, { by: 'patient', at: hoursBefore(hours) });
          const line = result.lines[0]!;
          expect(line.refundPaise).toBeGreaterThanOrEqual(0);
          expect(line.refundPaise + line.feePaise + line.requalifyPaise).toBe(line.basePaise);
          expect(sumPaise(result.requalified.values())).toBe(line.requalifyPaise);
          refunded += result.refundPaise;
          parts = after(parts, result);
          if (result.requalified.size > 0) rule = null;
        }
        const kept = sumPaise(parts.map((each) => each.keptPaise)) - sumPaise(parts.map((each) => each.requalifiedPaise));
        expect(refunded + kept).toBe(capturedPaise);
        expect(refunded).toBeLessThanOrEqual(capturedPaise);
      }),
      { numRuns: 12_000 },
    );
  });

  it('returns exactly what was captured when everything is cancelled at 100 %, in any order and grouping', () => {
    const free: CancellationPolicy = { name: 'Free', tiers: [{ until: null, refundBps: 10_000, flatFeePaise: 0 }] };
    fc.assert(
      fc.property(visit, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (given, cuts) => {
        let parts = build({ ...given, policy: free });
        const capturedPaise = sumPaise(parts.map((each) => each.paidPaise));
        let rule: typeof coupon | null = given.rule ? { code: 'C', minimumSpendPaise: given.minimum } : null;
        const order = parts.map((each, index) => ({ id: each.id, key: given.order[index]! })).toSorted((a, b) => a.key - b.key).map((each) => each.id);
        let refunded = 0;
        let group: string[] = [];
        for (const [index, id] of order.entries()) {
          group.push(id);
          if (!cuts[index] && index < order.length - 1) continue;
          const result = cancelParts(parts, group, { ...NO_TERMS, coupon: rule }, { by: 'patient', at: hoursBefore(1) });
          refunded += result.refundPaise;
          parts = after(parts, result);
          if (result.requalified.size > 0) rule = null;
          group = [];
        }
        expect(refunded).toBe(capturedPaise);
      }),
      { numRuns: 4_000 },
    );
  });
});
