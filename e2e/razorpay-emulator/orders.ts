import type { CaptureRule, Order } from './entities.ts';
import { json } from './http-types.ts';
import type { Body, Call, Reply, Route } from './http-types.ts';
import { newId } from './ids.ts';
import { collection, pageOf } from './listing.ts';
import { paymentView } from './payment-view.ts';
import { toldPayment, toldRows } from './plants/told-entities.ts';
import { RazorpayError } from './razorpay-errors.ts';
import { notesView, readNotes, readReceipt, refuseOtherFields, refuseTooSmall, requireInteger, requireNotes, requireRow } from './request-fields.ts';
import type { World } from './world.ts';

const CREATE_FIELDS = [
  'amount', 'currency', 'receipt', 'notes', 'partial_payment', 'first_payment_min_amount', 'payment', 'payment_capture', 'unique_receipt',
  'offer_id', 'customer_id', 'customer_details', 'method', 'bank_account', 'transfers',
];

export const orderRoutes: Route[] = [
  { method: 'POST', path: '/v1/orders', handle: createOrder },
  { method: 'GET', path: '/v1/orders', handle: listOrders },
  { method: 'GET', path: '/v1/orders/:id', handle: (world, call) => json(orderView(requireOrder(world, call))) },
  { method: 'PATCH', path: '/v1/orders/:id', handle: editOrder },
  { method: 'GET', path: '/v1/orders/:id/payments', handle: listPayments },
];

export function orderView({ hidden: _hidden, ...order }: Order): Record<string, unknown> {
  return { ...order, notes: notesView(order.notes) };
}

function requireOrder(world: World, call: Call): Order {
  return requireRow(world.store.orders, 'order', call.params.id);
}

function createOrder(world: World, { body }: Call): Reply {
  refuseOtherFields(body, CREATE_FIELDS);
  const amount = requireInteger(body, 'amount');
  refuseTooSmall(amount);
  if (amount > world.store.settings.maxAmountPaise) throw new RazorpayError('amount exceeds maximum amount allowed', { field: 'amount' });
  if (body.currency === undefined) throw new RazorpayError('The currency field is required.', { field: 'currency' });
  if (body.currency !== 'INR') throw new RazorpayError('Currency is not supported', { field: 'currency' });
  const receipt = readReceipt(body);
  const notes = readNotes(body);
  const captureRule = readCaptureRule(body);

  const [sameReceipt] = receipt === null ? [] : world.store.orders.withKey(receipt);
  if (sameReceipt && body.unique_receipt === true) return json(orderView(sameReceipt));
  if (sameReceipt && world.store.settings.strictReceipts) {
    throw new RazorpayError('Order receipt should be unique.', { field: 'receipt', metadata: { order_id: sameReceipt.id } });
  }
  const order = world.store.orders.save({
    id: newId('order'), entity: 'order', amount, amount_paid: 0, amount_due: amount, currency: 'INR', receipt, offer_id: null, status: 'created',
    attempts: 0, notes, created_at: world.clock.now(), hidden: { captureRule, partialPayment: body.partial_payment === true },
  });
  return json(orderView(order));
}

function readCaptureRule(body: Body): CaptureRule | null {
  if (body.payment === undefined) {
    if (body.payment_capture === undefined) return null;
    const capture = [1, true, '1'].includes(body.payment_capture as number) ? 'automatic' : 'manual';
    return { capture, automaticExpiryMinutes: null, manualExpiryMinutes: null };
  }
  const { capture, capture_options: options } = body.payment as { capture?: unknown; capture_options?: Body };
  if (capture !== 'automatic' && capture !== 'manual') throw new RazorpayError('The selected capture is invalid.', { field: 'capture' });
  return {
    capture,
    automaticExpiryMinutes: readMinutes(options, 'automatic_expiry_period'),
    manualExpiryMinutes: readMinutes(options, 'manual_expiry_period'),
  };
}

function readMinutes(options: Body | undefined, name: string): number | null {
  if (options?.[name] === undefined || options[name] === null) return null;
  const minutes = requireInteger(options, name);
  if (minutes < 12) throw new RazorpayError(`The ${name} must be at least 12.`, { field: name });
  if (minutes > 7200) throw new RazorpayError(`The ${name} may not be greater than 7200.`, { field: name });
  return minutes;
}

function listOrders(world: World, { query }: Call): Reply {
  const receipt = query.get('receipt');
  const rows = receipt === null ? world.store.orders.newestFirst() : world.store.orders.withKey(receipt).toReversed();
  const expanded = query.getAll('expand[]').some((name) => name.startsWith('payments'));
  return json(
    pageOf(authorizedOnly(world, rows, query.get('authorized')), query, (order) =>
      expanded ? { ...orderView(order), payments: paymentsOf(world, order) } : orderView(order),
    ),
  );
}

/** `authorized=1`: orders with a payment that went through; `0`: those without. */
function* authorizedOnly(world: World, orders: Iterable<Order>, wanted: string | null): Generator<Order> {
  for (const order of orders) {
    if (wanted === null || wanted === '') yield order;
    else if ((wanted === '1') === world.store.payments.withKey(order.id).some((payment) => payment.status !== 'created' && payment.status !== 'failed')) yield order;
  }
}

function editOrder(world: World, call: Call): Reply {
  const order = requireOrder(world, call);
  order.notes = requireNotes(call.body);
  return json(orderView(world.store.orders.save(order)));
}

function listPayments(world: World, call: Call): Reply {
  return json(paymentsOf(world, requireOrder(world, call)));
}

function paymentsOf(world: World, order: Order): ReturnType<typeof collection> {
  return collection(Array.from(toldRows(world, world.store.payments.withKey(order.id).toReversed()), (payment) => paymentView(toldPayment(world, payment))));
}
