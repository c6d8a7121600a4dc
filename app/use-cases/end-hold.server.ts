import { deriveMasterStatus } from '#app/domain/booking.ts';
import { releaseClaims } from '#db/claims.ts';
import type { Database, Trx } from '#db/client.ts';
import { recordEvents, type ActorRef } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { getParts, lockVisit } from '#db/visits-for-update.ts';

/** Gives up an unpaid visit: its parts are cancelled, its times free. Nothing happens when it was paid meanwhile. */
export async function endHold(
  db: Database,
  input: { readonly masterBookingId: string; readonly actor: ActorRef; readonly now: Date },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const master = await lockVisit(trx, input.masterBookingId);
    if (master.status !== 'pending_payment') return false;
    await cancelUnpaidParts(trx, input);
    await giveUpPayment(trx, input);
    return true;
  });
}

/** The visit is locked and pending. Leaves its payment alone: a late one may be why the parts are cancelled. */
export async function cancelUnpaidParts(
  trx: Trx,
  { masterBookingId, actor, now }: { readonly masterBookingId: string; readonly actor: ActorRef; readonly now: Date },
): Promise<void> {
  const parts = await getParts(trx, masterBookingId);
  const ids = parts.map((part) => part.id);
  const result = await trx
    .updateTable('individual_booking')
    .set({ status: 'cancelled', cancelled_at: now, cancelled_by: actor.kind, cancel_reason: 'hold_ended' })
    .where('master_booking_id', '=', masterBookingId)
    .where('status', '=', 'scheduled')
    .executeTakeFirstOrThrow();
  if (Number(result.numUpdatedRows) !== ids.length) throw new Error('a part of an unpaid visit was not scheduled');
  await releaseClaims(trx, ids);
  await trx.deleteFrom('coupon_redemption').where('master_booking_id', '=', masterBookingId).execute();
  await trx
    .updateTable('master_booking')
    .set({ status: deriveMasterStatus(parts.map(() => 'cancelled')) })
    .where('id', '=', masterBookingId)
    .execute();
  await trx.updateTable('basket').set({ master_booking_id: null }).where('master_booking_id', '=', masterBookingId).execute();
  await recordEvents(
    trx,
    ids.map((subjectId) => ({
      subjectKind: 'individual_booking', subjectId, masterBookingId, event: 'hold_ended', from: 'scheduled', to: 'cancelled',
    })),
    actor,
    now,
  );
}

async function giveUpPayment(
  trx: Trx,
  { masterBookingId, actor, now }: { readonly masterBookingId: string; readonly actor: ActorRef; readonly now: Date },
): Promise<void> {
  const payment = await trx.selectFrom('payment_transaction').select(['id', 'status']).where('master_booking_id', '=', masterBookingId).executeTakeFirst();
  if (!payment || (payment.status !== 'created' && payment.status !== 'authorized')) return;
  await trx.updateTable('payment_transaction').set({ status: 'failed', next_ask_at: null }).where('id', '=', payment.id).where('status', '=', payment.status).execute();
  await recordEvents(
    trx,
    [{ subjectKind: 'payment_transaction', subjectId: payment.id, masterBookingId, event: 'payment_given_up', from: payment.status, to: 'failed' }],
    actor,
    now,
  );
}
