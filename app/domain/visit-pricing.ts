import type { ServiceKind } from './booking.ts';
import { applyCoupon, type CouponRefusal, type CouponTerms } from './coupon.ts';
import { priceFollowUp } from './follow-up.ts';
import { paise, subtractPaise, sumPaise, ZERO_PAISE, type Paise } from './money.ts';

/** One service in a basket, before prices. `follows` is absent for everything but follow-ups. */
export interface VisitLine {
  readonly id: string;
  readonly serviceKind: ServiceKind;
  readonly fullPricePaise: number;
  readonly startsAt: Date;
  readonly zone: string;
  readonly follows?: {
    readonly consultationStartsAt: Date;
    readonly grantUsed: boolean;
    readonly days: number;
    readonly priceBps: number;
  };
}

export interface PricedVisitLine {
  readonly id: string;
  /** What it costs without the doctor's follow-up grant. */
  readonly fullPricePaise: Paise;
  /** What it costs before the coupon. */
  readonly listPricePaise: Paise;
  readonly couponEligible: boolean;
  readonly couponSharePaise: Paise;
  readonly paidPaise: Paise;
  readonly usesGrant: boolean;
}

export interface PricedVisit {
  readonly lines: readonly PricedVisitLine[];
  readonly listTotalPaise: Paise;
  readonly discountPaise: Paise;
  readonly totalPaise: Paise;
  /** Why the coupon gives nothing; the visit is then priced without it. */
  readonly couponRefusal: CouponRefusal | null;
}

/**
 * The one place where a visit gets its prices: the basket shows them, the hold freezes them. A follow-up that does not
 * come after its consultation is priced in full here; the hold refuses it.
 */
export function priceVisit(lines: readonly VisitLine[], coupon: CouponTerms | null, now: Date): PricedVisit {
  const granted = lines.map((line) => listPriceOf(line));
  const pricedForCoupon = lines.map((line, index) => ({ serviceKind: line.serviceKind, listPricePaise: granted[index]!.pricePaise }));
  const applied = coupon === null ? null : applyCoupon(coupon, pricedForCoupon, now);
  const shares = applied?.ok ? applied.value.sharesPaise : null;
  const priced = lines.map((line, index): PricedVisitLine => {
    const { pricePaise, usesGrant } = granted[index]!;
    const couponSharePaise = shares?.[index] ?? ZERO_PAISE;
    return {
      id: line.id,
      fullPricePaise: paise(line.fullPricePaise),
      listPricePaise: pricePaise,
      couponEligible: shares !== null && coupon!.eligibleKinds.includes(line.serviceKind) && pricePaise > 0,
      couponSharePaise,
      paidPaise: subtractPaise(pricePaise, couponSharePaise),
      usesGrant,
    };
  });
  return {
    lines: priced,
    listTotalPaise: sumPaise(priced.map((line) => line.listPricePaise)),
    discountPaise: sumPaise(priced.map((line) => line.couponSharePaise)),
    totalPaise: sumPaise(priced.map((line) => line.paidPaise)),
    couponRefusal: applied && !applied.ok ? applied.refusal : null,
  };
}

function listPriceOf(line: VisitLine): { pricePaise: Paise; usesGrant: boolean } {
  const full = { pricePaise: paise(line.fullPricePaise), usesGrant: false };
  if (line.serviceKind !== 'follow_up' || !line.follows) return full;
  const price = priceFollowUp({
    grant: { days: line.follows.days, priceBps: line.follows.priceBps },
    fullPricePaise: line.fullPricePaise,
    consultationStartsAt: line.follows.consultationStartsAt,
    followUpStartsAt: line.startsAt,
    zone: line.zone,
    grantUsed: line.follows.grantUsed,
  });
  return price ?? full;
}
