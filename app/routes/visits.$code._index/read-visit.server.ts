import { formatDay, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import { refundExpectedBy } from '#app/domain/refund-date.ts';
import type { Database } from '#db/client.ts';
import { couponCodeOf, findPartsOfVisits, findRefundsOfVisit, type PatientVisit, type VisitPart, type VisitRefund } from '#db/visits.ts';
import type { PartView, ReturnView, VisitState, VisitView } from './visit-view.ts';

interface Reading {
  readonly visit: PatientVisit;
  /** The patient has just come back from paying. */
  readonly justPaid: boolean;
  readonly now: Date;
}

export async function readVisit(db: Database, { visit, justPaid, now }: Reading): Promise<VisitView> {
  const [parts, refunds] = await Promise.all([findPartsOfVisits(db, [visit.id]), findRefundsOfVisit(db, visit.id)]);
  const zone = parts[0]!.zone;
  const paymentId = visit.gateway_payment_id;
  return {
    code: visit.code,
    status: visit.status,
    state: stateOf({ visit, justPaid, now }),
    zone,
    heldUntil: visit.hold_expires_at.toISOString(),
    parts: parts.map((part) => viewOfPart(part, now)),
    listTotalPaise: visit.list_total_paise,
    discountPaise: visit.discount_paise,
    totalPaise: visit.total_paise,
    couponCode: couponCodeOf(visit),
    orderExists: visit.gateway_order_id !== null,
    payment: paymentId === null || visit.captured_at === null ? null : { id: paymentId, method: visit.payment_method, paidAt: visit.captured_at.toISOString() },
    returns: refunds.filter((refund) => refund.kind === 'late_payment').map((refund) => viewOfReturn(refund, zone)),
  };
}

function stateOf({ visit, justPaid, now }: Reading): VisitState {
  if (visit.status === 'pending_payment') {
    if (visit.payment_status === 'authorized' || (justPaid && visit.gateway_order_id !== null)) return 'checking';
    return visit.hold_expires_at > now ? 'held' : 'hold_ended';
  }
  if (visit.confirmed_at !== null) return 'booked';
  return visit.payment_status === 'captured' ? 'returned' : 'given_up';
}

function viewOfPart(part: VisitPart, now: Date): PartView {
  const endsAt = part.starts_at.getTime() + part.duration_minutes * MINUTE_MS;
  return {
    id: part.id,
    kind: part.service_kind,
    service: part.service_name,
    provider: part.provider_name,
    clinic: part.clinic_name,
    locality: part.clinic_locality,
    address: `${part.clinic_address}, ${part.clinic_locality}, ${part.city_name} ${part.clinic_pin_code}`,
    phone: part.clinic_phone,
    startsAt: part.starts_at.toISOString(),
    zone: part.zone,
    durationMinutes: part.duration_minutes,
    status: part.status,
    toCome: part.status === 'confirmed' && endsAt > now.getTime(),
    listPricePaise: part.list_price_paise,
    couponSharePaise: part.coupon_share_paise,
    preparation: part.preparation,
    policy: policySentence(part.policy),
    timesHref: `/providers/${part.provider_slug}?${new URLSearchParams({ service: part.service_id, clinic: part.clinic_id })}`,
  };
}

function viewOfReturn(refund: VisitRefund, zone: string): ReturnView {
  return {
    id: refund.id,
    amountPaise: refund.amount_paise,
    paidTwice: refund.reason === 'paid_twice',
    arrived: refund.status === 'processed',
    expectedBy: formatDay(refundExpectedBy(refund.requested_at, zone)),
  };
}
