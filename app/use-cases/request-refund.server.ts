import { randomUUID } from 'node:crypto';
import type { RefundKind } from '#app/domain/refund.ts';
import { sumPaise } from '#app/domain/money.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { getSpentPaise } from '#db/refunds.ts';
import { recordEvents, type ActorRef } from '#db/status-events.ts';

export interface RefundWish {
  readonly masterBookingId: string;
  readonly kind: RefundKind;
  readonly cancellationId: string | null;
  readonly reason: string;
  readonly note: string | null;
  readonly requestedBy: ActorRef;
  readonly lines: readonly { readonly individualBookingId: string; readonly amountPaise: number }[];
  readonly now: Date;
}

/**
 * Owes the patient one refund for the sum of the lines, or nothing when the sum is zero: the gateway is never asked for
 * a refund of nothing. The visit is locked. The key is made here, once, and stays on the row for ever; the worker sends.
 * More than was captured, with everything in flight or unknown counted as spent, is a broken promise.
 */
export async function requestRefund(trx: Trx, wish: RefundWish): Promise<string | null> {
  const { masterBookingId, now } = wish;
  const lines = wish.lines.filter((line) => line.amountPaise > 0);
  const amountPaise = sumPaise(lines.map((line) => line.amountPaise));
  if (amountPaise === 0) return null;
  const payment = await trx.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', masterBookingId).where('status', '=', 'captured').executeTakeFirstOrThrow();
  const gatewayPaymentId = payment.gateway_payment_id!;
  if ((await getSpentPaise(trx, gatewayPaymentId)) + amountPaise > payment.amount_paise) throw new Error('refunds would exceed what was captured');

  const refundId = newId();
  await trx
    .insertInto('refund')
    .values({
      id: refundId,
      master_booking_id: masterBookingId,
      payment_transaction_id: payment.id,
      gateway_payment_id: gatewayPaymentId,
      gateway_refund_id: null,
      idempotency_key: randomUUID(),
      kind: wish.kind,
      status: 'requested',
      amount_paise: amountPaise,
      reason: wish.reason,
      requested_at: now,
      cancellation_id: wish.cancellationId,
      requested_by_kind: wish.requestedBy.kind,
      requested_by_id: wish.requestedBy.id,
      note: wish.note,
    })
    .execute();
  await trx
    .insertInto('refund_line')
    .values(lines.map((line) => ({ refund_id: refundId, individual_booking_id: line.individualBookingId, amount_paise: line.amountPaise })))
    .execute();
  await recordEvents(trx, [{ subjectKind: 'refund', subjectId: refundId, masterBookingId, event: 'refund_requested', from: null, to: 'requested', note: wish.reason }], wish.requestedBy, now);
  await leaveMessages(trx, [{ task: 'send-refund', payload: { refundId } }], now);
  return refundId;
}
