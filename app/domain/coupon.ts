import type { ServiceKind } from './booking.ts';
import { formatPaiseShort, paise, roundedShareOfPaise, sumPaise, ZERO_PAISE, type Paise } from './money.ts';
import { accepted, refused, type Outcome, type Refusal } from './refusal.ts';

/** What a coupon promises; frozen on the master booking when it is held. Limits are counted elsewhere, under lock. */
export interface CouponTerms {
  readonly code: string;
  readonly percentBps: number | null;
  readonly flatPaise: number | null;
  readonly capPaise: number | null;
  readonly minimumSpendPaise: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly eligibleKinds: readonly ServiceKind[];
  readonly fundedBy: 'platform' | 'provider';
  readonly afterCancel: 'keep' | 'requalify';
}

export interface PricedLine {
  readonly serviceKind: ServiceKind;
  readonly listPricePaise: number;
}

export interface CouponSplit {
  readonly discountPaise: Paise;
  /** One per line, in the lines' order; zero for lines the coupon does not cover. */
  readonly sharesPaise: readonly Paise[];
}

export type CouponRefusal = Refusal<'coupon_unknown' | 'coupon_not_now' | 'coupon_minimum' | 'coupon_used_up' | 'coupon_covers_nothing'>;

/**
 * Splits `totalPaise` over `weights` by largest remainder (peers.md E2.2): floors first, then one paisa each to the
 * largest fractional parts; ties go to the dearer line, then to the earlier one. Rounding each share alone misses the
 * total in a third of baskets; giving the rest to the last line can push a share past its price. This can do neither.
 */
export function splitByLargestRemainder(totalPaise: number, weights: readonly number[]): Paise[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n || totalPaise === 0) return weights.map(() => ZERO_PAISE);
  if (BigInt(totalPaise) > sum) throw new RangeError('a discount cannot exceed what it is taken from');
  const total = BigInt(totalPaise);
  const shares = weights.map((weight) => (total * BigInt(weight)) / sum);
  const rest = Number(total - shares.reduce((all, share) => all + share, 0n));
  const order = weights
    .map((weight, index) => ({ weight, index, fraction: (total * BigInt(weight)) % sum }))
    .sort((a, b) => (a.fraction === b.fraction ? b.weight - a.weight || a.index - b.index : a.fraction < b.fraction ? 1 : -1));
  for (const { index } of order.slice(0, rest)) shares[index]! += 1n;
  return shares.map((share) => paise(Number(share)));
}

/**
 * The discount of a coupon over a visit's lines, computed once on the eligible sum (percent rounds half up, then the
 * cap, then never more than the sum) and stored; it is never spread again when a part is cancelled.
 */
export function applyCoupon(terms: CouponTerms, lines: readonly PricedLine[], now: Date): Outcome<CouponSplit, CouponRefusal> {
  if (now < terms.startsAt || now >= terms.endsAt) {
    return refused({ code: 'coupon_not_now', message: `Coupon ${terms.code} is not valid today.` });
  }
  const weights = lines.map((line) => (terms.eligibleKinds.includes(line.serviceKind) ? line.listPricePaise : 0));
  const eligible = sumPaise(weights);
  if (eligible === 0) {
    return refused({ code: 'coupon_covers_nothing', message: `Coupon ${terms.code} does not cover these services.` });
  }
  const spend = sumPaise(lines.map((line) => line.listPricePaise));
  if (spend < terms.minimumSpendPaise) {
    const missing = formatPaiseShort(terms.minimumSpendPaise - spend);
    return refused({
      code: 'coupon_minimum',
      message: `Coupon ${terms.code} needs a visit of ${formatPaiseShort(terms.minimumSpendPaise)} or more; ${missing} is missing.`,
    });
  }
  const wished = terms.percentBps === null ? (terms.flatPaise ?? 0) : roundedShareOfPaise(eligible, terms.percentBps);
  const discountPaise = paise(Math.min(wished, terms.capPaise ?? wished, eligible));
  return accepted({ discountPaise, sharesPaise: splitByLargestRemainder(discountPaise, weights) });
}
