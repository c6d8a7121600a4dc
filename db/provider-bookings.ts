import type { Database } from './client.ts';

export type OwnBooking = NonNullable<Awaited<ReturnType<typeof findProviderBooking>>>;

/**
 * One booking of this provider's; nothing for an unknown id, for another provider's part — also of the same visit — and
 * for a time that nobody has paid for.
 */
export async function findProviderBooking(db: Database, own: { readonly providerId: string; readonly id: string }) {
  return db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .innerJoin('patient', 'patient.id', 'master.patient_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .leftJoin('cancellation_line as line', 'line.individual_booking_id', 'part.id')
    .leftJoin('cancellation', 'cancellation.id', 'line.cancellation_id')
    .select([
      'part.id', 'part.master_booking_id', 'part.service_name', 'part.service_kind', 'part.starts_at', 'part.duration_minutes', 'part.zone', 'part.status',
      'part.cancelled_at', 'part.cancelled_by', 'part.cancel_reason', 'clinic.name as clinic_name', 'clinic.locality', 'master.code',
      'account.name as patient_name', 'patient.phone as patient_phone',
      'cancellation.note as cancel_note', 'line.refund_paise as returned_paise',
    ])
    .where('part.id', '=', own.id)
    .where('part.provider_id', '=', own.providerId)
    .where('part.status', '!=', 'scheduled')
    .where('master.confirmed_at', 'is not', null)
    .executeTakeFirst();
}
