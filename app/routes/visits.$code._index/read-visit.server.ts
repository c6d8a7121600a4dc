import { reasonWords, whoCancelled } from '#app/components/booking/cancel-words.ts';
import type { RefundView } from '#app/components/booking/refund-tracker.tsx';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { sumPaise } from '#app/domain/money.ts';
import { policySentence } from '#app/domain/policy-sentence.ts';
import type { Database } from '#db/client.ts';
import { findCancelledParts, findRefundsOfVisit, type CancelledPart, type VisitRefund } from '#db/visit-refunds.ts';
import { couponCodeOf, findPartsOfVisits, type PatientVisit, type VisitPart } from '#db/visits.ts';
import { viewOfRefund } from './refund-view.server.ts';
import type { MoneyView, PartView, ReturnView, VisitState, VisitView } from './visit-view.ts';

interface Reading {
  readonly visit: PatientVisit;
  /** The patient has just come back from paying. */
  readonly justPaid: boolean;
  readonly now: Date;
}

export async function readVisit(db: Database, { visit, justPaid, now }: Reading): Promise<VisitView> {
  const [rows, refundRows, cancelled] = await Promise.all([findPartsOfVisits(db, [visit.id]), findRefundsOfVisit(db, visit.id), findCancelledParts(db, visit.id)]);
  const zone = rows[0]!.zone;
  const parts = rows.map((part) => viewOfPart(part, { visit, cancelled, now }));
  const refunds = refundRows.map((refund) => viewOfRefund(refund, { code: visit.code, zone, parts }));
  const paymentId = visit.gateway_payment_id;
  return {
    code: visit.code,
    status: visit.status,
    state: stateOf({ visit, justPaid, now }),
    zone,
    heldUntil: visit.hold_expires_at.toISOString(),
    parts,
    listTotalPaise: visit.list_total_paise,
    discountPaise: visit.discount_paise,
    totalPaise: visit.total_paise,
    couponCode: couponCodeOf(visit),
    orderExists: visit.gateway_order_id !== null,
    payment: paymentId === null || visit.captured_at === null ? null : { id: paymentId, method: visit.payment_method, paidAt: visit.captured_at.toISOString() },
    returns: refundRows.flatMap((refund, index) => (refund.kind === 'late_payment' ? [viewOfReturn(refund, refunds[index]!)] : [])),
    money: moneyOf(visit, rows, refundRows),
    refunds,
  };
}

/** Refunds that did not fail count as gone. What came too late was never part of what this visit cost. */
function moneyOf(visit: PatientVisit, parts: readonly VisitPart[], refunds: readonly VisitRefund[]): MoneyView | null {
  const refundedPaise = sumPaise(refunds.filter((refund) => refund.kind !== 'late_payment' && (refund.status !== 'failed' || refund.parked_reason !== null)).map((refund) => refund.amount_paise));
  const keptFeePaise = sumPaise(parts.map((part) => part.kept_fee_paise));
  if (visit.confirmed_at === null || refundedPaise + keptFeePaise === 0) return null;
  return { refundedPaise, keptFeePaise, staysPaise: visit.total_paise - refundedPaise - keptFeePaise };
}

function stateOf({ visit, justPaid, now }: Reading): VisitState {
  if (visit.status === 'pending_payment') {
    if (visit.payment_status === 'authorized' || (justPaid && visit.gateway_order_id !== null)) return 'checking';
    return visit.hold_expires_at > now ? 'held' : 'hold_ended';
  }
  if (visit.confirmed_at !== null) return 'booked';
  return visit.payment_status === 'captured' ? 'returned' : 'given_up';
}

interface OfPart {
  readonly visit: PatientVisit;
  readonly cancelled: readonly CancelledPart[];
  readonly now: Date;
}

function viewOfPart(part: VisitPart, { visit, cancelled, now }: OfPart): PartView {
  const how = cancelled.find((each) => each.individual_booking_id === part.id);
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
    cancelled: how
      ? {
          who: whoCancelled(how.actor_kind),
          at: how.cancelled_at.toISOString(),
          reason: reasonWords(how.actor_kind, how.reason),
          receiptHref: `/visits/${visit.code}/receipts/${how.cancellation_id}`,
        }
      : null,
  };
}

function viewOfReturn(refund: VisitRefund, view: RefundView): ReturnView {
  return {
    id: refund.id,
    amountPaise: refund.amount_paise,
    paidTwice: refund.reason === 'paid_twice',
    arrived: refund.status === 'processed',
    stuck: view.mood === 'needs_us',
    expectedBy: view.expectedBy,
  };
}
