import type { Order, Payment, PaymentMethod } from './entities.ts';
import { REFUSED_BY_PAYER, failureOf } from './instruments.ts';
import type { Instrument } from './instruments.ts';
import { answerLate, authorizePayment, failPayment, refusePaying, startPayment } from './payment-life.ts';
import type { Payer } from './payment-life.ts';
import { checkoutSignature } from './signatures.ts';
import type { World } from './world.ts';

export const OUTCOMES = ['captured', 'authorized', 'failed', 'late', 'failed_then_captured'] as const;
export const METHODS: readonly PaymentMethod[] = ['upi', 'card', 'netbanking', 'wallet'];

/** `captured` leaves it to the capture rule; `authorized` holds the capture back; `late` answers by the clock. */
export type PayOutcome = (typeof OUTCOMES)[number];

export type SignedPayment = { razorpay_payment_id: string; razorpay_order_id: string; razorpay_signature: string };

export const ANYBODY: Payer = { email: 'patient@example.com', contact: '+919999999999', description: null, notes: {} };

/** One attempt to pay an order, as the checkout makes it. */
export function payOrder(world: World, order: Order, { instrument, outcome, payer = ANYBODY, amount }: { instrument: Instrument; outcome: PayOutcome; payer?: Payer; amount?: number }): Payment {
  refusePaying(world, order);
  const payment = startPayment(world, order, instrument, payer, amount);
  const failure = failureOf(instrument);
  if (outcome === 'failed' || failure || outcome === 'failed_then_captured') {
    failPayment(world, payment, failure ?? REFUSED_BY_PAYER);
    if (outcome === 'failed_then_captured') answerLate(world, payment);
  } else if (outcome === 'late') answerLate(world, payment);
  else authorizePayment(world, payment, { holdCapture: outcome === 'authorized' });
  return payment;
}

export function signed(world: World, payment: Payment): SignedPayment {
  return {
    razorpay_payment_id: payment.id,
    razorpay_order_id: payment.order_id,
    razorpay_signature: checkoutSignature(world.account.keySecret, payment.order_id, payment.id),
  };
}

/** The form fields a failed payment is reported with; not signed. */
export function failureFields(payment: Payment): Record<string, string> {
  return {
    'error[code]': payment.error_code ?? '',
    'error[description]': payment.error_description ?? '',
    'error[source]': payment.error_source ?? '',
    'error[step]': payment.error_step ?? '',
    'error[reason]': payment.error_reason ?? '',
    'error[metadata]': JSON.stringify({ payment_id: payment.id, order_id: payment.order_id }),
  };
}
