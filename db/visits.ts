import type { Database } from './client.ts';

/** A visit as its patient may read it: the master with its one payment. */
export type PatientVisit = NonNullable<Awaited<ReturnType<typeof findPatientVisit>>>;

/** Nothing for an unknown code and for another patient's visit alike. */
export async function findPatientVisit(db: Database, wanted: { readonly code: string; readonly patientId: string }) {
  return visits(db).where('master.code', '=', wanted.code.toUpperCase()).where('master.patient_id', '=', wanted.patientId).executeTakeFirst();
}

/** In no particular order; ids that do not exist are left out. */
export async function findVisitsById(db: Database, masterBookingIds: readonly string[]): Promise<PatientVisit[]> {
  if (masterBookingIds.length === 0) return [];
  return visits(db).where('master.id', 'in', masterBookingIds).execute();
}

function visits(db: Database) {
  return db
    .selectFrom('master_booking as master')
    .leftJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .select([
      'master.id', 'master.code', 'master.status', 'master.list_total_paise', 'master.discount_paise', 'master.total_paise', 'master.coupon_terms',
      'master.hold_expires_at', 'master.created_at', 'master.confirmed_at',
      'payment.id as payment_id', 'payment.status as payment_status', 'payment.gateway_order_id', 'payment.gateway_payment_id',
      'payment.method as payment_method', 'payment.captured_at',
    ]);
}

/** The coupon's code in the terms that were frozen on the visit. */
export function couponCodeOf(visit: Pick<PatientVisit, 'coupon_terms'>): string | null {
  return visit.coupon_terms === null ? null : (JSON.parse(visit.coupon_terms) as { code: string }).code;
}

/** A part with where it takes place and how to prepare for it. */
export type VisitPart = Awaited<ReturnType<typeof findPartsOfVisits>>[number];

/** Parts of several visits, in basket order within each. */
export async function findPartsOfVisits(db: Database, masterBookingIds: readonly string[]) {
  if (masterBookingIds.length === 0) return [];
  return db
    .selectFrom('individual_booking as part')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .innerJoin('city', 'city.id', 'clinic.city_id')
    .innerJoin('service', 'service.id', 'part.service_id')
    .leftJoin('lab_test', 'lab_test.id', 'service.lab_test_id')
    .select([
      'part.id', 'part.master_booking_id', 'part.service_id', 'part.service_kind', 'part.service_name', 'part.clinic_id', 'part.zone', 'part.starts_at',
      'part.duration_minutes', 'part.status', 'part.list_price_paise', 'part.coupon_share_paise', 'part.paid_paise', 'part.policy', 'part.kept_fee_paise',
      'provider.name as provider_name', 'provider.slug as provider_slug',
      'clinic.name as clinic_name', 'clinic.address as clinic_address', 'clinic.locality as clinic_locality', 'clinic.pin_code as clinic_pin_code',
      'clinic.phone as clinic_phone', 'city.name as city_name', 'lab_test.preparation',
    ])
    .where('part.master_booking_id', 'in', masterBookingIds)
    .orderBy('part.master_booking_id')
    .orderBy('part.position')
    .execute();
}

/** What the bank or Razorpay said of the latest failed try at paying, in their words. */
export async function findLastFailure(db: Database, paymentTransactionId: string): Promise<string | null> {
  const row = await db
    .selectFrom('payment_attempt')
    .select('error_description')
    .where('payment_transaction_id', '=', paymentTransactionId)
    .where('status', '=', 'failed')
    .orderBy('updated_at', 'desc')
    .executeTakeFirst();
  return row?.error_description ?? null;
}

/** The basket that became this visit, with the number of its lines; gone once the visit is paid. */
export async function findBasketOfVisit(db: Database, masterBookingId: string): Promise<{ id: string; count: number } | null> {
  const row = await db
    .selectFrom('basket')
    .innerJoin('basket_line as line', 'line.basket_id', 'basket.id')
    .select(({ fn }) => ['basket.id', fn.countAll<number>().as('count')])
    .where('basket.master_booking_id', '=', masterBookingId)
    .groupBy('basket.id')
    .executeTakeFirst();
  return row ? { id: row.id, count: Number(row.count) } : null;
}
