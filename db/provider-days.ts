import { sql } from 'kysely';
import type { Database } from './client.ts';

/** The provider and the clinics where they work, by name. */
export async function getPractice(db: Database, providerId: string) {
  const rows = await db
    .selectFrom('provider')
    .leftJoin('provider_clinic as at', 'at.provider_id', 'provider.id')
    .leftJoin('clinic', 'clinic.id', 'at.clinic_id')
    .select(['provider.name', 'provider.kind', 'clinic.id', 'clinic.slug', 'clinic.name as clinic_name', 'clinic.locality', 'clinic.zone'])
    .where('provider.id', '=', providerId)
    .orderBy('clinic.name')
    .execute();
  const first = rows[0];
  if (!first) throw new Error(`no provider ${providerId}`);
  const clinics = rows.flatMap(({ id, slug, clinic_name, locality, zone }) =>
    id !== null && slug !== null && clinic_name !== null && locality !== null && zone !== null ? [{ id, slug, name: clinic_name, locality, zone }] : [],
  );
  return { name: first.name, kind: first.kind, clinics };
}

export type ProviderBooking = Awaited<ReturnType<typeof listProviderBookings>>[number];

/**
 * One provider's bookings between two instants, by (provider_id, starts_at). Held times come with the end of their
 * hold and nobody's name, for nobody has booked yet; times that were let go unpaid do not come at all. No e-mail: a clinic
 * calls. What is finished comes with what it earned.
 */
export async function listProviderBookings(db: Database, query: { readonly providerId: string; readonly from: Date; readonly before: Date }) {
  return db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .innerJoin('patient', 'patient.id', 'master.patient_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .leftJoin('payout', 'payout.individual_booking_id', 'part.id')
    .select([
      'part.id', 'part.starts_at', 'part.duration_minutes', 'part.buffer_minutes', 'part.capacity', 'part.zone', 'part.status',
      'part.service_name', 'part.service_kind', 'part.sample_collected_at', 'part.clinic_id', 'clinic.name as clinic_name', 'master.code', 'master.hold_expires_at', 'payout.id as payout_id',
    ])
    .select([
      sql<number | null>`payout.gross_paise - payout.commission_paise - payout.deductions_paise`.as('earned_paise'),
      sql<string>`case part.status when 'scheduled' then '' else account.name end`.as('patient_name'),
      sql<string>`case part.status when 'scheduled' then '' else patient.phone end`.as('patient_phone'),
    ])
    .where('part.provider_id', '=', query.providerId)
    .where('part.starts_at', '>=', query.from)
    .where('part.starts_at', '<', query.before)
    .where((eb) => eb.or([eb('part.status', '!=', 'cancelled'), eb('master.confirmed_at', 'is not', null)]))
    .orderBy('part.starts_at')
    .orderBy('part.id')
    .execute();
}
