import { clawbackWrittenOffEntries } from '#app/domain/payout-entries.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { tryInTransaction } from '#db/transaction.ts';

export type WriteOffRefusal = Refusal<'no_such_clawback' | 'nothing_open'>;

/** The platform bears what a provider still owes of a clawback. What was netted already stays netted. */
export async function writeOffClawback(
  db: Database,
  order: { readonly clawbackId: string; readonly adminId: string; readonly reason: string; readonly now: Date },
): Promise<Outcome<{ writtenOffPaise: number }, WriteOffRefusal>> {
  const { clawbackId, adminId, reason, now } = order;
  return tryInTransaction<{ writtenOffPaise: number }, WriteOffRefusal>(db, async (trx) => {
    const owner = await trx.selectFrom('clawback').select('provider_id').where('id', '=', clawbackId).executeTakeFirst();
    if (!owner) return refused({ code: 'no_such_clawback', message: 'There is no such clawback.' });
    // The lock under which payouts net, so that none takes what is written off here.
    await trx.selectFrom('provider').select('id').where('id', '=', owner.provider_id).forUpdate().executeTakeFirstOrThrow();
    const row = await trx.selectFrom('clawback').selectAll().where('id', '=', clawbackId).executeTakeFirstOrThrow();
    if (row.open_paise === 0) return refused({ code: 'nothing_open', message: 'Nothing of it is open any more.' });
    await trx
      .updateTable('clawback')
      .set({ open_paise: 0, written_off_paise: row.open_paise, written_off_by: adminId, write_off_reason: reason, closed_at: now })
      .where('id', '=', clawbackId)
      .execute();
    const clawed = { clawbackId, refundId: row.refund_id, amountPaise: row.open_paise, individualBookingId: row.individual_booking_id, masterBookingId: row.master_booking_id, providerId: row.provider_id };
    await post(trx, [clawbackWrittenOffEntries(clawed)], now);
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb: 'write_off_clawback', subjectKind: 'clawback', subjectId: clawbackId, before: { openPaise: row.open_paise }, after: { openPaise: 0 }, reason, at: now });
    return accepted({ writtenOffPaise: row.open_paise });
  });
}
