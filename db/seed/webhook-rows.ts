import { newId } from '../new-id.ts';
import type { PaymentAttemptTable, PaymentTransactionTable, WebhookEventTable } from '../tables.ts';
import type { Payer } from './payment-rows.ts';

type EventName = 'payment.authorized' | 'payment.captured' | 'payment.failed' | 'order.paid';

/** Razorpay sends the three events of one success within seconds, in no promised order. */
const DELIVERED_AFTER_MS: Readonly<Record<EventName, number>> = {
  'payment.authorized': 900,
  'payment.captured': 1_600,
  'payment.failed': 1_200,
  'order.paid': 2_300,
};
const SETTLED_AFTER_MS = 180;
const ACCOUNT_ID = 'acc_OneVisitSeed01';

function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function paymentEntity(name: EventName, payment: PaymentTransactionTable, attempt: PaymentAttemptTable, payer: Payer) {
  const captured = attempt.status === 'captured' && name !== 'payment.authorized';
  return {
    id: attempt.gateway_payment_id,
    entity: 'payment',
    amount: attempt.amount_paise,
    currency: 'INR',
    status: captured ? 'captured' : name === 'payment.failed' ? 'failed' : 'authorized',
    order_id: payment.gateway_order_id,
    method: attempt.method,
    amount_refunded: 0,
    refund_status: null,
    captured,
    email: payer.email,
    contact: payer.phone,
    fee: captured ? payment.fee_paise : null,
    tax: captured ? payment.tax_paise : null,
    error_code: attempt.error_reason === null ? null : 'BAD_REQUEST_ERROR',
    error_description: attempt.error_description,
    error_reason: attempt.error_reason,
    created_at: unixSeconds(attempt.first_seen_at),
  };
}

function orderEntity(payment: PaymentTransactionTable) {
  return {
    id: payment.gateway_order_id,
    entity: 'order',
    amount: payment.amount_paise,
    amount_paid: payment.amount_paise,
    amount_due: 0,
    currency: 'INR',
    receipt: payment.id,
    status: 'paid',
    created_at: unixSeconds(payment.created_at),
  };
}

/** One delivered and settled event, with a body as Razorpay writes it (razorpay.md's envelope, the fields we read). */
export function webhookRow(name: EventName, payment: PaymentTransactionTable, attempt: PaymentAttemptTable, payer: Payer): WebhookEventTable {
  const received = new Date(attempt.first_seen_at.getTime() + DELIVERED_AFTER_MS[name]);
  const entities = {
    payment: { entity: paymentEntity(name, payment, attempt, payer) },
    ...(name === 'order.paid' && { order: { entity: orderEntity(payment) } }),
  };
  return {
    id: newId(),
    channel: 'pg',
    gateway_subject_id: null,
    gateway_event_id: newId().slice(0, 14),
    name,
    gateway_order_id: payment.gateway_order_id,
    gateway_payment_id: attempt.gateway_payment_id,
    raw_body: JSON.stringify({
      entity: 'event',
      account_id: ACCOUNT_ID,
      event: name,
      contains: Object.keys(entities),
      payload: entities,
      created_at: unixSeconds(received),
    }),
    state: 'applied',
    error: null,
    deliveries: 1,
    received_at: received,
    settled_at: new Date(received.getTime() + SETTLED_AFTER_MS),
  };
}
