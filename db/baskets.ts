import type { CompiledQuery, InferResult } from 'kysely';
import { GRANT_TICK } from '#app/domain/calendar-tick.ts';
import type { Database, Trx } from './client.ts';

/** A basket line with all that pricing and holding need to know about it, in basket order. */
export type BasketLine = InferResult<ReturnType<typeof linesQuery>>[number];

export async function findBasketLines(db: Database, basketId: string): Promise<BasketLine[]> {
  compiledLines ??= linesQuery(db).compile();
  const { rows } = await db.executeQuery<BasketLine>({ ...compiledLines, parameters: [...compiledLines.parameters.slice(0, -1), basketId] });
  return rows.sort((a, b) => a.position - b.position);
}

/** Compiled once: it is the widest query there is, and every look at a basket and every hold asks it. */
let compiledLines: CompiledQuery<BasketLine> | undefined;

/** The basket is the last parameter. No ORDER BY: sorting rows that hold a TEXT makes MariaDB write a temporary table. */
function linesQuery(db: Database) {
  return db
    .selectFrom('basket_line as line')
    .innerJoin('service', 'service.id', 'line.service_id')
    .innerJoin('provider', 'provider.id', 'service.provider_id')
    .innerJoin('clinic', 'clinic.id', 'line.clinic_id')
    .innerJoin('cancellation_policy as policy', 'policy.id', 'service.policy_id')
    .leftJoin('provider_commission as commission', (join) =>
      join.onRef('commission.provider_id', '=', 'provider.id').onRef('commission.service_kind', '=', 'service.kind'),
    )
    .leftJoin('individual_booking as followed', 'followed.id', 'line.follows_booking_id')
    .leftJoin('calendar_claim as grant_claim', (join) =>
      join.onRef('grant_claim.subject_id', '=', 'line.follows_booking_id').on('grant_claim.tick', '=', GRANT_TICK).on('grant_claim.seat', '=', 0),
    )
    .select([
      'line.id', 'line.position', 'line.starts_at', 'line.clinic_id', 'line.follows_line_id', 'line.follows_booking_id', 'line.lost_at',
      'service.id as service_id', 'service.kind as service_kind', 'service.name as service_name',
      'service.list_price_paise', 'service.duration_minutes', 'service.buffer_minutes', 'service.active as service_active',
      'provider.id as provider_id', 'provider.name as provider_name', 'provider.slug as provider_slug', 'provider.kind as provider_kind',
      'provider.active as provider_active', 'provider.min_notice_minutes', 'provider.horizon_days', 'provider.follow_up_days',
      'provider.follow_up_price_bps', 'provider.kept_fee_provider_bps',
      'clinic.name as clinic_name', 'clinic.locality as clinic_locality', 'clinic.zone',
      'policy.body as policy', 'policy.name as policy_name', 'commission.commission_bps',
      'followed.starts_at as followed_starts_at', 'followed.status as followed_status', 'followed.provider_id as followed_provider_id',
      'grant_claim.expires_at as grant_expires_at', 'grant_claim.individual_booking_id as grant_booking_id',
    ])
    .where('line.basket_id', '=', '');
}

export async function findBasket(db: Database, basketId: string) {
  return db.selectFrom('basket').selectAll().where('id', '=', basketId).executeTakeFirst();
}

export async function markLinesLost(db: Database, lineIds: readonly string[], now: Date): Promise<void> {
  if (lineIds.length === 0) return;
  await db.updateTable('basket_line').set({ lost_at: now }).where('id', 'in', lineIds).execute();
}

/**
 * Ties the basket to the visit it became; the row stays until the visit is paid, so that a lost hold loses no choice.
 * True only for the caller that found it tied to `insteadOf` and not another patient's.
 */
export async function linkBasket(
  trx: Trx,
  link: { readonly basketId: string; readonly patientId: string; readonly masterBookingId: string; readonly insteadOf: string | null; readonly now: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable('basket')
    .set({ master_booking_id: link.masterBookingId, patient_id: link.patientId, updated_at: link.now })
    .where('id', '=', link.basketId)
    .where('master_booking_id', link.insteadOf === null ? 'is' : '=', link.insteadOf)
    .where((eb) => eb.or([eb('patient_id', 'is', null), eb('patient_id', '=', link.patientId)]))
    .executeTakeFirstOrThrow();
  return result.numUpdatedRows === 1n;
}

/** The visit that this patient's basket has become, if any. */
export async function findLinkedVisit(db: Database, basketId: string, patientId: string) {
  return db
    .selectFrom('basket')
    .innerJoin('master_booking as master', 'master.id', 'basket.master_booking_id')
    .select(['master.id', 'master.code', 'master.status', 'master.hold_expires_at'])
    .where('basket.id', '=', basketId)
    .where('master.patient_id', '=', patientId)
    .executeTakeFirst();
}

export async function deleteBasketOfVisit(trx: Trx, masterBookingId: string): Promise<void> {
  await trx.deleteFrom('basket').where('master_booking_id', '=', masterBookingId).execute();
}
