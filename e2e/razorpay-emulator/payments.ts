import type { Payment } from './entities.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { pageOf } from './listing.ts';
import { capturePayment } from './payment-life.ts';
import { expandedPaymentView, paymentView } from './payment-view.ts';
import { toldOnly, toldPayment, toldRows } from './plants/told-entities.ts';
import { RazorpayError, orderAlreadyPaid } from './razorpay-errors.ts';
import { refuseOtherFields, requireInteger, requireNotes, requireRow } from './request-fields.ts';
import type { World } from './world.ts';

export const paymentRoutes: Route[] = [
  { method: 'GET', path: '/v1/payments', handle: listPayments },
  { method: 'GET', path: '/v1/payments/:id', handle: (world, call) => json(expandedPaymentView(toldPayment(world, requirePayment(world, call)), call.query)) },
  { method: 'PATCH', path: '/v1/payments/:id', handle: editPayment },
  { method: 'POST', path: '/v1/payments/:id/capture', handle: capture, exclusiveBy: 'id' },
  { method: 'GET', path: '/v1/payments/:id/card', handle: fetchCard },
];

export function requirePayment(world: World, call: Call): Payment {
  return requireRow(toldOnly(world, world.store.payments), 'pay', call.params.id);
}

function listPayments(world: World, { query }: Call): Reply {
  return json(pageOf(toldRows(world, world.store.payments.newestFirst()), query, (payment) => expandedPaymentView(toldPayment(world, payment), query)));
}

function editPayment(world: World, call: Call): Reply {
  const payment = requirePayment(world, call);
  payment.notes = requireNotes(call.body);
  return json(paymentView(toldPayment(world, world.store.payments.save(payment))));
}

function capture(world: World, call: Call): Reply {
  const payment = requirePayment(world, call);
  refuseOtherFields(call.body, ['amount', 'currency']);
  const amount = requireInteger(call.body, 'amount');
  refuseCapture(world, payment, amount, call.body.currency ?? 'INR');
  capturePayment(world, payment);
  return json(paymentView(payment));
}

function refuse(description: string, field?: string): never {
  throw new RazorpayError(description, { step: 'payment_capture', field });
}

function refuseCapture(world: World, payment: Payment, amount: number, currency: unknown): void {
  if (currency !== payment.currency) refuse('Capture request currency must be same as payment currency.', 'currency');
  if (payment.captured) refuse('This payment has already been captured');
  if (payment.status === 'refunded') refuse('The payment has already been either captured or voided.');
  if (payment.status !== 'authorized') refuse('Only payments which have been authorized and not yet captured can be captured.');
  if (amount !== payment.amount) refuse('Capture amount must be equal to the amount authorized.', 'amount');
  const order = world.store.orders.get(payment.order_id);
  if (order.status === 'paid') throw orderAlreadyPaid();
  if (payment.amount > order.amount_due) refuse('Payment amount is greater than the amount due for order.', 'amount');
}

function fetchCard(world: World, call: Call): Reply {
  const { card } = requirePayment(world, call).hidden;
  if (!card) throw new RazorpayError('The payment was not made with a card.');
  return json(card);
}
