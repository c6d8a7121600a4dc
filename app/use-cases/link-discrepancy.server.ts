import { formatPaise } from '#app/domain/money.ts';
import { cancelOut, leftUnexplainedPaise } from '#app/domain/reconciliation-entries.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import type { Database, Trx } from '#db/client.ts';
import type { DiscrepancyRow } from '#db/discrepancies.ts';
import { readSearch } from '#db/visit-search.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { auditVerdict, lockOpen, markResolved, type ResolvingOrder } from './resolve-discrepancy.server.ts';

export type LinkRefusal = Refusal<'no_such_discrepancy' | 'already_resolved' | 'nothing_to_link' | 'still_unexplained'>;

/**
 * Says what a difference belongs to: a visit, or another difference that it cancels. Nothing is posted, so nothing may
 * be left unexplained: two that come to nothing together close together, and anything else is accepted or ignored.
 */
export async function linkDiscrepancy(db: Database, order: ResolvingOrder & { readonly linkedTo: string }): Promise<Outcome<DiscrepancyRow, LinkRefusal>> {
  return tryInTransaction<DiscrepancyRow, LinkRefusal>(db, async (trx) => {
    const locked = await lockOpen(trx, order.discrepancyId);
    if (!locked.ok) return locked;
    const row = locked.value;
    const target = await findTarget(trx, row, order.linkedTo.trim());
    if (!target) return refused({ code: 'nothing_to_link', message: 'There is no visit with this code and no other discrepancy of this id. Nothing was linked.' });
    const counterpart = target.candidates.find((other) => other.resolved_at === null && cancelOut(row, other));
    if (counterpart) {
      const other = await lockOpen(trx, counterpart.id);
      if (!other.ok || !cancelOut(row, other.value)) return refused({ code: 'already_resolved', message: 'The other one has changed a moment ago. Nothing was linked.' });
      await close(trx, order, other.value, row.subject_id);
    } else if (leftUnexplainedPaise(row) !== 0) {
      const left = formatPaise(Math.abs(leftUnexplainedPaise(row)));
      return refused({ code: 'still_unexplained', message: `Linking it would leave ${left} unexplained, because nothing there cancels it. Accept Razorpay’s word, or ignore it with a reason.` });
    }
    await close(trx, order, row, target.linkedId);
    return accepted(row);
  });
}

async function close(trx: Trx, order: ResolvingOrder, row: DiscrepancyRow, linkedId: string): Promise<void> {
  await markResolved(trx, order, { id: row.id, resolution: 'linked', linkedId });
  await auditVerdict(trx, order, 'link_discrepancy', row, { linkedTo: linkedId });
}

interface Target {
  readonly linkedId: string;
  /** Differences that may cancel this one. */
  readonly candidates: readonly DiscrepancyRow[];
}

async function findTarget(trx: Trx, row: DiscrepancyRow, typed: string): Promise<Target | null> {
  const others = trx.selectFrom('discrepancy').selectAll().where('id', '!=', row.id);
  const search = readSearch(typed);
  if (search.by === 'code') {
    const visit = await trx.selectFrom('master_booking').select(['id', 'code']).where('code', '=', search.text).executeTakeFirst();
    if (visit) return { linkedId: visit.code, candidates: await others.where('master_booking_id', '=', visit.id).where('resolved_at', 'is', null).execute() };
  }
  const named = await others.where((eb) => eb.or([eb('subject_id', '=', typed), eb('id', '=', typed)])).execute();
  return named[0] ? { linkedId: named[0].subject_id, candidates: named } : null;
}
