import { sql, type Selectable } from 'kysely';
import { localDateOf } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, type Difference, type DiscrepancyKind, type DiscrepancySource } from '#app/domain/reconciliation.ts';
import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { DiscrepancyTable } from './reconciliation-tables.ts';

export type DiscrepancyRow = Selectable<DiscrepancyTable>;

export interface NewDiscrepancy {
  readonly kind: DiscrepancyKind;
  readonly subjectId: string;
  readonly masterBookingId: string | null;
  readonly expectedPaise: number | null;
  readonly actualPaise: number | null;
  readonly note: string;
}

/** Whether a row still says what it said when somebody looked at it: the same amounts, and they did not come true. */
function asLookedAt(found: Pick<NewDiscrepancy, 'expectedPaise' | 'actualPaise'>) {
  return sql<boolean>`expected_paise <=> ${found.expectedPaise} and actual_paise <=> ${found.actualPaise} and coalesce(resolution, '') <> 'late_truth'`;
}

/**
 * Opens it once per kind and subject. Seen again, it is left as a person decided, unless the amounts are others than
 * those he decided on, or it had come true meanwhile. What a day's books tell, with fees and corrections, news never changes.
 */
export async function openDiscrepancy(trx: Trx, found: NewDiscrepancy, now: Date): Promise<void> {
  const same = sql<boolean>`(source <> 'event' or (${asLookedAt(found)}))`;
  await trx
    .insertInto('discrepancy')
    .values({
      id: newId(),
      kind: found.kind,
      subject_id: found.subjectId,
      master_booking_id: found.masterBookingId,
      expected_paise: found.expectedPaise,
      actual_paise: found.actualPaise,
      note: found.note,
      opened_at: now,
      resolved_at: null,
      day: localDateOf(now, BOOKS_ZONE),
    })
    .onDuplicateKeyUpdate({
      // In this order: the first five look at what the row still says.
      note: sql`if(${same}, note, ${found.note})`,
      escalated_at: sql`if(${same}, escalated_at, null)`,
      escalated_by: sql`if(${same}, escalated_by, null)`,
      resolved_at: sql`if(${same}, resolved_at, null)`,
      resolution: sql`if(${same}, resolution, null)`,
      expected_paise: sql`if(source <> 'event', expected_paise, ${found.expectedPaise})`,
      actual_paise: sql`if(source <> 'event', actual_paise, ${found.actualPaise})`,
    })
    .execute();
}

export interface Finding {
  readonly runId: string;
  readonly day: string;
  readonly source: Exclude<DiscrepancySource, 'event'>;
  readonly now: Date;
}

/**
 * What a run found, each once per kind and subject. One that is known keeps its history; one that a person had settled
 * opens again only when the amounts are others than those he decided on, or when it was gone and has come back.
 */
export async function noteDifferences(trx: Trx, differences: readonly Difference[], { runId, day, source, now }: Finding): Promise<void> {
  for (const found of differences) {
    const same = sql<boolean>`expected_paise <=> ${found.expectedPaise} and actual_paise <=> ${found.actualPaise} and resolution <> 'late_truth'`;
    const asEscalated = asLookedAt(found);
    await trx
      .insertInto('discrepancy')
      .values({
        id: newId(), kind: found.kind, subject_id: found.subjectId, master_booking_id: found.masterBookingId, expected_paise: found.expectedPaise, actual_paise: found.actualPaise,
        note: found.note, opened_at: now, resolved_at: null, day, source, effect_paise: found.effectPaise, seen_run: runId,
      })
      .onDuplicateKeyUpdate({
        // In this order: the first five look at what the row still says. Who escalated other amounts has not looked at these.
        effect_paise: sql`if(${same}, effect_paise, ${found.effectPaise} - corrected_paise)`,
        escalated_at: sql`if(${asEscalated}, escalated_at, null)`,
        escalated_by: sql`if(${asEscalated}, escalated_by, null)`,
        resolved_at: sql`if(${same}, resolved_at, null)`,
        resolution: sql`if(${same}, resolution, null)`,
        expected_paise: found.expectedPaise, actual_paise: found.actualPaise, seen_run: runId, day, source,
      })
      .execute();
  }
  // Opened again by amounts for which the books have been corrected before: there is nothing left to decide.
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: now, resolution: 'accepted_theirs' })
    .where('seen_run', '=', runId)
    .where('resolved_at', 'is', null)
    .where('corrected_paise', '!=', 0)
    .where('effect_paise', '=', 0)
    .execute();
}

/** Corrected for, and not found by this run any more. */
export async function findCorrectedUnseen(trx: Trx, { runId, day, source }: Finding): Promise<DiscrepancyRow[]> {
  return trx.selectFrom('discrepancy').selectAll().where('day', '=', day).where('source', '=', source).where('seen_run', '!=', runId).where('corrected_paise', '!=', 0).forUpdate().execute();
}

/** Corrected for as missing in theirs, and told by them now. */
export async function findCorrectedMissing(trx: Trx, subjectIds: readonly string[]): Promise<DiscrepancyRow[]> {
  if (subjectIds.length === 0) return [];
  return trx.selectFrom('discrepancy').selectAll().where('kind', '=', 'missing_at_theirs').where('subject_id', 'in', subjectIds).where('corrected_paise', '!=', 0).forUpdate().execute();
}

/** Both books say alike by now: what an earlier run found and this one did not. */
export async function closeNotFound(trx: Trx, { runId, day, source, now }: Finding): Promise<void> {
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: now, resolution: 'late_truth' })
    .where('day', '=', day)
    .where('source', '=', source)
    .where('resolved_at', 'is', null)
    .where('seen_run', '!=', runId)
    .execute();
}

/** They have it after all. */
export async function closeMissingAtTheirs(trx: Trx, subjectIds: readonly string[], now: Date): Promise<void> {
  if (subjectIds.length === 0) return;
  await trx
    .updateTable('discrepancy')
    .set({ resolved_at: now, resolution: 'late_truth' })
    .where('kind', '=', 'missing_at_theirs')
    .where('subject_id', 'in', subjectIds)
    .where('resolved_at', 'is', null)
    .execute();
}

/** Paise that a day does not explain: what is open of it. */
export async function sumOpen(db: Database, day: string): Promise<{ count: number; paise: number }> {
  const row = await db
    .selectFrom('discrepancy')
    .select([sql<number>`count(*)`.as('count'), sql<string | null>`sum(abs(coalesce(effect_paise, coalesce(actual_paise, 0) - coalesce(expected_paise, 0))))`.as('paise')])
    .where('day', '=', day)
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), paise: Number(row.paise ?? 0) };
}

/** Seen when it happened, and no longer so. */
export async function closeAgreed(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.updateTable('discrepancy').set({ resolved_at: now, resolution: 'late_truth' }).where('id', '=', id).where('resolved_at', 'is', null).execute();
}

/** What of ours the thing is, and by what Razorpay can be asked about it. */
export async function findSubject(db: Database, subjectId: string) {
  const [item, paid, refund, attempt] = await Promise.all([
    db.selectFrom('recon_item').select(['gateway_order_id', 'gateway_payment_id']).where('entity_id', '=', subjectId).executeTakeFirst(),
    db
      .selectFrom('payment_attempt as attempt')
      .innerJoin('payment_transaction as payment', 'payment.id', 'attempt.payment_transaction_id')
      .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
      .select(['payment.gateway_order_id', 'master.code'])
      .where('attempt.gateway_payment_id', '=', subjectId)
      .executeTakeFirst(),
    db.selectFrom('refund').select(['id', 'gateway_payment_id', 'status', 'amount_paise']).where('gateway_refund_id', '=', subjectId).executeTakeFirst(),
    db.selectFrom('payout_attempt').select(['payout_id', 'status', 'amount_paise']).where('gateway_payout_id', '=', subjectId).executeTakeFirst(),
  ]);
  return {
    gatewayOrderId: paid?.gateway_order_id ?? item?.gateway_order_id ?? null,
    gatewayPaymentId: refund?.gateway_payment_id ?? item?.gateway_payment_id ?? null,
    code: paid?.code ?? null,
    refund: refund ?? null,
    attempt: attempt ?? null,
  };
}
