import type { Looked } from '#app/domain/watchdog.ts';
import type { GatewayRefund, Payment } from '#app/razorpay/entities.ts';
import { LIST_PAGE, type Span } from '#app/razorpay/gateway.server.ts';
import { fromUnixSeconds } from '#app/razorpay/unix-seconds.ts';
import type { Answer } from '#app/razorpay/answer.server.ts';
import { findToldPayments, findToldSubjects } from '#db/webhook-hearing.ts';
import type { Database } from '#db/client.ts';
import type { InboxWorld } from './apply-webhook.server.ts';
import { confirmPayment } from './confirm-payment.server.ts';
import { GatewaySilent } from './day-run.server.ts';
import { lookAtRefunds } from './look-at-refunds.server.ts';

/** Payments and refunds made at Razorpay in that span that no event has told; each goes the way its event would have sent it. */
export async function watchPayments(world: InboxWorld, span: Span, now: Date): Promise<Looked> {
  const payments = await takePayments(world, await readAll((skip) => world.gateway.fetchPaymentsPage({ ...span, skip })), now);
  const refunds = await takeRefunds(world, await readAll((skip) => world.gateway.fetchRefundsPage({ ...span, skip })), now);
  return { missedAt: [...payments.missedAt, ...refunds.missedAt], payments: payments.repaired, refunds: refunds.repaired, payouts: 0, loads: 0 };
}

async function readAll<T>(read: (skip: number) => Promise<Answer<readonly T[]>>): Promise<T[]> {
  const all: T[] = [];
  for (let skip = 0; ; skip += LIST_PAGE) {
    const answer = await read(skip);
    if (answer.kind !== 'accepted') throw new GatewaySilent('the list of what was missed');
    all.push(...answer.value);
    if (answer.value.length < LIST_PAGE) return all;
  }
}

interface Missed {
  readonly missedAt: Date[];
  readonly repaired: number;
}

async function takePayments(world: InboxWorld, payments: readonly Payment[], now: Date): Promise<Missed> {
  const { db } = world;
  const told = await findToldPayments(db, payments.map(({ id }) => id));
  const before = await readPayments(db, payments.flatMap(({ order_id }) => order_id ?? []));
  // One that is only begun is told by nobody yet; one of another shop's orders is none of ours.
  const missed = payments.filter(({ id, order_id, status }) => status !== 'created' && !told.has(id) && order_id !== null && before.has(order_id));
  const orders = [...new Set(missed.map(({ order_id }) => order_id!))];
  for (const gatewayOrderId of orders) {
    if ((await confirmPayment(world, { gatewayOrderId, now })) === 'unknown') throw new GatewaySilent('a payment that was missed');
  }
  const after = await readPayments(db, orders);
  return { missedAt: missed.map(({ created_at }) => fromUnixSeconds(created_at)), repaired: orders.filter((id) => before.get(id) !== after.get(id)).length };
}

async function readPayments(db: Database, orderIds: readonly string[]): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db.selectFrom('payment_transaction').select(['gateway_order_id as id', 'status']).where('gateway_order_id', 'in', orderIds).execute();
  return new Map(rows.map(({ id, status }) => [id!, status]));
}

async function takeRefunds(world: InboxWorld, refunds: readonly GatewayRefund[], now: Date): Promise<Missed> {
  const { db } = world;
  const told = await findToldSubjects(db, refunds.map(({ id }) => id));
  const known = await findOwnPayments(db, refunds.map(({ payment_id }) => payment_id));
  const missed = refunds.filter(({ id, payment_id }) => !told.has(id) && known.has(payment_id));
  const ids = missed.map(({ id }) => id);
  const before = await readRefunds(db, ids);
  for (const gatewayPaymentId of new Set(missed.map(({ payment_id }) => payment_id))) {
    if ((await lookAtRefunds(world, { gatewayPaymentId, now })) === 'unknown') throw new GatewaySilent('a refund that was missed');
  }
  const after = await readRefunds(db, ids);
  return { missedAt: missed.map(({ created_at }) => fromUnixSeconds(created_at)), repaired: ids.filter((id) => before.get(id) !== after.get(id)).length };
}

async function findOwnPayments(db: Database, paymentIds: readonly string[]): Promise<Set<string>> {
  if (paymentIds.length === 0) return new Set();
  const rows = await db.selectFrom('payment_attempt').select('gateway_payment_id as id').where('gateway_payment_id', 'in', paymentIds).execute();
  return new Set(rows.map(({ id }) => id!));
}

async function readRefunds(db: Database, refundIds: readonly string[]): Promise<Map<string, string>> {
  if (refundIds.length === 0) return new Map();
  const rows = await db.selectFrom('refund').select(['gateway_refund_id as id', 'status']).where('gateway_refund_id', 'in', refundIds).execute();
  return new Map(rows.map(({ id, status }) => [id!, status]));
}
