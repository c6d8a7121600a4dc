import { sql } from 'kysely';
import { GRANT_TICK } from '#app/domain/calendar-tick.ts';
import type { Database, Trx } from './client.ts';
import { insertRows } from './insert-rows.ts';
import type { CalendarClaimTable } from './tables.ts';

export interface ClaimKey {
  readonly subjectId: string;
  readonly tick: number;
}

/** Inserts all or none; throws the driver's duplicate-key error when any seat is taken. Sorted, so that two visits queue instead of crossing. */
export async function insertClaims(trx: Trx, claims: readonly CalendarClaimTable[]): Promise<void> {
  const sorted = [...claims].sort(
    (a, b) => (a.subject_id < b.subject_id ? -1 : a.subject_id > b.subject_id ? 1 : a.tick - b.tick || a.seat - b.seat),
  );
  await insertRows(trx, 'calendar_claim', sorted);
}

/** Every claim, live or expired, on the given ticks. */
export async function findClaimsOn(trx: Trx, keys: readonly ClaimKey[]): Promise<CalendarClaimTable[]> {
  const bySubject = Map.groupBy(keys, (key) => key.subjectId);
  return trx
    .selectFrom('calendar_claim')
    .selectAll()
    .where((eb) =>
      eb.or([...bySubject].map(([subject, own]) => eb.and([eb('subject_id', '=', subject), eb('tick', 'in', [...new Set(own.map((key) => key.tick))])]))),
    )
    .execute();
}

/** Frees exactly these claims, each only if its hold has ended by `now`: a holder who paid meanwhile keeps his. */
export async function deleteExpiredClaims(trx: Trx, claims: readonly CalendarClaimTable[], now: Date): Promise<void> {
  if (claims.length === 0) return;
  await trx
    .deleteFrom('calendar_claim')
    .where('expires_at', '<=', now)
    .where((eb) =>
      eb.or(claims.map((claim) => eb.and([eb('subject_id', '=', claim.subject_id), eb('tick', '=', claim.tick), eb('seat', '=', claim.seat)]))),
    )
    .execute();
}

export async function releaseClaims(trx: Trx, individualBookingIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('calendar_claim').where('individual_booking_id', 'in', individualBookingIds).execute();
}

/** Consultations whose follow-up grant is free again. */
export async function releaseGrants(trx: Trx, consultationIds: readonly string[]): Promise<void> {
  if (consultationIds.length === 0) return;
  await trx.deleteFrom('calendar_claim').where('subject_id', 'in', consultationIds).where('tick', '=', GRANT_TICK).execute();
}

/** Turns holds into bookings; returns how many claims are ours now. */
export async function keepClaims(trx: Trx, individualBookingIds: readonly string[]): Promise<number> {
  const result = await trx
    .updateTable('calendar_claim')
    .set({ expires_at: null })
    .where('individual_booking_id', 'in', individualBookingIds)
    .executeTakeFirstOrThrow();
  return Number(result.numUpdatedRows);
}

/** Live claims of several providers between two ticks, for computing free times; reads the primary key only. */
export async function findTakenTicks(
  db: Database,
  query: { readonly providerIds: readonly string[]; readonly fromTick: number; readonly beforeTick: number; readonly now: Date },
): Promise<Map<string, { tick: number }[]>> {
  if (query.providerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('calendar_claim')
    .select(['subject_id', 'tick'])
    .where('subject_id', 'in', query.providerIds)
    .where('tick', '>=', query.fromTick)
    .where('tick', '<', query.beforeTick)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', query.now)]))
    .orderBy(sql`subject_id, tick`)
    .execute();
  return Map.groupBy(rows, (row) => row.subject_id);
}
