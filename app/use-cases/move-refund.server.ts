import type { Selectable, Updateable } from 'kysely';
import { REFUND_MOVES, type RefundStatus } from '#app/domain/refund.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';
import type { RefundTable } from '#db/tables.ts';
import { inTransaction } from '#db/transaction.ts';

export interface RefundMove {
  readonly refund: Pick<Selectable<RefundTable>, 'id' | 'status' | 'master_booking_id'>;
  readonly event: (typeof REFUND_MOVES)[number]['event'];
  readonly to: RefundStatus;
  readonly now: Date;
  readonly change?: Updateable<RefundTable>;
  readonly note?: string;
  /** Tell the admins. */
  readonly alert?: boolean;
}

/** One legal move, with its event row. False when somebody else moved it first: then there is nothing left to do. */
export async function moveRefund(db: Database, move: RefundMove): Promise<boolean> {
  const { refund, event, to, now } = move;
  const legal = REFUND_MOVES.some((each) => each.from === refund.status && each.to === to && each.event === event);
  if (!legal) throw new Error(`no refund goes from ${refund.status} to ${to} by ${event}`);
  return inTransaction(db, async (trx) => {
    const result = await trx
      .updateTable('refund')
      .set({ ...move.change, status: to })
      .where('id', '=', refund.id)
      .where('status', '=', refund.status)
      .executeTakeFirstOrThrow();
    if (result.numUpdatedRows !== 1n) return false;
    const note = move.note === undefined ? {} : { note: move.note.slice(0, 300) };
    await recordEvents(trx, [{ subjectKind: 'refund', subjectId: refund.id, masterBookingId: refund.master_booking_id, event, from: refund.status, to, ...note }], SYSTEM, now);
    if (move.alert) await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'refund-alert', refundId: refund.id } }], now);
    return true;
  });
}

/** Leaves it to a person, with the next step in words. The money stays owed and counted until somebody decides. */
export async function parkRefund(db: Database, { refundId, reason, now }: { readonly refundId: string; readonly reason: string; readonly now: Date }): Promise<void> {
  await inTransaction(db, async (trx) => {
    const parked = await trx
      .updateTable('refund')
      .set({ parked_reason: reason.slice(0, 300), next_try_at: null })
      .where('id', '=', refundId)
      .where('status', 'in', ['requested', 'failed'])
      .where('parked_reason', 'is', null)
      .executeTakeFirstOrThrow();
    if (parked.numUpdatedRows === 1n) await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'refund-alert', refundId } }], now);
  });
}
