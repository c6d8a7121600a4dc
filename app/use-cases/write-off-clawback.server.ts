import { sql } from 'kysely';
import { instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import { clawbackWrittenOffEntries } from '#app/domain/payout-entries.ts';
import { needsSecondAdmin } from '#app/domain/reconciliation-entries.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { ClawbackRow } from '#db/clawbacks.ts';
import type { Database, Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { lockVerdictsOf } from '#db/lock-verdicts.ts';
import { tryInTransaction } from '#db/transaction.ts';

export interface WriteOffOrder {
  readonly clawbackId: string;
  readonly adminId: string;
  readonly reason: string;
  readonly now: Date;
}

export type WriteOffRefusal = Refusal<'no_such_clawback' | 'nothing_open' | 'needs_another'>;
export type WrittenOff = { readonly kind: 'written_off'; readonly paise: number } | { readonly kind: 'asked' };

/**
 * The platform bears what a provider still owes of a clawback. What was netted already stays netted. Above what an admin
 * may give up alone in a day, the first one asks and another one does it.
 */
export async function writeOffClawback(db: Database, order: WriteOffOrder): Promise<Outcome<WrittenOff, WriteOffRefusal>> {
  const { clawbackId, adminId } = order;
  return tryInTransaction<WrittenOff, WriteOffRefusal>(db, async (trx) => {
    const owner = await trx.selectFrom('clawback').select('provider_id').where('id', '=', clawbackId).executeTakeFirst();
    if (!owner) return refused({ code: 'no_such_clawback', message: 'There is no such clawback.' });
    await lockVerdictsOf(trx, adminId);
    // The lock under which payouts net, so that none takes what is written off here.
    await trx.selectFrom('provider').select('id').where('id', '=', owner.provider_id).forUpdate().executeTakeFirstOrThrow();
    const row = await trx.selectFrom('clawback').selectAll().where('id', '=', clawbackId).executeTakeFirstOrThrow();
    if (row.open_paise === 0) return refused({ code: 'nothing_open', message: 'Nothing of it is open any more.' });
    const askedByOther = row.write_off_asked_by !== null && row.write_off_asked_by !== adminId;
    if (askedByOther || !needsSecondAdmin(row.open_paise + (await sumWrittenOffAlone(trx, order)))) return giveUp(trx, order, row);
    if (row.write_off_asked_by === adminId) return refused({ code: 'needs_another', message: 'You have asked for this already. Another admin has to write it off.' });
    await trx.updateTable('clawback').set({ write_off_asked_by: adminId, write_off_asked_at: order.now, write_off_ask_reason: order.reason }).where('id', '=', clawbackId).execute();
    await audit(trx, order, 'ask_write_off', row, row.open_paise);
    return accepted({ kind: 'asked' });
  });
}

async function giveUp(trx: Trx, order: WriteOffOrder, row: ClawbackRow): Promise<Outcome<WrittenOff, WriteOffRefusal>> {
  await trx
    .updateTable('clawback')
    .set({ open_paise: 0, written_off_paise: row.open_paise, written_off_by: order.adminId, write_off_reason: order.reason, closed_at: order.now })
    .where('id', '=', row.id)
    .execute();
  const clawed = { clawbackId: row.id, refundId: row.refund_id, amountPaise: row.open_paise, individualBookingId: row.individual_booking_id, masterBookingId: row.master_booking_id, providerId: row.provider_id };
  await post(trx, [clawbackWrittenOffEntries(clawed)], order.now);
  await audit(trx, order, 'write_off_clawback', row, 0);
  return accepted({ kind: 'written_off', paise: row.open_paise });
}

/** What this admin has written off today without another. Paise. */
async function sumWrittenOffAlone(trx: Trx, { adminId, now }: WriteOffOrder): Promise<number> {
  const { paise } = await trx
    .selectFrom('clawback')
    .select(sql<string | null>`sum(written_off_paise)`.as('paise'))
    .where('written_off_by', '=', adminId)
    .where('closed_at', '>=', instantOf(localDateOf(now, BOOKS_ZONE), 0, BOOKS_ZONE))
    .where((eb) => eb.or([eb('write_off_asked_by', 'is', null), eb('write_off_asked_by', '=', adminId)]))
    .executeTakeFirstOrThrow();
  return Number(paise ?? 0);
}

async function audit(trx: Trx, { adminId, reason, now }: WriteOffOrder, verb: string, row: ClawbackRow, openPaise: number): Promise<void> {
  await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb, subjectKind: 'clawback', subjectId: row.id, before: { openPaise: row.open_paise }, after: { openPaise }, reason, at: now });
}
