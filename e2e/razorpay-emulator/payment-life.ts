import { announce } from './announce.ts';
import type { CaptureRule, Notes, Order, Payment } from './entities.ts';
import { newId } from './ids.ts';
import { acquirerData, cardOf, instrumentFields } from './instruments.ts';
import type { Instrument, PaymentFailure } from './instruments.ts';
import { orderAlreadyPaid, RazorpayError } from './razorpay-errors.ts';
import { bookRefund } from './refund-life.ts';
import { awaitSettlement } from './settlements/settlement-days.ts';
import { planFor } from './world.ts';
import type { World } from './world.ts';

const SECONDS_PER_MINUTE = 60;
const CAPTURE_WINDOW_MINUTES = 3 * 24 * 60;
const FEE_BPS = 200;
const GST_BPS = 1800;

export type Payer = { email: string; contact: string; description: string | null; notes: Notes };

/** Why this order takes no payment now: it is paid, or one payment on it waits to be captured. */
export function refusePaying(world: World, order: Order): void {
  if (order.status === 'paid') throw orderAlreadyPaid();
  if (!order.hidden.partialPayment && world.store.payments.withKey(order.id).some((payment) => payment.status === 'authorized')) {
    throw new RazorpayError('Your payment could not be started as another payment on this order is authorized.', { step: 'payment_creation', reason: 'duplicate_request' });
  }
}

export function startPayment(world: World, order: Order, instrument: Instrument, payer: Payer, amount = order.amount_due): Payment {
  order.attempts += 1;
  if (order.status === 'created') order.status = 'attempted';
  world.store.orders.save(order);
  const card = cardOf(instrument);
  const { upi, ...fields } = instrumentFields(instrument, card);
  return world.store.payments.save({
    id: newId('pay'), entity: 'payment', amount, currency: order.currency, base_amount: amount, status: 'created', order_id: order.id, invoice_id: null,
    international: false, ...fields, amount_refunded: 0, amount_transferred: 0, refund_status: null, captured: false, ...payer, fee: null, tax: null,
    error_code: null, error_description: null, error_source: null, error_step: null, error_reason: null,
    acquirer_data: acquirerData(instrument.method, false), created_at: world.clock.now(), ...(upi ? { upi } : {}),
    hidden: { card, lateAt: null, captureDeadlineAt: null },
  });
}

export function failPayment(world: World, payment: Payment, failure: PaymentFailure): void {
  payment.status = 'failed';
  payment.error_code = failure.code;
  payment.error_description = failure.description;
  payment.error_source = failure.source;
  payment.error_step = failure.step;
  payment.error_reason = failure.reason;
  world.store.payments.save(payment);
  announce(world, 'payment.failed', { payment });
}

/** The bank says yes: capture by the order's or the account's rule, give it back when the order is paid already, or wait for a capture. */
export function authorizePayment(world: World, payment: Payment, { holdCapture = false } = {}): void {
  const order = world.store.orders.get(payment.order_id);
  payment.status = 'authorized';
  payment.acquirer_data = acquirerData(payment.method, true);
  payment.error_code = payment.error_description = payment.error_source = payment.error_step = payment.error_reason = null;
  payment.hidden.lateAt = null;
  world.store.payments.save(payment);
  announce(world, 'payment.authorized', { payment });

  if (order.amount_due < payment.amount) return refundUncaptured(world, payment);
  const rule = captureRuleOf(world, order);
  const ageSeconds = world.clock.now() - payment.created_at;
  const automaticSeconds = (rule.automaticExpiryMinutes ?? CAPTURE_WINDOW_MINUTES) * SECONDS_PER_MINUTE;
  if (!holdCapture && rule.capture === 'automatic' && ageSeconds <= automaticSeconds) return capturePayment(world, payment);
  payment.hidden.captureDeadlineAt = payment.created_at + (rule.manualExpiryMinutes ?? CAPTURE_WINDOW_MINUTES) * SECONDS_PER_MINUTE;
  planCaptureDeadline(world, payment);
}

function captureRuleOf(world: World, order: Order): CaptureRule {
  const capture = world.store.settings.autoCapture ? 'automatic' : 'manual';
  return order.hidden.captureRule ?? { capture, automaticExpiryMinutes: null, manualExpiryMinutes: null };
}

export function capturePayment(world: World, payment: Payment): void {
  const order = world.store.orders.get(payment.order_id);
  payment.status = 'captured';
  payment.captured = true;
  Object.assign(payment, feeOf(payment.amount));
  payment.hidden.captureDeadlineAt = null;
  world.store.payments.save(payment);
  awaitSettlement(world, payment);
  order.amount_paid += payment.amount;
  order.amount_due -= payment.amount;
  if (order.amount_due === 0) order.status = 'paid';
  world.store.orders.save(order);
  announce(world, 'payment.captured', { payment });
  if (order.status === 'paid') announce(world, 'order.paid', { payment, order });
}

/** What the gateway keeps; `fee` includes `tax`. */
export function feeOf(amount: number): { fee: number; tax: number } {
  const fee = Math.round((amount * FEE_BPS * (10_000 + GST_BPS)) / 100_000_000);
  return { fee, tax: Math.round((amount * FEE_BPS * GST_BPS) / 100_000_000) };
}

function refundUncaptured(world: World, payment: Payment): void {
  payment.hidden.captureDeadlineAt = null;
  bookRefund(world, payment, { amount: payment.amount, origin: 'automatic' });
}

/** The bank will answer this created or failed payment later, by the virtual clock. */
export function answerLate(world: World, payment: Payment, afterMinutes = world.store.settings.lateAfterMinutes): void {
  payment.hidden.lateAt = world.clock.now() + afterMinutes * SECONDS_PER_MINUTE;
  world.store.payments.save(payment);
  planLateAnswer(world, payment);
}

export function planLateAnswer(world: World, { id, hidden: { lateAt } }: Payment): void {
  if (lateAt === null) return;
  planFor(world, lateAt, () => {
    const payment = world.store.payments.find(id);
    if (payment?.hidden.lateAt === lateAt) authorizePayment(world, payment);
  });
}

export function planCaptureDeadline(world: World, { id, hidden: { captureDeadlineAt } }: Payment): void {
  if (captureDeadlineAt === null) return;
  planFor(world, captureDeadlineAt, () => {
    const payment = world.store.payments.find(id);
    if (payment?.status === 'authorized' && payment.hidden.captureDeadlineAt === captureDeadlineAt) refundUncaptured(world, payment);
  });
}
