import type { Updateable } from 'kysely';
import { isPayoutMove, type PayoutEvent, type PayoutStatus } from '#app/domain/payout.ts';
import type { Trx } from '#db/client.ts';
import type { PayoutTable } from '#db/payout-tables.ts';
import type { PayoutRow } from '#db/payouts.ts';
import { recordEvents, SYSTEM, type ActorRef } from '#db/status-events.ts';

export interface PayoutMove {
  readonly payout: Pick<PayoutRow, 'id' | 'status' | 'master_booking_id'>;
  readonly event: PayoutEvent;
  readonly to: PayoutStatus;
  readonly now: Date;
  readonly change?: Updateable<PayoutTable>;
  /** Goes into the event row. */
  readonly note?: string | undefined;
  readonly actor?: ActorRef;
}

const NOTE_MAX = 300;

/**
 * One legal move with its event row, in the caller's transaction. The payout is locked or the move is conditional
 * either way: false when somebody else moved it first, and then there is nothing left to do.
 */
export async function movePayout(trx: Trx, move: PayoutMove): Promise<boolean> {
  const { payout, event, to, now } = move;
  if (!isPayoutMove(payout.status, to, event)) throw new Error(`no payout goes from ${payout.status} to ${to} by ${event}`);
  const moved = await trx
    .updateTable('payout')
    .set({ ...move.change, status: to })
    .where('id', '=', payout.id)
    .where('status', '=', payout.status)
    .executeTakeFirstOrThrow();
  if (moved.numUpdatedRows !== 1n) return false;
  const note = move.note === undefined ? {} : { note: move.note.slice(0, NOTE_MAX) };
  await recordEvents(trx, [{ subjectKind: 'payout', subjectId: payout.id, masterBookingId: payout.master_booking_id, event, from: payout.status, to, ...note }], move.actor ?? SYSTEM, now);
  return true;
}
