import type { Payment, Refund } from './entities.ts';
import { json } from './http-types.ts';
import type { Body, Call, IdempotencyRule, Reply, Route } from './http-types.ts';
import { pageOf } from './listing.ts';
import { requirePayment } from './payments.ts';
import { toldOnly, toldRefund, toldRows } from './plants/told-entities.ts';
import { RazorpayError, notApplicable, unknownId } from './razorpay-errors.ts';
import { bookRefund } from './refund-life.ts';
import type { RefundWish } from './refund-life.ts';
import { refundView } from './refund-view.ts';
import { MIN_AMOUNT_PAISE, readInteger, readNotes, readReceipt, refuseOtherFields, refuseTooSmall, requireNotes, requireRow } from './request-fields.ts';
import type { World } from './world.ts';

const REFUNDABLE_MONTHS = 6;
const IDEMPOTENCY_HEADER = 'x-refund-idempotency';

const idempotency: IdempotencyRule = {
  header: IDEMPOTENCY_HEADER,
  check: (key) => {
    if (key.length < 10) throw notApplicable('The idempotency key must be at least 10 characters long.');
    if (!/^[\w-]+$/.test(key)) throw notApplicable('The idempotency key must only contain alphanumeric characters, underscores, and hyphens');
  },
  differentBody: () => notApplicable('Different request with the same idempotency key has already been processed.', 409),
  stillRunning: () => notApplicable('Another request with the same idempotency key is still in progress.', 409),
};

export const refundRoutes: Route[] = [
  { method: 'POST', path: '/v1/payments/:id/refund', handle: create, idempotency, exclusiveBy: 'id' },
  { method: 'GET', path: '/v1/payments/:id/refunds', handle: listOfPayment },
  { method: 'GET', path: '/v1/payments/:id/refunds/:refundId', handle: fetchOfPayment },
  { method: 'GET', path: '/v1/refunds', handle: (world, { query }) => json(pageOfTold(world, world.store.refunds.newestFirst(), query)) },
  { method: 'GET', path: '/v1/refunds/:refundId', handle: (world, call) => json(refundView(toldRefund(world, requireRefund(world, call)))) },
  { method: 'PATCH', path: '/v1/refunds/:refundId', handle: edit },
];

export function requireRefund(world: World, call: Call): Refund {
  return requireRow(toldOnly(world, world.store.refunds), 'rfnd', call.params.refundId);
}

function pageOfTold(world: World, refunds: Iterable<Refund>, query: URLSearchParams): ReturnType<typeof pageOf> {
  return pageOf(toldRows(world, refunds), query, (refund) => refundView(toldRefund(world, refund)));
}

function create(world: World, call: Call): Reply {
  const payment = requirePayment(world, call);
  refuseOtherFields(call.body, ['amount', 'speed', 'notes', 'receipt', 'reverse_all']);
  const key = call.headers[IDEMPOTENCY_HEADER];
  const refund = tryRefund(world, payment, call.body, { origin: 'api', idempotencyKey: typeof key === 'string' ? key : null });
  return json(refundView(refund));
}

/** All checks of the refund API, in its order, then the refund. */
export function tryRefund(world: World, payment: Payment, body: Body, { origin, idempotencyKey = null }: Pick<RefundWish, 'origin' | 'idempotencyKey'>): Refund {
  const asked = readInteger(body, 'amount');
  if (asked === 0) throw new RazorpayError('Amount cannot be blank.', { field: 'amount' });
  // An omitted amount returns what is left; after a partial refund the documents leave open whether it would be refused.
  const amount = asked ?? payment.amount - payment.amount_refunded;
  const speed = readSpeed(body);
  const notes = readNotes(body);
  const receipt = readReceipt(body);
  refuseState(world, payment, amount);
  if (receipt !== null && world.store.refunds.withKey(payment.id).some((refund) => refund.receipt === receipt)) {
    throw new RazorpayError('Duplicate receipt found for this refund request.', { field: 'receipt', reason: 'duplicate_refund_id' });
  }
  refuseBalance(world);
  return bookRefund(world, payment, { amount, speed, notes, receipt, origin, idempotencyKey });
}

function readSpeed({ speed }: Body): 'normal' | 'optimum' {
  if (speed === undefined || speed === null || speed === 'normal') return 'normal';
  if (speed === 'optimum') return speed;
  throw new RazorpayError('The selected speed is invalid.', { field: 'speed' });
}

function refuseState(world: World, payment: Payment, amount: number): void {
  if (payment.status === 'refunded') throw notApplicable('The payment has been fully refunded already');
  if (payment.status !== 'captured') throw new RazorpayError('The payment status should be captured for action to be taken');
  if (amount < MIN_AMOUNT_PAISE) refuseTooSmall(amount);
  if (amount > payment.amount) throw new RazorpayError('The refund amount provided is greater than amount captured.', { field: 'amount', reason: 'refund_limit_crossed' });
  if (amount > payment.amount - payment.amount_refunded) {
    throw new RazorpayError('The total refund amount is greater than the refund payment amount', { field: 'amount', reason: 'refund_limit_crossed' });
  }
  const lastDay = new Date(payment.created_at * 1000);
  lastDay.setUTCMonth(lastDay.getUTCMonth() + REFUNDABLE_MONTHS);
  if (world.clock.nowMs() > lastDay.getTime()) {
    throw new RazorpayError('Refund is not supported by the bank because the payment is more than 6 months old', { source: null, step: null, reason: null });
  }
}

function refuseBalance(world: World): void {
  const { lowBalance } = world.store.settings;
  if (lowBalance === 'clear') throw new RazorpayError('Your account does not have enough balance to carry out the refund operation.', { step: 'payment_request', reason: 'insufficient_balance' });
  if (lowBalance === 'generic') throw notApplicable('invalid request sent');
}

function listOfPayment(world: World, call: Call): Reply {
  const payment = requirePayment(world, call);
  return json(pageOfTold(world, world.store.refunds.withKey(payment.id).toReversed(), call.query));
}

function fetchOfPayment(world: World, call: Call): Reply {
  const payment = requirePayment(world, call);
  const refund = requireRefund(world, call);
  if (refund.payment_id !== payment.id) throw unknownId();
  return json(refundView(toldRefund(world, refund)));
}

function edit(world: World, call: Call): Reply {
  const refund = requireRefund(world, call);
  refund.notes = requireNotes(call.body);
  return json(refundView(toldRefund(world, world.store.refunds.save(refund))));
}
