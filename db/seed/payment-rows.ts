import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { saleEntries, type Posting } from '#app/domain/ledger-entries.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import { newId } from '../new-id.ts';
import type { PaymentAttemptTable, PaymentTransactionTable, StatusEventTable, WebhookEventTable } from '../tables.ts';
import type { BookingRows } from './booking-rows.ts';
import { webhookRow } from './webhook-rows.ts';
import type { VisitPlan } from './visit-plans.ts';
import type { SeededAccount } from './world.ts';

/** Razorpay's standard plan: 2 % and GST of 18 % on it; `fee` includes `tax` (500000 paise → 11800, 1800). */
const GATEWAY_FEE_BPS = 200;
const GST_BPS = 1_800;
const METHODS = ['upi', 'card', 'upi', 'netbanking', 'upi'] as const;
const DECLINED_AFTER_MINUTES = 1;

export interface PaymentRows {
  readonly payment: PaymentTransactionTable;
  readonly attempts: readonly PaymentAttemptTable[];
  readonly webhooks: readonly WebhookEventTable[];
  readonly events: readonly StatusEventTable[];
  readonly posting: Posting | null;
}

export interface Payer extends SeededAccount {
  readonly phone: string;
}

function gatewayId(prefix: 'order' | 'pay'): string {
  return `${prefix}_${newId().slice(0, 14)}`;
}

/** What Razorpay and the books hold of a visit's payment; `null` for a visit of nothing to pay. */
export function paymentRows({ master, parts }: BookingRows, plan: VisitPlan, payer: Payer, index: number): PaymentRows | null {
  if (master.total_paise === 0) return null;
  const captured = master.confirmed_at !== null;
  const method = METHODS[index % METHODS.length]!;
  const fee = shareOfPaise(master.total_paise, GATEWAY_FEE_BPS);
  const tax = shareOfPaise(fee, GST_BPS);
  const payment: PaymentTransactionTable = {
    id: newId(),
    master_booking_id: master.id,
    gateway_order_id: gatewayId('order'),
    gateway_payment_id: captured ? gatewayId('pay') : null,
    status: captured ? 'captured' : 'failed',
    amount_paise: master.total_paise,
    method: captured ? method : null,
    fee_paise: captured ? fee + tax : null,
    tax_paise: captured ? tax : null,
    created_at: master.created_at,
    captured_at: master.confirmed_at ?? null,
    next_ask_at: null,
  };
  const attempts = [
    ...(plan.payment === 'declined_first' || plan.payment === 'declined_for_good' ? [declinedAttempt(payment, method)] : []),
    ...(captured ? [capturedAttempt(payment)] : []),
  ];
  return {
    payment,
    attempts,
    webhooks: attempts.flatMap((attempt) => webhooksOf(payment, attempt, payer)),
    events: [paymentEvent(payment, captured ? master.confirmed_at! : master.hold_expires_at)],
    posting: captured ? postingOf(payment, parts) : null,
  };
}

function declinedAttempt(payment: PaymentTransactionTable, method: string): PaymentAttemptTable {
  const at = new Date(payment.created_at.getTime() + DECLINED_AFTER_MINUTES * MINUTE_MS);
  return {
    gateway_payment_id: gatewayId('pay'),
    payment_transaction_id: payment.id,
    status: 'failed',
    amount_paise: payment.amount_paise,
    method,
    error_reason: 'payment_failed',
    error_description: 'Your payment was declined by the bank. Try another method or contact your bank.',
    first_seen_at: at,
    updated_at: at,
  };
}

function capturedAttempt(payment: PaymentTransactionTable): PaymentAttemptTable {
  return {
    gateway_payment_id: payment.gateway_payment_id!,
    payment_transaction_id: payment.id,
    status: 'captured',
    amount_paise: payment.amount_paise,
    method: payment.method,
    error_reason: null,
    error_description: null,
    first_seen_at: payment.captured_at!,
    updated_at: payment.captured_at!,
  };
}

function webhooksOf(payment: PaymentTransactionTable, attempt: PaymentAttemptTable, payer: Payer): WebhookEventTable[] {
  const names = attempt.status === 'captured' ? (['payment.authorized', 'payment.captured', 'order.paid'] as const) : (['payment.failed'] as const);
  return names.map((name) => webhookRow(name, payment, attempt, payer));
}

function paymentEvent(payment: PaymentTransactionTable, at: Date): StatusEventTable {
  return {
    id: newId(),
    subject_kind: 'payment_transaction',
    subject_id: payment.id,
    master_booking_id: payment.master_booking_id,
    event: payment.status === 'captured' ? 'payment_captured' : 'payment_given_up',
    from_status: 'created',
    to_status: payment.status,
    actor_kind: 'system',
    actor_id: null,
    at,
    note: null,
  };
}

function postingOf(payment: PaymentTransactionTable, parts: BookingRows['parts']): Posting {
  return saleEntries(
    {
      gatewayPaymentId: payment.gateway_payment_id!,
      masterBookingId: payment.master_booking_id,
      amountPaise: payment.amount_paise,
      feePaise: payment.fee_paise!,
      taxPaise: payment.tax_paise!,
    },
    parts.map((part) => ({ individualBookingId: part.id, paidPaise: part.paid_paise })),
  );
}
