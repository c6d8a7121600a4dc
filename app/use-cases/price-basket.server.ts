import type { CouponTerms } from '#app/domain/coupon.ts';
import { priceVisit, type PricedVisit, type VisitLine } from '#app/domain/visit-pricing.ts';
import type { BasketLine } from '#db/baskets.ts';

/** The consultation that a follow-up line hangs on: another line of this basket, or an earlier booking. */
function followedConsultation(line: BasketLine, lines: readonly BasketLine[]): { startsAt: Date; grantUsed: boolean } | null {
  if (line.follows_line_id !== null) {
    const consultation = lines.find((other) => other.id === line.follows_line_id);
    const firstOfIt = lines.find((other) => other.follows_line_id === line.follows_line_id);
    return consultation ? { startsAt: consultation.starts_at, grantUsed: firstOfIt!.id !== line.id } : null;
  }
  if (line.followed_starts_at === null) return null;
  return { startsAt: line.followed_starts_at, grantUsed: line.grant_booking_id !== null };
}

export function visitLinesOf(lines: readonly BasketLine[]): VisitLine[] {
  return lines.map((line) => {
    const followed = line.service_kind === 'follow_up' ? followedConsultation(line, lines) : null;
    return {
      id: line.id,
      serviceKind: line.service_kind,
      fullPricePaise: line.list_price_paise,
      startsAt: line.starts_at,
      zone: line.zone,
      ...(followed && {
        follows: {
          consultationStartsAt: followed.startsAt,
          grantUsed: followed.grantUsed,
          days: line.follow_up_days,
          priceBps: line.follow_up_price_bps,
        },
      }),
    };
  });
}

/** Prices of a basket as they are now; what the basket page shows and the hold freezes. */
export function priceBasket(lines: readonly BasketLine[], coupon: CouponTerms | null, now: Date): PricedVisit {
  return priceVisit(visitLinesOf(lines), coupon, now);
}
