import { accepted, type Outcome } from '#app/domain/refusal.ts';
import type { Database } from '#db/client.ts';
import type { DiscrepancyRow } from '#db/discrepancies.ts';
import { leaveMessages } from '#db/messages.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { auditVerdict, lockOpen, type ResolvingOrder, type ResolvingRefusal } from './resolve-discrepancy.server.ts';

/** Has the worker ask Razorpay anew about the thing and close its day again; it stays open until both books agree. */
export async function askAgainAboutDiscrepancy(db: Database, order: ResolvingOrder): Promise<Outcome<DiscrepancyRow, ResolvingRefusal>> {
  return tryInTransaction<DiscrepancyRow, ResolvingRefusal>(db, async (trx) => {
    const row = await lockOpen(trx, order.discrepancyId);
    if (!row.ok) return row;
    await leaveMessages(trx, [{ task: 'look-at-discrepancy', payload: { discrepancyId: order.discrepancyId } }], order.now);
    await auditVerdict(trx, order, 'ask_again', row.value);
    return accepted(row.value);
  });
}
