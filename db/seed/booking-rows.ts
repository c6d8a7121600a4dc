import type { Insertable } from 'kysely';
import { HOLD_MINUTES } from '#app/domain/booking-bounds.ts';
import { deriveMasterStatus } from '#app/domain/booking.ts';
import { GRANT_TICK } from '#app/domain/calendar-tick.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { CouponTerms } from '#app/domain/coupon.ts';
import { priceVisit, type PricedVisit } from '#app/domain/visit-pricing.ts';
import { newId, newVisitCode } from '../new-id.ts';
import type { CalendarClaimTable, CouponRedemptionTable, IndividualBookingTable, MasterBookingTable, StatusEventTable } from '../tables.ts';
import { isUnpaid, type PlacedLine, type PlacedVisit } from './place-visits.ts';
import { ZONE } from './places.ts';

const PAYING_MINUTES = 3;
const CANCELLED_AFTER_MINUTES = 45;

export interface BookingRows {
  readonly master: Insertable<MasterBookingTable>;
  readonly parts: readonly Insertable<IndividualBookingTable>[];
  readonly claims: readonly CalendarClaimTable[];
  readonly redemption: CouponRedemptionTable | null;
  readonly events: readonly StatusEventTable[];
}

export interface CouponOnVisit {
  readonly id: string;
  readonly terms: CouponTerms;
}

export function bookingRows(visit: PlacedVisit, coupon: CouponOnVisit | null, policyBodies: ReadonlyMap<string, string>): BookingRows {
  const priced = priceVisit(visit.lines.map(lineToPrice), coupon?.terms ?? null, visit.createdAt);
  if (priced.couponRefusal) throw new Error(priced.couponRefusal.message);
  const master = masterRow(visit, priced, coupon);
  const parts = visit.lines.map((line, index) => partRow(visit, line, index, { priced, coupon, policyBodies }));
  const grants = parts
    .filter((part) => part.uses_follow_up_grant === 1 && part.status !== 'cancelled')
    .map((part) => ({ subject_id: part.follows_booking_id!, tick: GRANT_TICK, seat: 0, individual_booking_id: part.id, expires_at: null }));
  return {
    master,
    parts,
    claims: [...visit.claims, ...grants],
    redemption:
      coupon && !isUnpaid(visit.plan)
        ? { master_booking_id: visit.id, coupon_id: coupon.id, patient_id: visit.patientId, discount_paise: priced.discountPaise, expires_at: null }
        : null,
    events: parts.flatMap((part) => partEvents(visit, master, part)),
  };
}

function lineToPrice(line: PlacedLine) {
  return {
    id: line.bookingId,
    serviceKind: line.service.kind,
    fullPricePaise: line.service.list_price_paise,
    startsAt: line.startsAt,
    zone: ZONE,
    ...(line.follows && {
      follows: {
        consultationStartsAt: line.follows.startsAt,
        grantUsed: line.follows.grantUsed,
        days: line.provider.followUpDays,
        priceBps: line.provider.followUpPriceBps,
      },
    }),
  };
}

function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

function masterRow(visit: PlacedVisit, priced: PricedVisit, coupon: CouponOnVisit | null): Insertable<MasterBookingTable> {
  return {
    id: visit.id,
    code: newVisitCode(),
    patient_id: visit.patientId,
    status: deriveMasterStatus(visit.lines.map((line) => line.status)),
    list_total_paise: priced.listTotalPaise,
    discount_paise: priced.discountPaise,
    total_paise: priced.totalPaise,
    coupon_id: coupon?.id ?? null,
    coupon_terms: coupon ? JSON.stringify(coupon.terms) : null,
    hold_expires_at: minutesAfter(visit.createdAt, HOLD_MINUTES),
    created_at: visit.createdAt,
    confirmed_at: isUnpaid(visit.plan) ? null : minutesAfter(visit.createdAt, PAYING_MINUTES),
  };
}

interface Frozen {
  readonly priced: PricedVisit;
  readonly coupon: CouponOnVisit | null;
  readonly policyBodies: ReadonlyMap<string, string>;
}

function partRow(visit: PlacedVisit, line: PlacedLine, index: number, frozen: Frozen): Insertable<IndividualBookingTable> {
  const { provider, service, status } = line;
  const price = frozen.priced.lines[index]!;
  return {
    id: line.bookingId,
    master_booking_id: visit.id,
    position: index + 1,
    service_id: service.id,
    service_kind: service.kind,
    service_name: service.name,
    provider_id: provider.id,
    clinic_id: line.clinicId,
    zone: ZONE,
    starts_at: line.startsAt,
    duration_minutes: service.duration_minutes,
    buffer_minutes: service.buffer_minutes,
    capacity: line.capacity,
    status,
    full_price_paise: price.fullPricePaise,
    list_price_paise: price.listPricePaise,
    coupon_eligible: price.couponEligible ? 1 : 0,
    coupon_share_paise: price.couponSharePaise,
    paid_paise: price.paidPaise,
    coupon_funded_by: frozen.coupon?.terms.fundedBy ?? 'platform',
    commission_bps: provider.commissionBps[service.kind],
    kept_fee_provider_bps: provider.keptFeeProviderBps,
    policy: frozen.policyBodies.get(service.policy_id)!,
    follows_booking_id: line.follows?.bookingId ?? null,
    uses_follow_up_grant: price.usesGrant ? 1 : 0,
    ics_sequence: status === 'cancelled' && !isUnpaid(visit.plan) ? 1 : 0,
    created_at: visit.createdAt,
    sample_collected_at: status === 'completed' && service.kind === 'lab_test' ? line.endsAt : null,
    completed_at: status === 'completed' ? line.endsAt : null,
    ...cancellation(visit, status),
  };
}

function cancellation(visit: PlacedVisit, status: Insertable<IndividualBookingTable>['status']): Pick<Insertable<IndividualBookingTable>, 'cancelled_at' | 'cancelled_by' | 'cancel_reason'> {
  if (status !== 'cancelled') return { cancelled_at: null, cancelled_by: null, cancel_reason: null };
  return isUnpaid(visit.plan)
    ? { cancelled_at: minutesAfter(visit.createdAt, HOLD_MINUTES), cancelled_by: 'system', cancel_reason: 'hold_ended' }
    : { cancelled_at: minutesAfter(visit.createdAt, CANCELLED_AFTER_MINUTES), cancelled_by: 'patient', cancel_reason: 'patient_asked' };
}

type PartMove = Pick<StatusEventTable, 'event' | 'from_status' | 'to_status' | 'actor_kind' | 'at'>;

function partEvents(visit: PlacedVisit, master: Insertable<MasterBookingTable>, part: Insertable<IndividualBookingTable>): StatusEventTable[] {
  const moves: PartMove[] = [{ event: 'held', from_status: null, to_status: 'scheduled', actor_kind: 'patient', at: part.created_at }];
  if (master.confirmed_at) moves.push({ event: 'paid', from_status: 'scheduled', to_status: 'confirmed', actor_kind: 'system', at: master.confirmed_at });
  const last = lastMove(part, master.confirmed_at !== null);
  if (last) moves.push(last);
  return moves.map(({ event, from_status, to_status, actor_kind, at }) => ({
    id: newId(),
    subject_kind: 'individual_booking',
    subject_id: part.id,
    master_booking_id: part.master_booking_id,
    event,
    from_status,
    to_status,
    actor_kind,
    actor_id: actor_kind === 'patient' ? visit.patientId : null,
    at,
    note: null,
  }));
}

function lastMove(part: Insertable<IndividualBookingTable>, paid: boolean): PartMove | null {
  const from_status = paid ? 'confirmed' : 'scheduled';
  const to_status = part.status;
  if (part.status === 'completed') return { event: 'completed', from_status, to_status, actor_kind: 'provider', at: part.completed_at! };
  if (part.status === 'cancelled') return { event: paid ? 'cancelled' : 'hold_ended', from_status, to_status, actor_kind: part.cancelled_by!, at: part.cancelled_at! };
  if (part.status === 'no_show') return { event: 'marked_no_show', from_status, to_status, actor_kind: 'provider', at: minutesAfter(part.starts_at, part.duration_minutes) };
  return null;
}
