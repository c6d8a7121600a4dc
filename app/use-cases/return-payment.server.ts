import { randomUUID } from 'node:crypto';
import { lateRefundEntries, latePaymentEntries } from '#app/domain/ledger-entries.ts';
import type { GatewayPayment } from '#app/domain/payment.ts';
import type { Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';

export type ReturnReason = 'times_gone' | 'paid_twice';

/**
 * Money that buys nothing goes back in full (product.md 3): the refund is owed from this transaction on, with its key
 * for ever on the row. The visit is locked; a payment that is already being returned is left alone.
 */
export async function returnPayment(
  trx: Trx,
  input: { readonly masterBookingId: string; readonly paymentTransactionId: string; readonly payment: GatewayPayment; readonly reason: ReturnReason; readonly now: Date },
): Promise<void> {
  const { masterBookingId, payment, now } = input;
  const known = await trx
    .selectFrom('refund')
    .select('id')
    .where('gateway_payment_id', '=', payment.id)
    .where('kind', '=', 'late_payment')
    .executeTakeFirst();
  if (known) return;

  const refundId = newId();
  const captured = {
    gatewayPaymentId: payment.id,
    masterBookingId,
    amountPaise: payment.amount,
    feePaise: payment.fee ?? 0,
    taxPaise: payment.tax ?? 0,
  };
  await trx
    .insertInto('refund')
    .values({
      id: refundId,
      master_booking_id: masterBookingId,
      payment_transaction_id: input.paymentTransactionId,
      gateway_payment_id: payment.id,
      gateway_refund_id: null,
      idempotency_key: randomUUID(),
      kind: 'late_payment',
      status: 'requested',
      amount_paise: payment.amount,
      reason: input.reason,
      requested_at: now,
    })
    .execute();
  await post(trx, [latePaymentEntries(captured), lateRefundEntries({ refundId, masterBookingId, amountPaise: payment.amount })], now);
  await recordEvents(
    trx,
    [{ subjectKind: 'refund', subjectId: refundId, masterBookingId, event: 'refund_requested', from: null, to: 'requested', note: input.reason }],
    SYSTEM,
    now,
  );
  await leaveMessages(
    trx,
    [
      { task: 'send-refund', payload: { refundId } },
      { task: 'send-mail', payload: { template: 'payment-returned', masterBookingId, refundId } },
    ],
    now,
  );
}
