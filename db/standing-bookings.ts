import { sql } from 'kysely';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { DURATION_MINUTES_MAX } from '#app/domain/schedule-bounds.ts';
import { isNotOver } from '#app/domain/schedule-cover.ts';
import type { Database } from './client.ts';

export type StandingRow = Awaited<ReturnType<typeof listStandingBookings>>[number];

/**
 * One provider's bookings that are not over: paid ones, and times held while somebody pays, who has no name yet.
 * Every screen and every decision about bookings outside the hours reads this one list.
 */
export async function listStandingBookings(db: Database, { providerId, now }: { readonly providerId: string; readonly now: Date }) {
  const rows = await db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .innerJoin('account', 'account.id', 'master.patient_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .select([
      'part.id', 'part.clinic_id as clinicId', 'part.zone', 'part.starts_at as startsAt', 'part.duration_minutes as durationMinutes',
      'part.buffer_minutes as bufferMinutes', 'part.created_at as bookedAt', 'part.status', 'part.service_name as serviceName',
      'clinic.name as clinicName', 'master.hold_expires_at as holdExpiresAt',
      sql<string | null>`case part.status when 'scheduled' then null else account.name end`.as('patientName'),
    ])
    .where('part.provider_id', '=', providerId)
    .where('part.starts_at', '>', new Date(now.getTime() - DURATION_MINUTES_MAX * MINUTE_MS))
    .where((eb) => eb.or([eb('part.status', '=', 'confirmed'), eb.and([eb('part.status', '=', 'scheduled'), eb('master.hold_expires_at', '>', now)])]))
    .orderBy('part.starts_at')
    .orderBy('part.id')
    .execute();
  return rows.filter((row) => isNotOver(row, now));
}
