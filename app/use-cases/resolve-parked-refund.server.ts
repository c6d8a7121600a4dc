import { paidByTransferEntries } from '#app/domain/refund-entries.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { leaveMessages } from '#db/messages.ts';
import { recordEvents } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';
import { requestRefund } from './request-refund.server.ts';

export type ParkedRefusal = Refusal<'not_parked'>;

interface Resolution {
  readonly refundId: string;
  readonly adminId: string;
  readonly now: Date;
}

/** Sends a parked refund again: the same row and key while Razorpay never took it, a new row once it failed there for good. */
export async function sendParkedAgain(db: Database, input: Resolution): Promise<Outcome<null, ParkedRefusal>> {
  return tryInTransaction<null, ParkedRefusal>(db, async (trx) => {
    const refund = await findParked(trx, input.refundId);
    if (!refund) return NOT_PARKED;
    if (refund.status === 'failed' && refund.kind === 'late_payment') return BY_TRANSFER_ONLY;
    await trx.updateTable('refund').set({ parked_reason: null }).where('id', '=', refund.id).execute();
    if (refund.status === 'requested') await leaveMessages(trx, [{ task: 'send-refund', payload: { refundId: refund.id } }], input.now);
    else await replaceFailed(trx, refund, input);
    await audit(trx, 'send_refund_again', input, {});
    return accepted(null);
  });
}

/** Notes that the patient was paid by bank transfer instead. The refund is then done, and the ledger says from where. */
export async function notePaidByTransfer(db: Database, input: Resolution & { readonly reference: string }): Promise<Outcome<null, ParkedRefusal>> {
  const { now, reference } = input;
  return tryInTransaction<null, ParkedRefusal>(db, async (trx) => {
    const refund = await findParked(trx, input.refundId);
    if (!refund) return NOT_PARKED;
    await trx.updateTable('refund').set({ status: 'processed', parked_reason: null, bank_reference: reference, settled_at: now }).where('id', '=', refund.id).execute();
    await post(trx, [paidByTransferEntries({ refundId: refund.id, masterBookingId: refund.master_booking_id, amountPaise: refund.amount_paise })], now);
    await recordEvents(
      trx,
      [{ subjectKind: 'refund', subjectId: refund.id, masterBookingId: refund.master_booking_id, event: 'refund_paid_by_transfer', from: refund.status, to: 'processed', note: reference }],
      { kind: 'admin', id: input.adminId },
      now,
    );
    await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'refund-processed', refundId: refund.id } }], now);
    await audit(trx, 'note_refund_paid_by_transfer', input, { reference });
    return accepted(null);
  });
}

const NOT_PARKED = refused({ code: 'not_parked' as const, message: 'This refund no longer waits for you. Look again.' });

/** Its key is spent and it belongs to no part of the visit, so there is no new row to send. */
const BY_TRANSFER_ONLY = refused({ code: 'not_parked' as const, message: 'Razorpay could not return this payment. Pay the patient by bank transfer and note the reference.' });

async function findParked(trx: Trx, refundId: string) {
  const found = await trx.selectFrom('refund').select('master_booking_id').where('id', '=', refundId).executeTakeFirst();
  if (!found) return undefined;
  await lockVisit(trx, found.master_booking_id);
  return trx.selectFrom('refund').selectAll().where('id', '=', refundId).where('parked_reason', 'is not', null).where('status', 'in', ['requested', 'failed']).executeTakeFirst();
}

async function replaceFailed(trx: Trx, refund: NonNullable<Awaited<ReturnType<typeof findParked>>>, { adminId, now }: Resolution): Promise<void> {
  const lines = await trx.selectFrom('refund_line').selectAll().where('refund_id', '=', refund.id).execute();
  await requestRefund(trx, {
    masterBookingId: refund.master_booking_id,
    kind: refund.kind,
    cancellationId: refund.cancellation_id,
    reason: refund.reason,
    note: `In place of ${refund.gateway_refund_id ?? refund.id}, which failed.`,
    requestedBy: { kind: 'admin', id: adminId },
    lines: lines.map((line) => ({ individualBookingId: line.individual_booking_id, amountPaise: line.amount_paise })),
    now,
  });
}

async function audit(trx: Trx, verb: string, { refundId, adminId, now }: Resolution, after: Record<string, unknown>): Promise<void> {
  await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb, subjectKind: 'refund', subjectId: refundId, after, at: now });
}
