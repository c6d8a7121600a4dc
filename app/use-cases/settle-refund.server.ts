import type { Selectable, Updateable } from 'kysely';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { feeNotReturnedEntries, refundFailedEntries, refundSentEntries, refundSettledEntries } from '#app/domain/refund-entries.ts';
import type { Posting } from '#app/domain/ledger-entries.ts';
import { PENDING_REFUND_ASK_MINUTES } from '#app/domain/refund-bounds.ts';
import { bankReference, type GatewayRefund } from '#app/razorpay/entities.ts';
import type { Database, Trx } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';
import { leaveMessages } from '#db/messages.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';
import type { RefundTable } from '#db/tables.ts';
import { inTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';

type Refund = Selectable<RefundTable>;

/**
 * Brings one refund to what Razorpay says of it, in one transaction under the visit's lock. Our own call's answer,
 * webhooks in any order and the clock's question all end here, and each posting happens once. A refund that is
 * processed stays processed.
 */
export async function settleRefund(db: Database, input: { readonly refundId: string; readonly told: GatewayRefund; readonly now: Date }): Promise<void> {
  await inTransaction(db, async (trx) => {
    const found = await trx.selectFrom('refund').select('master_booking_id').where('id', '=', input.refundId).executeTakeFirstOrThrow();
    await lockVisit(trx, found.master_booking_id);
    const refund = await trx.selectFrom('refund').selectAll().where('id', '=', input.refundId).executeTakeFirstOrThrow();
    await settleLocked(trx, refund, input.told, input.now);
  });
}

async function settleLocked(trx: Trx, refund: Refund, told: GatewayRefund, now: Date): Promise<void> {
  if (told.amount !== refund.amount_paise) return parkWrongAmount(trx, refund, told, now);
  const reference = bankReference(told);
  if (refund.status === told.status || refund.status === 'processed') {
    if (reference !== null && reference !== refund.bank_reference) await trx.updateTable('refund').set({ bank_reference: reference, next_try_at: null }).where('id', '=', refund.id).execute();
    if (refund.status === 'processed' && told.status === 'failed') await reportContradiction(trx, refund, told, now);
    return;
  }
  if (refund.status === 'failed') return reportContradiction(trx, refund, told, now);
  const change: Updateable<RefundTable> = { status: told.status, gateway_refund_id: told.id, bank_reference: reference, sent_at: refund.sent_at ?? now, waiting_for: null, parked_reason: null };
  await trx
    .updateTable('refund')
    .set({ ...change, ...(told.status === 'pending' ? {} : { settled_at: now }), next_try_at: isSettledForGood(told) ? null : askAgainAt(now) })
    .where('id', '=', refund.id)
    .execute();
  await post(trx, await postingsFor(trx, refund, told), now);
  const event = ({ pending: 'refund_accepted', processed: 'refund_processed', failed: 'refund_failed' } as const)[told.status];
  await recordEvents(trx, [{ subjectKind: 'refund', subjectId: refund.id, masterBookingId: refund.master_booking_id, event, from: refund.status, to: told.status }], SYSTEM, now);
  await leaveMessages(trx, messagesFor(refund, told), now);
  if (told.status === 'failed') {
    const reason = 'The bank did not take the refund. Ask the patient for bank details and pay by transfer, or send it again.';
    await trx.updateTable('refund').set({ parked_reason: reason }).where('id', '=', refund.id).execute();
  }
}

/** The bank's reference comes hours after `processed`, and no event tells it (razorpay.md 5.1). */
function isSettledForGood(told: GatewayRefund): boolean {
  return told.status === 'failed' || (told.status === 'processed' && bankReference(told) !== null);
}

function askAgainAt(now: Date): Date {
  return new Date(now.getTime() + PENDING_REFUND_ASK_MINUTES * MINUTE_MS);
}

async function postingsFor(trx: Trx, refund: Refund, told: GatewayRefund): Promise<Posting[]> {
  const money = { refundId: refund.id, masterBookingId: refund.master_booking_id, amountPaise: refund.amount_paise };
  const sent = refund.status === 'pending' ? [] : [refundSentEntries(money)];
  if (told.status === 'pending') return sent;
  if (told.status === 'failed') return [...sent, refundFailedEntries(money)];
  const payment = await trx.selectFrom('payment_transaction').selectAll().where('id', '=', refund.payment_transaction_id).executeTakeFirstOrThrow();
  const fees = { amountPaise: payment.amount_paise, feePaise: payment.fee_paise ?? 0, taxPaise: payment.tax_paise ?? 0 };
  return [...sent, refundSettledEntries(money), feeNotReturnedEntries(money, fees)];
}

function messagesFor(refund: Refund, told: GatewayRefund) {
  const mail = (template: string) => ({ task: 'send-mail', payload: { template, refundId: refund.id } });
  if (told.status === 'processed') return [mail('refund-processed')];
  return told.status === 'failed' ? [mail('refund-delayed'), mail('refund-alert')] : [];
}

async function parkWrongAmount(trx: Trx, refund: Refund, told: GatewayRefund, now: Date): Promise<void> {
  await openDiscrepancy(
    trx,
    { kind: told.amount > refund.amount_paise ? 'amount_over' : 'amount_under', subjectId: told.id, masterBookingId: refund.master_booking_id, expectedPaise: refund.amount_paise, actualPaise: told.amount, note: `Refund ${refund.id} was made with another amount.` },
    now,
  );
}

/** Ours says one final thing and theirs another; which is true is not guessed. */
async function reportContradiction(trx: Trx, refund: Refund, told: GatewayRefund, now: Date): Promise<void> {
  await openDiscrepancy(
    trx,
    { kind: 'status_differs', subjectId: told.id, masterBookingId: refund.master_booking_id, expectedPaise: refund.amount_paise, actualPaise: told.amount, note: `Ours is ${refund.status}, Razorpay says ${told.status}.` },
    now,
  );
}
