import type { Database } from './client.ts';

export type VisitLetter = NonNullable<Awaited<ReturnType<typeof findVisitLetter>>>;

/** All that a mail or a calendar file says about a visit. */
export async function findVisitLetter(db: Database, which: { readonly masterBookingId: string }) {
  const visit = await db
    .selectFrom('master_booking as master')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .leftJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .select([
      'master.id', 'master.code', 'master.status', 'master.total_paise', 'master.discount_paise', 'master.list_total_paise',
      'account.name as patient_name', 'account.email', 'payment.gateway_payment_id',
    ])
    .where('master.id', '=', which.masterBookingId)
    .executeTakeFirst();
  if (!visit) return null;
  const parts = await db
    .selectFrom('individual_booking as part')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .leftJoin('service', 'service.id', 'part.service_id')
    .leftJoin('lab_test', 'lab_test.id', 'service.lab_test_id')
    .select([
      'part.id', 'part.service_name', 'part.service_kind', 'part.starts_at', 'part.duration_minutes', 'part.zone', 'part.status', 'part.ics_sequence',
      'part.paid_paise', 'part.list_price_paise', 'part.coupon_share_paise', 'part.created_at',
      'provider.name as provider_name', 'clinic.name as clinic_name', 'clinic.address', 'clinic.locality', 'clinic.pin_code', 'lab_test.preparation',
    ])
    .where('part.master_booking_id', '=', visit.id)
    .orderBy('part.starts_at')
    .execute();
  return { ...visit, parts };
}

/** The id behind a visit's code, for its own patient only: a foreign code and an unknown one look the same. */
export async function findOwnVisitId(db: Database, own: { readonly code: string; readonly patientId: string }): Promise<string | null> {
  const row = await db.selectFrom('master_booking').select('id').where('code', '=', own.code).where('patient_id', '=', own.patientId).executeTakeFirst();
  return row?.id ?? null;
}
