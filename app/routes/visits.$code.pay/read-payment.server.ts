import type { SignedIn } from '#app/auth/session.server.ts';
import { env } from '#app/env.server.ts';
import type { Database } from '#db/client.ts';
import { couponCodeOf, findPartsOfVisits, type PatientVisit } from '#db/visits.ts';
import { checkoutOf } from './checkout.server.ts';
import type { PayView } from './pay-view.ts';

/** An unpaid visit as the page to pay shows it. */
export async function readPayment(db: Database, { visit, patient, now }: { visit: PatientVisit; patient: SignedIn; now: Date }): Promise<PayView> {
  const parts = await findPartsOfVisits(db, [visit.id]);
  return {
    code: visit.code,
    lines: parts.map((part) => ({
      id: part.id,
      kind: part.service_kind,
      service: part.service_name,
      provider: part.provider_name,
      clinic: part.clinic_name,
      locality: part.clinic_locality,
      startsAt: part.starts_at.toISOString(),
      zone: part.zone,
      listPricePaise: part.list_price_paise,
      couponSharePaise: part.coupon_share_paise,
    })),
    listTotalPaise: visit.list_total_paise,
    discountPaise: visit.discount_paise,
    totalPaise: visit.total_paise,
    couponCode: couponCodeOf(visit),
    heldUntil: visit.hold_expires_at.toISOString(),
    holdEnded: visit.hold_expires_at <= now,
    zone: parts[0]!.zone,
    checkout:
      visit.gateway_order_id === null
        ? null
        : checkoutOf({ gatewayOrderId: visit.gateway_order_id, amountPaise: visit.total_paise, code: visit.code }, patient, env()),
  };
}
