import type { Endpoint, EndpointKind, Order, Payment, Refund } from './entities.ts';
import { newId } from './ids.ts';
import { orderView } from './orders.ts';
import { paymentView } from './payment-view.ts';
import { refundView } from './refund-view.ts';
import { forgetOldest, isSilent, planDelivery } from './webhook-delivery.ts';
import type { World } from './world.ts';

export const EVENT_NAMES = [
  'payment.authorized', 'payment.captured', 'payment.failed', 'order.paid',
  'refund.created', 'refund.processed', 'refund.failed', 'refund.speed_changed', 'settlement.processed',
] as const;

export type EventName = (typeof EVENT_NAMES)[number];

type About = { refund?: Refund; payment?: Payment; order?: Order; settlement?: Record<string, unknown> };

/** Tells pay-in's endpoints. */
export function announce(world: World, event: EventName, about: About): void {
  publish(world, 'pg', event, () => payloadOf(about));
}

/** Writes down what happened, as it is now, for every endpoint of its kind that wants it. */
export function publish(world: World, kind: EndpointKind, event: string, payload: () => Record<string, unknown>): void {
  const endpoints = [...world.store.endpoints.oldestFirst()].filter((endpoint) => kindOf(endpoint) === kind && wants(endpoint, event));
  if (endpoints.length === 0) return;
  const id = newId('evt');
  const now = world.clock.now();
  world.store.events.save({ id, event, body: JSON.stringify(envelope(world, event, payload())), created_at: now });
  for (const endpoint of endpoints) {
    const next = now + world.store.knobs.delaySeconds;
    const status = !endpoint.active ? 'not_sent' : isSilent(world) ? 'lost' : 'pending';
    const delivery = world.store.deliveries.save({
      id: newId('dlv'), event_id: id, endpoint_id: endpoint.id, event, status, secret: endpoint.secret,
      created_at: now, next_attempt_at: status === 'pending' ? next : null, attempts: [],
    });
    planDelivery(world, delivery);
    if (status !== 'pending') forgetOldest(world);
  }
}

/** Endpoints kept before RazorpayX was known have no kind. */
export function kindOf(endpoint: Endpoint): EndpointKind {
  return endpoint.kind ?? 'pg';
}

function wants(endpoint: Endpoint, event: string): boolean {
  return endpoint.events.includes('*') || endpoint.events.includes(event);
}

function payloadOf({ refund, payment, order, settlement }: About): Record<string, unknown> {
  return {
    ...(refund ? { refund: { entity: refundView(refund) } } : {}),
    ...(payment ? { payment: { entity: paymentView(payment) } } : {}),
    ...(order ? { order: { entity: orderView(order) } } : {}),
    ...(settlement ? { settlement: { entity: settlement } } : {}),
  };
}

function envelope(world: World, event: string, payload: Record<string, unknown>): Record<string, unknown> {
  const head = { entity: 'event', account_id: world.account.accountId, event, contains: Object.keys(payload) };
  const created_at = world.clock.now();
  // The one event whose published sample carries its time inside the payload.
  if (event === 'refund.speed_changed') return { ...head, payload: { ...payload, created_at } };
  return { ...head, payload, created_at };
}
