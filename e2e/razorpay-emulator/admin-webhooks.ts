import { AdminError, number, mergeFields, oneOf, requireText, text, flag } from './admin-fields.ts';
import { EVENT_NAMES, kindOf } from './announce.ts';
import type { Delivery, Endpoint, EndpointKind } from './entities.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { newId } from './ids.ts';
import { flush } from './time-travel.ts';
import { replay } from './webhook-delivery.ts';
import type { World } from './world.ts';
import { X_EVENT_NAMES } from './x/announce-x.ts';

export const adminWebhookRoutes: Route[] = [
  { method: 'POST', path: '/__admin/webhooks/endpoints', handle: addEndpoint },
  { method: 'GET', path: '/__admin/webhooks/endpoints', handle: (world) => json([...world.store.endpoints.oldestFirst()].map(endpointView)) },
  { method: 'PATCH', path: '/__admin/webhooks/endpoints/:id', handle: editEndpoint },
  { method: 'POST', path: '/__admin/webhooks/endpoints/:id', handle: editEndpoint },
  { method: 'DELETE', path: '/__admin/webhooks/endpoints/:id', handle: removeEndpoint },
  { method: 'POST', path: '/__admin/webhooks/knobs', handle: setKnobs },
  { method: 'POST', path: '/__admin/webhooks/silence', handle: fallSilent },
  { method: 'POST', path: '/__admin/webhooks/replay', handle: replayDeliveries },
  { method: 'POST', path: '/__admin/webhooks/flush', handle: flushDeliveries },
];

function addEndpoint(world: World, { body }: Call): Reply {
  const kind = oneOf(body, 'kind', ['pg', 'x']) ?? 'pg';
  return json(endpointView(setWebhook(world, { kind, url: requireText(body, 'url'), secret: requireText(body, 'secret'), events: readEvents(kind, body.events) })));
}

/** Sets the endpoint of this kind at this URL; a new secret signs only events that happen from now on. Also enables it again. */
export function setWebhook(world: World, { kind = 'pg', url, secret, events = ['*'] }: { kind?: EndpointKind; url: string; secret: string; events?: string[] }): Endpoint {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new AdminError('url must be an http or https address.');
  const known = world.store.endpoints.withKey(url).find((endpoint) => kindOf(endpoint) === kind);
  const endpoint = known ?? { id: newId('we'), kind, url, secret, events, active: true, disabledReason: null, created_at: world.clock.now() };
  return world.store.endpoints.save(Object.assign(endpoint, { secret, events, active: true, disabledReason: null }));
}

export function endpointView(endpoint: Endpoint): Endpoint {
  return { ...endpoint, secret: '***' };
}

export function deliveryView(delivery: Delivery): Delivery {
  return { ...delivery, secret: '***' };
}

function readEvents(kind: EndpointKind, value: unknown): string[] | undefined {
  if (value === undefined || value === '') return undefined;
  const names = Array.isArray(value) ? value.map(String) : String(value).split(/[\s,]+/);
  const known: readonly string[] = kind === 'x' ? X_EVENT_NAMES : EVENT_NAMES;
  const unknown = names.find((name) => name !== '*' && !known.includes(name));
  if (unknown !== undefined) throw new AdminError(`There is no event ${unknown}. Known: ${known.join(', ')}.`);
  return names;
}

function requireEndpoint(world: World, call: Call): Endpoint {
  const endpoint = world.store.endpoints.find(call.params.id ?? '');
  if (!endpoint) throw new AdminError('There is no such endpoint.');
  return endpoint;
}

function editEndpoint(world: World, call: Call): Reply {
  const endpoint = requireEndpoint(world, call);
  const active = flag(call.body, 'active') ?? endpoint.active;
  const secret = text(call.body, 'secret') ?? endpoint.secret;
  const events = readEvents(kindOf(endpoint), call.body.events) ?? endpoint.events;
  const disabledReason = active ? null : (endpoint.disabledReason ?? 'disabled by hand');
  return json(endpointView(world.store.endpoints.save(Object.assign(endpoint, { active, secret, events, disabledReason }))));
}

function removeEndpoint(world: World, call: Call): Reply {
  const { id } = requireEndpoint(world, call);
  world.store.endpoints.remove(id);
  return json({ removed: id });
}

function setKnobs(world: World, { body }: Call): Reply {
  const knobs = mergeFields(world.store.knobs, body);
  world.store.knobs = knobs;
  world.queue.steer(knobs);
  return json(knobs);
}

/** For so many virtual hours from now events happen and none is delivered, then or later; 0 ends it. */
function fallSilent(world: World, { body }: Call): Reply {
  const hours = number(body, 'hours');
  if (hours === undefined || hours < 0) throw new AdminError('hours must be a number that is not negative.');
  const silentUntil = hours === 0 ? 0 : world.clock.now() + Math.round(hours * 3600);
  world.store.knobs = { ...world.store.knobs, silentUntil };
  return json(world.store.knobs);
}

function replayDeliveries(world: World, { body }: Call): Reply {
  const eventId = text(body, 'event_id');
  const deliveryId = text(body, 'delivery_id');
  const one = deliveryId === undefined ? undefined : world.store.deliveries.find(deliveryId);
  const found = one ? [one] : latestPerEndpoint(world.store.deliveries.withKey(eventId ?? ''));
  if (found.length === 0) throw new AdminError('There is no such delivery.');
  for (const delivery of found) replay(world, delivery);
  return json({ replayed: found.length });
}

function latestPerEndpoint(deliveries: Delivery[]): Delivery[] {
  return [...new Map(deliveries.map((delivery) => [delivery.endpoint_id, delivery])).values()];
}

async function flushDeliveries(world: World): Promise<Reply> {
  await flush(world);
  const statuses = { pending: 0, delivered: 0, failed: 0, dropped: 0, not_sent: 0, lost: 0 };
  for (const { status } of world.store.deliveries.oldestFirst()) statuses[status] += 1;
  return json(statuses);
}
