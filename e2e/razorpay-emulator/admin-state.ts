import { deliveryView, endpointView } from './admin-webhooks.ts';
import type { Payment, Refund } from './entities.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { plantView } from './plants/admin-plants.ts';
import { settlementFaults } from './settlements/assertions-settlements.ts';
import { latestFirst } from './settlements/settlements.ts';
import type { World } from './world.ts';
import { payoutAssertions } from './x/assertions-x.ts';
import { xStateOf } from './x/state-x.ts';

const DEFAULT_LIMIT = 100;

export const adminStateRoutes: Route[] = [
  { method: 'GET', path: '/__admin/health', handle: () => json({ ok: true }) },
  { method: 'GET', path: '/__admin/state', handle: (world, { query }) => json(stateOf(world, limitOf(query))) },
  { method: 'GET', path: '/__admin/requests', handle: listRequests },
  { method: 'GET', path: '/__admin/events/:id', handle: (world, { params }) => json(world.store.events.find(params.id ?? '') ?? null) },
  { method: 'GET', path: '/__admin/assertions', handle: (world) => json(assertionsOf(world)) },
];

function limitOf(query: URLSearchParams): number {
  return Number(query.get('limit')) || DEFAULT_LIMIT;
}

export function firstOf<T>(rows: Iterable<T>, limit: number): T[] {
  const first: T[] = [];
  for (const row of rows) {
    if (first.length === limit) break;
    first.push(row);
  }
  return first;
}

/** Newest first; `counts` tells how many there are in all. */
export function stateOf(world: World, limit: number) {
  const { orders, payments, refunds, settlements, waitingItems, plants, endpoints, deliveries, faults, settings, knobs } = world.store;
  return {
    now: world.clock.now(),
    frozen: world.clock.frozen,
    settings,
    knobs,
    counts: { orders: orders.size, payments: payments.size, refunds: refunds.size, deliveries: deliveries.size, settlements: settlements.size, awaitingSettlement: waitingItems.size, lost: countLost(world) },
    orders: firstOf(orders.newestFirst(), limit),
    payments: firstOf(payments.newestFirst(), limit),
    refunds: firstOf(refunds.newestFirst(), limit),
    settlements: firstOf(latestFirst(settlements.newestFirst()), limit),
    plants: [...plants.oldestFirst()].map(plantView),
    endpoints: [...endpoints.oldestFirst()].map(endpointView),
    deliveries: firstOf(deliveries.newestFirst(), limit).map(deliveryView),
    faults: [...faults.oldestFirst()],
    x: xStateOf(world, limit),
  };
}

/** Deliveries that silence swallowed. */
export function countLost({ store }: World): number {
  let lost = 0;
  for (const { status } of store.deliveries.oldestFirst()) if (status === 'lost') lost += 1;
  return lost;
}

export type EmulatorState = ReturnType<typeof stateOf>;

function listRequests(world: World, { query }: Call): Reply {
  const method = query.get('method');
  const path = query.get('path');
  const found = world.log.newestFirst().filter((request) => (method === null || request.method === method) && (path === null || request.path.includes(path)));
  return json(found.slice(0, limitOf(query)));
}

/** What a test asks at its end: was anything done twice, and who asked how. */
export function assertionsOf(world: World) {
  const refundsPerPayment: Record<string, { count: number; amountPaise: number; capturedPaise: number; receipts: (string | null)[] }> = {};
  for (const payment of world.store.payments.oldestFirst()) {
    const refunds = world.store.refunds.withKey(payment.id).filter(({ status }) => status !== 'failed');
    if (refunds.length > 0) refundsPerPayment[payment.id] = refundSummary(payment, refunds);
  }
  const refundRequests = world.log.newestFirst().filter(({ method, path }) => method === 'POST' && path.endsWith('/refund'));
  return {
    refundsPerPayment,
    overRefundedPayments: Object.entries(refundsPerPayment).flatMap(([id, { amountPaise, capturedPaise }]) => (amountPaise > capturedPaise ? [id] : [])),
    paymentsGivenBackUncaptured: [...world.store.payments.oldestFirst()].filter(({ status, captured }) => status === 'refunded' && !captured).map(({ id }) => id),
    refundRequests: refundRequests.length,
    refundRequestsWithoutKey: refundRequests.filter(({ headers }) => !headers['x-refund-idempotency']).length,
    refundKeysSeen: [...new Set(refundRequests.flatMap(({ headers }) => headers['x-refund-idempotency'] ?? []))],
    settlementFaults: settlementFaults(world),
    ...payoutAssertions(world),
    webhookAttempts: [...world.store.deliveries.oldestFirst()].reduce((sum, { attempts }) => sum + attempts.length, 0),
  };
}

export type EmulatorAssertions = ReturnType<typeof assertionsOf>;

function refundSummary(payment: Payment, refunds: Refund[]) {
  return {
    count: refunds.length,
    amountPaise: refunds.reduce((sum, { amount }) => sum + amount, 0),
    capturedPaise: payment.amount,
    receipts: refunds.map(({ receipt }) => receipt),
  };
}
