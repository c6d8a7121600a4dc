import { localDateOf } from '#app/domain/appointment-time.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import type { PricedVisitLine } from '#app/domain/visit-pricing.ts';
import { priceBasket } from '#app/use-cases/price-basket.server.ts';
import { findBasketLines, findLinkedVisit, type BasketLine } from '#db/baskets.ts';
import type { Database } from '#db/client.ts';
import { findCoupon } from '#db/coupons.ts';
import { findRules } from '#db/schedules.ts';
import type { BasketTable } from '#db/tables.ts';
import type { BasketLineView, BasketView, LineTrouble } from './basket-view.ts';
import { followUpNote } from './follow-up-note.ts';
import { findTroubles } from './line-troubles.server.ts';

/** The basket as its page shows it: priced now, each line compared with the calendars as they are now. */
export async function readBasket(db: Database, { basket, patientId, now }: { basket: BasketTable; patientId: string | null; now: Date }): Promise<BasketView> {
  const [lines, coupon, linked] = await Promise.all([
    findBasketLines(db, basket.id),
    basket.coupon_code === null ? null : findCoupon(db, basket.coupon_code),
    basket.patient_id === null || basket.master_booking_id === null ? undefined : findLinkedVisit(db, basket.id, basket.patient_id),
  ]);
  const priced = priceBasket(lines, coupon?.terms ?? null, now);
  const held = linked?.status === 'pending_payment' ? linked : null;
  const holding = held !== null && held.hold_expires_at > now;
  const rules = holding ? new Map() : await findRules(db, [...new Set(lines.map((line) => line.provider_id))]);
  // While the times are held, the claims on them are our own.
  const { ofLines, warning } = holding ? { ofLines: new Map<string, LineTrouble>(), warning: null } : await findTroubles(db, { lines, rules, patientId, now });
  return {
    lines: lines.map((line, index) => viewOfLine(line, lines, priced.lines[index]!, ofLines.get(line.id) ?? null)),
    listTotalPaise: priced.listTotalPaise,
    discountPaise: priced.discountPaise,
    totalPaise: priced.totalPaise,
    coupon: basket.coupon_code === null ? null : { code: basket.coupon_code, refusal: coupon === null ? GONE_COUPON : (priced.couponRefusal?.message ?? null) },
    warning,
    held: held && { code: held.code, until: held.hold_expires_at.toISOString(), ended: !holding, zone: lines[0]?.zone ?? 'Asia/Kolkata' },
  };
}

const GONE_COUPON = 'This coupon does not exist any more. Remove it to go on.';

function viewOfLine(line: BasketLine, lines: readonly BasketLine[], price: PricedVisitLine, trouble: LineTrouble | null): BasketLineView {
  return {
    id: line.id,
    kind: line.service_kind,
    service: line.service_name,
    provider: line.provider_name,
    clinic: line.clinic_name,
    locality: line.clinic_locality,
    startsAt: line.starts_at.toISOString(),
    zone: line.zone,
    listPricePaise: price.listPricePaise,
    couponSharePaise: price.couponSharePaise,
    followUpNote: noteOf(line, lines, price),
    policy: policySentence(line.policy),
    timesHref: timesHrefOf(line),
    trouble,
  };
}

function noteOf(line: BasketLine, lines: readonly BasketLine[], price: PricedVisitLine): string | null {
  const consultationStartsAt = lines.find((other) => other.id === line.follows_line_id)?.starts_at ?? line.followed_starts_at;
  if (line.service_kind !== 'follow_up' || consultationStartsAt === null) return null;
  return followUpNote({
    consultationStartsAt,
    zone: line.zone,
    grantDays: line.follow_up_days,
    grantPriceBps: line.follow_up_price_bps,
    usesGrant: price.usesGrant,
    fullPricePaise: price.fullPricePaise,
    listPricePaise: price.listPricePaise,
  });
}

function timesHrefOf(line: BasketLine): string {
  const query = new URLSearchParams({
    service: line.service_id,
    clinic: line.clinic_id,
    date: localDateOf(line.starts_at, line.zone),
    replaces: line.id,
  });
  return `/providers/${line.provider_slug}?${query}`;
}
