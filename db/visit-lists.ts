import { sql } from 'kysely';
import type { Database } from './client.ts';

/** Where a page of a list ends; the next one starts right after it, whatever was added meanwhile. */
export interface PageKey {
  readonly at: Date;
  readonly id: string;
}

export interface VisitListQuery {
  readonly patientId: string;
  readonly now: Date;
  readonly limit: number;
  readonly after: PageKey | null;
}

/**
 * One row per visit of a patient: the next part still to come and the last part of all. Reads that patient's bookings
 * only. Visits that were given up unpaid are left out: nothing was booked and nothing was charged.
 */
function datesOfVisits(db: Database, patientId: string, now: Date) {
  return db
    .selectFrom('master_booking as master')
    .innerJoin('individual_booking as part', 'part.master_booking_id', 'master.id')
    .leftJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .select([
      'master.id',
      sql<Date | null>`MIN(CASE WHEN part.status IN ('scheduled', 'confirmed') AND DATE_ADD(part.starts_at, INTERVAL part.duration_minutes MINUTE) > ${now} THEN part.starts_at END)`.as('next_at'),
      sql<Date>`MAX(part.starts_at)`.as('last_at'),
    ])
    .where('master.patient_id', '=', patientId)
    .where((eb) => eb.or([eb('master.status', '!=', 'cancelled'), eb('master.confirmed_at', 'is not', null), eb('payment.status', '=', 'captured')]))
    .groupBy('master.id');
}

/** Visits with a part still to come, the nearest first. */
export async function findComingVisits(db: Database, { patientId, now, limit, after }: VisitListQuery): Promise<PageKey[]> {
  const rows = await db
    .selectFrom(datesOfVisits(db, patientId, now).as('visit'))
    .select(['visit.id', 'visit.next_at'])
    .where('visit.next_at', 'is not', null)
    .$if(after !== null, (qb) =>
      qb.where((eb) => eb.or([eb('visit.next_at', '>', after!.at), eb.and([eb('visit.next_at', '=', after!.at), eb('visit.id', '>', after!.id)])])),
    )
    .orderBy('visit.next_at')
    .orderBy('visit.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, at: row.next_at! }));
}

/** Visits with nothing to come, the latest first. */
export async function findEarlierVisits(db: Database, { patientId, now, limit, after }: VisitListQuery): Promise<PageKey[]> {
  const rows = await db
    .selectFrom(datesOfVisits(db, patientId, now).as('visit'))
    .select(['visit.id', 'visit.last_at'])
    .where('visit.next_at', 'is', null)
    .$if(after !== null, (qb) =>
      qb.where((eb) => eb.or([eb('visit.last_at', '<', after!.at), eb.and([eb('visit.last_at', '=', after!.at), eb('visit.id', '<', after!.id)])])),
    )
    .orderBy('visit.last_at', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ id: row.id, at: row.last_at }));
}
