import type { Attempt, Delivery, Endpoint, WebhookEvent } from './entities.ts';
import { newId } from './ids.ts';
import { postWebhook } from './post-webhook.ts';
import type { WebhookKnobs } from './settings.ts';
import { webhookSignature } from './signatures.ts';
import type { World } from './world.ts';

const FIRST_RETRY_SECONDS = 60;
const RETRY_WINDOW_SECONDS = 24 * 60 * 60;
const KEPT_DELIVERIES = 10_000;

/** Queues a pending delivery for its time. */
export function planDelivery(world: World, { id, status, next_attempt_at: at }: Delivery): void {
  if (status !== 'pending' || at === null) return;
  const push = (): void => world.queue.push(id, () => deliver(world, id));
  if (at <= world.clock.now()) push();
  else world.timeline.plan(at, push);
}

async function deliver(world: World, id: string): Promise<void> {
  const delivery = world.store.deliveries.find(id);
  const endpoint = delivery && world.store.endpoints.find(delivery.endpoint_id);
  if (delivery?.status !== 'pending' || !endpoint) return;
  if (isSilent(world) && !delivery.replayed) {
    Object.assign(delivery, { status: 'lost', next_attempt_at: null });
  } else if (spend(world, 'drop')) {
    Object.assign(delivery, { status: 'dropped', next_attempt_at: null });
  } else {
    const attempts = await attempt(world, endpoint, delivery);
    delivery.attempts.push(...attempts);
    // The row may have been decided meanwhile: reset, or its endpoint disabled by another delivery.
    if (world.store.deliveries.find(id) !== delivery) return;
    decide(world, endpoint, delivery, attempts[0]);
  }
  world.store.deliveries.save(delivery);
  forgetOldest(world);
  world.store.commit();
}

function attempt(world: World, endpoint: Endpoint, delivery: Delivery): Promise<Attempt[]> {
  const event = world.store.events.get(delivery.event_id);
  const wrongSignature = spend(world, 'wrongSignature');
  const copies = 1 + world.store.knobs.duplicates;
  return Promise.all(Array.from({ length: copies }, (_, index) => send(world, endpoint, delivery, event, { copy: index > 0, wrongSignature })));
}

async function send(world: World, endpoint: Endpoint, delivery: Delivery, event: WebhookEvent, { copy, wrongSignature }: Pick<Attempt, 'copy' | 'wrongSignature'>): Promise<Attempt> {
  const at = world.clock.now();
  const started = performance.now();
  const signature = webhookSignature(wrongSignature ? newId('wrong') : delivery.secret, event.body);
  const headers = { 'content-type': 'application/json', 'user-agent': 'Razorpay-Webhook/v1', 'X-Razorpay-Signature': signature, 'x-razorpay-event-id': event.id };
  const outcome = await postWebhook(endpoint.url, headers, event.body);
  return { at, ...outcome, ms: Math.round(performance.now() - started), copy, wrongSignature };
}

/** A count used up by one, or -1 for always. */
function spend(world: World, knob: 'drop' | 'wrongSignature'): boolean {
  const knobs: WebhookKnobs = world.store.knobs;
  if (knobs[knob] > 0) world.store.knobs = { ...knobs, [knob]: knobs[knob] - 1 };
  return knobs[knob] !== 0;
}

/** 1, 2, 4 … minutes after each other, the last at 24 hours; when that fails too, the endpoint is disabled. */
function decide(world: World, endpoint: Endpoint, delivery: Delivery, last: Attempt | undefined): void {
  delivery.next_attempt_at = null;
  if (last?.status && last.status >= 200 && last.status < 300) {
    delivery.status = 'delivered';
    return;
  }
  if (delivery.status !== 'pending') return;
  const tried = delivery.attempts.filter(({ copy }) => !copy).length;
  const now = world.clock.now();
  const deadline = delivery.created_at + RETRY_WINDOW_SECONDS;
  if (now >= deadline) {
    delivery.status = 'failed';
    disable(world, endpoint, `${delivery.event} ${delivery.event_id} failed for 24 hours`);
    return;
  }
  delivery.next_attempt_at = Math.min(now + FIRST_RETRY_SECONDS * 2 ** (tried - 1), deadline);
  planDelivery(world, delivery);
}

function disable(world: World, endpoint: Endpoint, reason: string): void {
  world.store.endpoints.save(Object.assign(endpoint, { active: false, disabledReason: reason }));
  for (const delivery of world.store.deliveries.oldestFirst()) {
    if (delivery.endpoint_id !== endpoint.id || delivery.status !== 'pending') continue;
    world.store.deliveries.save(Object.assign(delivery, { status: 'failed', next_attempt_at: null }));
  }
}

/** Once more, by hand: signed with the endpoint's secret of today, as the dashboard's replay does. */
export function replay(world: World, delivery: Delivery): void {
  const endpoint = world.store.endpoints.get(delivery.endpoint_id);
  const replayed = world.store.deliveries.save({
    ...delivery, id: newId('dlv'), status: 'pending', secret: endpoint.secret, created_at: world.clock.now(), next_attempt_at: world.clock.now(), attempts: [], replayed: true,
  });
  planDelivery(world, replayed);
}

/** Nothing gets through, and is not tried again when the silence is over. */
export function isSilent(world: World): boolean {
  return world.clock.now() < world.store.knobs.silentUntil;
}

export function forgetOldest(world: World): void {
  const { deliveries, events } = world.store;
  if (deliveries.size <= KEPT_DELIVERIES) return;
  for (const old of deliveries.oldestFirst()) {
    if (old.status === 'pending') continue;
    deliveries.remove(old.id);
    if (deliveries.withKey(old.event_id).length === 0) events.remove(old.event_id);
    return;
  }
}
