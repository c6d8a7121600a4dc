import { sql } from 'kysely';
import { instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import { leftUnexplainedPaise, needsSecondAdmin } from '#app/domain/reconciliation-entries.ts';
import { BOOKS_ZONE, CORRECTION_LIMIT_PAISE, type Resolution } from '#app/domain/reconciliation.ts';
import { formatPaise } from '#app/domain/money.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import type { DiscrepancyRow } from '#db/discrepancies.ts';
import { lockVerdictsOf } from '#db/lock-verdicts.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { correctBooks } from './correct-books.server.ts';

export interface ResolvingOrder {
  readonly discrepancyId: string;
  readonly adminId: string;
  readonly reason: string;
  readonly now: Date;
}

export type ResolvingRefusal = Refusal<'no_such_discrepancy' | 'already_resolved' | 'nothing_to_correct' | 'needs_second_admin'>;
type Resolved = Outcome<DiscrepancyRow, ResolvingRefusal>;

/** Razorpay is right: what its account has more or less than our books is posted, once, and the discrepancy is closed. */
export async function acceptTheirs(db: Database, order: ResolvingOrder): Promise<Resolved> {
  return resolve(db, order, 'accepted_theirs', async (trx, row) => {
    const effectPaise = row.effect_paise;
    if (effectPaise === null || effectPaise === 0) return refused({ code: 'nothing_to_correct', message: 'Accepting Razorpay’s word would change nothing in our books. Ignore it with a reason instead.' });
    if (!isOthersEscalation(row, order.adminId) && needsSecondAdmin(Math.abs(effectPaise) + Math.abs(row.corrected_paise) + (await sumDecidedAlone(trx, order)))) {
      return refused({ code: 'needs_second_admin', message: `Corrections above ${formatPaise(CORRECTION_LIMIT_PAISE)}, one day’s together, take two: one of you escalates it, another accepts it.` });
    }
    await correctBooks(trx, row, effectPaise, order.now);
    return null;
  });
}

/** The one who escalated has looked at it; the one who accepts must be another. */
function isOthersEscalation(row: DiscrepancyRow, adminId: string): boolean {
  return row.escalated_by !== null && row.escalated_by !== adminId;
}

/** Known and harmless; nothing is posted. What it leaves unexplained counts like a correction: closing it hides as much. */
export async function ignoreDiscrepancy(db: Database, order: ResolvingOrder): Promise<Resolved> {
  return resolve(db, order, 'ignored', async (trx, row) => {
    const leftPaise = Math.abs(leftUnexplainedPaise(row));
    if (leftPaise === 0 || isOthersEscalation(row, order.adminId) || !needsSecondAdmin(leftPaise + (await sumDecidedAlone(trx, order)))) return null;
    return refused({ code: 'needs_second_admin', message: `Leaving more than ${formatPaise(CORRECTION_LIMIT_PAISE)} in a day unexplained takes two: one of you escalates it, another ignores it.` });
  });
}

/** What this admin has accepted and ignored today without another. Paise. */
async function sumDecidedAlone(trx: Trx, { adminId, now }: ResolvingOrder): Promise<number> {
  await lockVerdictsOf(trx, adminId);
  const { paise } = await trx
    .selectFrom('discrepancy')
    .select(sql<string | null>`sum(abs(coalesce(effect_paise, 0)))`.as('paise'))
    .where('resolved_by', '=', adminId)
    .where('resolution', 'in', ['accepted_theirs', 'ignored'])
    .where('resolved_at', '>=', instantOf(localDateOf(now, BOOKS_ZONE), 0, BOOKS_ZONE))
    .where((eb) => eb.or([eb('escalated_by', 'is', null), eb('escalated_by', '=', adminId)]))
    .executeTakeFirstOrThrow();
  return Number(paise ?? 0);
}

/** Stays open, and is shown as waiting for another admin. */
export async function escalateDiscrepancy(db: Database, order: ResolvingOrder): Promise<Resolved> {
  return tryInTransaction<DiscrepancyRow, ResolvingRefusal>(db, async (trx) => {
    const row = await lockOpen(trx, order.discrepancyId);
    if (!row.ok) return row;
    await trx.updateTable('discrepancy').set({ escalated_at: order.now, escalated_by: order.adminId }).where('id', '=', order.discrepancyId).execute();
    await auditVerdict(trx, order, 'escalate_discrepancy', row.value);
    return row;
  });
}

async function resolve(db: Database, order: ResolvingOrder, resolution: 'accepted_theirs' | 'ignored', write: (trx: Trx, row: DiscrepancyRow) => Promise<Resolved | null>): Promise<Resolved> {
  return tryInTransaction<DiscrepancyRow, ResolvingRefusal>(db, async (trx) => {
    const row = await lockOpen(trx, order.discrepancyId);
    if (!row.ok) return row;
    const refusal = await write(trx, row.value);
    if (refusal) return refusal;
    await markResolved(trx, order, { id: order.discrepancyId, resolution, linkedId: null });
    await auditVerdict(trx, order, resolution === 'ignored' ? 'ignore_discrepancy' : 'accept_theirs', row.value);
    return row;
  });
}

export async function markResolved(trx: Trx, { adminId, reason, now }: ResolvingOrder, { id, resolution, linkedId }: { readonly id: string; readonly resolution: Resolution; readonly linkedId: string | null }): Promise<void> {
  await trx.updateTable('discrepancy').set({ resolved_at: now, resolution, resolved_by: adminId, resolve_reason: reason, linked_id: linkedId }).where('id', '=', id).execute();
}

/** Under this lock one admin decides; the next finds it closed. */
export async function lockOpen(trx: Trx, discrepancyId: string): Promise<Outcome<DiscrepancyRow, Refusal<'no_such_discrepancy' | 'already_resolved'>>> {
  const row = await trx.selectFrom('discrepancy').selectAll().where('id', '=', discrepancyId).forUpdate().executeTakeFirst();
  if (!row) return refused({ code: 'no_such_discrepancy', message: 'There is no such discrepancy.' });
  if (row.resolved_at !== null) return refused({ code: 'already_resolved', message: 'It is closed already. Nothing was changed.' });
  return accepted(row);
}

export async function auditVerdict(trx: Trx, { adminId, reason, now }: ResolvingOrder, verb: string, row: DiscrepancyRow, after?: Readonly<Record<string, unknown>>): Promise<void> {
  await writeAudit(trx, {
    actorKind: 'admin', actorId: adminId, verb, subjectKind: 'discrepancy', subjectId: row.id,
    before: { kind: row.kind, subjectId: row.subject_id, expectedPaise: row.expected_paise, actualPaise: row.actual_paise, effectPaise: row.effect_paise }, ...(after && { after }), reason, at: now,
  });
}
