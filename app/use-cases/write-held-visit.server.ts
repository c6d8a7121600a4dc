import type { PricedVisit } from '#app/domain/visit-pricing.ts';
import { STUCK_ORDER_MINUTES } from '#app/domain/booking-bounds.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { BasketLine } from '#db/baskets.ts';
import type { Trx } from '#db/client.ts';
import type { Coupon } from '#db/coupons.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import { recordEvents } from '#db/status-events.ts';

export interface VisitToHold {
  readonly masterBookingId: string;
  /** Basket line id → individual booking id. */
  readonly bookingIds: ReadonlyMap<string, string>;
  readonly lines: readonly BasketLine[];
  readonly priced: PricedVisit;
  readonly offers: ReadonlyMap<string, number>;
  readonly coupon: Coupon | null;
  readonly patientId: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** Writes the master, its parts and its unpaid payment; everything the catalogue could change later is copied here. */
export async function writeHeldVisit(trx: Trx, visit: VisitToHold): Promise<{ code: string }> {
  const { masterBookingId, priced, coupon, now } = visit;
  const code = newVisitCode();
  await trx
    .insertInto('master_booking')
    .values({
      id: masterBookingId,
      code,
      patient_id: visit.patientId,
      status: 'pending_payment',
      list_total_paise: priced.listTotalPaise,
      discount_paise: priced.discountPaise,
      total_paise: priced.totalPaise,
      coupon_id: coupon?.id ?? null,
      coupon_terms: coupon ? JSON.stringify(coupon.terms) : null,
      hold_expires_at: visit.expiresAt,
      created_at: now,
      confirmed_at: null,
    })
    .execute();
  await insertRows(trx, 'individual_booking', visit.lines.map((_, index) => bookingRow(visit, index)));
  if (priced.totalPaise > 0) await writePayment(trx, visit);
  await recordEvents(
    trx,
    [...visit.bookingIds.values()].map((subjectId) => ({
      subjectKind: 'individual_booking', subjectId, masterBookingId, event: 'held', from: null, to: 'scheduled',
    })),
    { kind: 'patient', id: visit.patientId },
    now,
  );
  return { code };
}

function bookingRow(visit: VisitToHold, index: number) {
  const line = visit.lines[index]!;
  const price = visit.priced.lines[index]!;
  return {
    id: visit.bookingIds.get(line.id)!,
    master_booking_id: visit.masterBookingId,
    position: index + 1,
    service_id: line.service_id,
    service_kind: line.service_kind,
    service_name: line.service_name,
    provider_id: line.provider_id,
    clinic_id: line.clinic_id,
    zone: line.zone,
    starts_at: line.starts_at,
    duration_minutes: line.duration_minutes,
    buffer_minutes: line.buffer_minutes,
    capacity: visit.offers.get(line.id)!,
    status: 'scheduled' as const,
    full_price_paise: price.fullPricePaise,
    list_price_paise: price.listPricePaise,
    coupon_eligible: price.couponEligible ? (1 as const) : (0 as const),
    coupon_share_paise: price.couponSharePaise,
    paid_paise: price.paidPaise,
    coupon_funded_by: visit.coupon?.terms.fundedBy ?? 'platform',
    commission_bps: line.commission_bps ?? 0,
    kept_fee_provider_bps: line.kept_fee_provider_bps,
    policy: line.policy,
    follows_booking_id: visit.bookingIds.get(line.follows_line_id ?? '') ?? line.follows_booking_id,
    uses_follow_up_grant: price.usesGrant ? (1 as const) : (0 as const),
    ics_sequence: 0,
    created_at: visit.now,
    sample_collected_at: null,
    completed_at: null,
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: null,
  };
}

/** The row comes before the gateway's order: a crash between the two leaves something to ask about. */
async function writePayment(trx: Trx, visit: VisitToHold): Promise<void> {
  await trx
    .insertInto('payment_transaction')
    .values({
      id: newId(),
      master_booking_id: visit.masterBookingId,
      gateway_order_id: null,
      gateway_payment_id: null,
      status: 'created',
      amount_paise: visit.priced.totalPaise,
      method: null,
      fee_paise: null,
      tax_paise: null,
      created_at: visit.now,
      captured_at: null,
      next_ask_at: new Date(visit.now.getTime() + STUCK_ORDER_MINUTES * MINUTE_MS),
    })
    .execute();
}
