import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { action } from '#app/routes/webhooks.razorpay/route.tsx';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { settlePayment } from '#app/use-cases/settle-payment.server.ts';
import { countRefusals } from '#db/webhook-hearing.ts';
import { booksOf, paidOnce, summaryOf } from './books.ts';
import { KEY_ID, KEY_SECRET } from './open-world.ts';
import { openRouteWorld, posted, signatureOf, WEBHOOK_SECRET_BEFORE, type RouteWorld } from './route-world.ts';

const TOTAL_PAISE = 119_800;

let world: RouteWorld;
let turn = 0;
let eventCount = 0;
beforeAll(async () => {
  world = await openRouteWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const orderedVisit = async () => world.ordered(await world.patient(), await world.goldenWishes(turn++));
const newEventId = () => `evt_Hand${String((eventCount += 1)).padStart(10, '0')}`;

async function paidVisit() {
  const visit = await orderedVisit();
  await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
  const events = await world.eventsOf(visit.gatewayOrderId);
  return { ...visit, events, event: (name: string) => events.find((each) => each.event === name)! };
}

function deliver(body: string, headers: { eventId?: string; signature?: string } = {}) {
  return action(
    posted('/webhooks/razorpay', body, {
      'Content-Type': 'application/json',
      'X-Razorpay-Signature': headers.signature ?? signatureOf(body),
      ...(headers.eventId !== '' && { 'X-Razorpay-Event-Id': headers.eventId ?? newEventId() }),
    }),
  );
}

/** As it came over the wire. */
function deliverAsSent({ body, headers }: { body: string; headers: NodeJS.Dict<string | string[]> }) {
  return deliver(body, { eventId: String(headers['x-razorpay-event-id']), signature: String(headers['x-razorpay-signature']) });
}

const stored = (eventId: string) => world.db.selectFrom('webhook_event').selectAll().where('gateway_event_id', '=', eventId).execute();
const countStored = async () => (await world.db.selectFrom('webhook_event').select('id').execute()).length;

async function apply(eventId: string, gateway = world.gateway) {
  const [event] = await stored(eventId);
  return applyWebhook({ ...world, gateway }, { webhookEventId: event!.id, now: new Date() });
}

async function storeAndApply(body: string) {
  const eventId = newEventId();
  expect((await deliver(body, { eventId })).status).toBe(200);
  await apply(eventId);
  return (await stored(eventId))[0]!;
}

describe('the door for webhooks', () => {
  it('stores what Razorpay signed and leaves the work to the queue', async () => {
    const visit = await paidVisit();
    await world.emulator.admin.setFault({ kind: 'hang', method: 'GET', path: '/v1/**', times: 'always' });
    const captured = visit.event('payment.captured');
    const answer = await deliverAsSent(captured);
    expect([answer.status, await answer.text()]).toEqual([200, 'stored']);

    const [event] = await stored(String(captured.headers['x-razorpay-event-id']));
    expect(event).toMatchObject({ name: 'payment.captured', gateway_order_id: visit.gatewayOrderId, raw_body: captured.body, state: 'received', deliveries: 1 });
    const owed = await world.db.selectFrom('outbox_message').select('task').where('payload', '=', JSON.stringify({ webhookEventId: event!.id })).execute();
    expect(owed).toEqual([{ task: 'apply-webhook' }]);
    expect((await booksOf(world.db, visit.masterBookingId)).master.status).toBe('pending_payment');
  });

  it.each([
    ['a forged signature', (body: string) => ({ signature: signatureOf(`${body} `) })],
    ['another secret', (body: string) => ({ signature: signatureOf(body, 'not-our-secret') })],
    ['no signature', () => ({ signature: '' })],
    ['a signature that is no hex', () => ({ signature: 'x'.repeat(64) })],
  ])('refuses %s and keeps nothing but that it did', async (_case, headers) => {
    const { event } = await paidVisit();
    const before = await countStored();
    const refusals = await countRefusals(world.db, 'pg', new Date(0));
    const { body } = event('order.paid');
    expect((await deliver(body, headers(body))).status).toBe(401);
    expect([await countStored(), await countRefusals(world.db, 'pg', new Date(0))]).toEqual([before, refusals + 1]);
    expect((await deliver(body, { ...headers(body), eventId: '' })).status).toBe(401);
    expect(await countRefusals(world.db, 'pg', new Date(0))).toBe(refusals + 1);
  });

  it('counts the bytes, not their meaning: the same JSON written anew is not signed', async () => {
    const { event } = await paidVisit();
    const { body } = event('order.paid');
    const again = JSON.stringify(JSON.parse(body), null, 1);
    expect((await deliver(again, { signature: signatureOf(body) })).status).toBe(401);
  });

  it('takes the secret before today’s, while it is named', async () => {
    const { event } = await paidVisit();
    const { body } = event('order.paid');
    expect((await deliver(body, { signature: signatureOf(body, WEBHOOK_SECRET_BEFORE) })).status).toBe(200);
  });

  it.each([
    ['no event id', ''],
    ['an event id that is none', 'evt_1 OR 1=1'],
    ['a very long event id', 'e'.repeat(81)],
  ])('refuses %s', async (_case, eventId) => {
    const { event } = await paidVisit();
    expect((await deliver(event('order.paid').body, { eventId })).status).toBe(400);
  });

  it.each(['', 'null', '[]', '{', '{"event":7}', '{"event":"order.paid","payload":{"order":{"entity":{"id":"../payments"}}}}'])('refuses a signed body it cannot read: %s', async (body) => {
    const before = await countStored();
    expect((await deliver(body)).status).toBe(400);
    expect(await countStored()).toBe(before);
  });

  it('stores a repeated event once and counts it, also 20 at a time', async () => {
    const { event } = await paidVisit();
    const { body } = event('payment.captured');
    const eventId = newEventId();
    expect(await (await deliver(body, { eventId })).text()).toBe('stored');
    expect(await (await deliver(body, { eventId })).text()).toBe('seen_before');
    expect((await stored(eventId)).map((row) => row.deliveries)).toEqual([2]);

    const storm = newEventId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(body, { eventId: storm })));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    const rows = await stored(storm);
    expect(rows.map((row) => row.deliveries)).toEqual([20]);
    const owed = await world.db.selectFrom('outbox_message').select('id').where('payload', '=', JSON.stringify({ webhookEventId: rows[0]!.id })).execute();
    expect(owed).toHaveLength(1);
  });
});

describe('applying a webhook', () => {
  const names = ['payment.authorized', 'payment.captured', 'order.paid'] as const;
  const orders = names.flatMap((first) => names.filter((name) => name !== first).map((second) => [first, second, names.find((name) => name !== first && name !== second)!] as const));

  it.each(orders)('confirms once when events come as %s, %s, %s', async (...order) => {
    const visit = await paidVisit();
    for (const name of order) expect((await storeAndApply(visit.event(name).body)).state).toBe('applied');
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });

  it('confirms once when all of them are applied at the same time, each twice', async () => {
    const visit = await paidVisit();
    const ids = await Promise.all(visit.events.map(async (event) => {
      const eventId = newEventId();
      await deliver(event.body, { eventId });
      return eventId;
    }));
    await Promise.all([...ids, ...ids].map((eventId) => apply(eventId)));
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });

  it('does nothing more when Razorpay replays an event of a paid visit', async () => {
    const visit = await paidVisit();
    const captured = visit.event('payment.captured');
    const eventId = String(captured.headers['x-razorpay-event-id']);
    await deliverAsSent(captured);
    await apply(eventId);
    await world.emulator.admin.replay({ event_id: eventId });
    const [, again] = (await world.eventsOf(visit.gatewayOrderId)).filter((event) => event.headers['x-razorpay-event-id'] === eventId);
    expect(await (await deliverAsSent(again!)).text()).toBe('seen_before');
    await apply(eventId);
    expect(await stored(eventId)).toMatchObject([{ state: 'applied', deliveries: 2 }]);
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });

  it('lets a failed payment change nothing but the attempts', async () => {
    const visit = await orderedVisit();
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'failed' });
    const [failed] = await world.eventsOf(visit.gatewayOrderId);
    expect(await storeAndApply(failed!.body)).toMatchObject({ name: 'payment.failed', state: 'applied' });
    expect((await booksOf(world.db, visit.masterBookingId)).master.status).toBe('pending_payment');
    const attempts = await world.db.selectFrom('payment_attempt').select('status').where('payment_transaction_id', '=', (await booksOf(world.db, visit.masterBookingId)).payment!.id).execute();
    expect(attempts).toEqual([{ status: 'failed' }]);
  });

  it('believes an event only about where to look: one that claims a payment nobody made confirms nothing', async () => {
    const visit = await orderedVisit();
    const claim = { event: 'payment.captured', payload: { payment: { entity: { id: 'pay_AAAAAAAAAAAAAA', order_id: visit.gatewayOrderId, amount: TOTAL_PAISE, status: 'captured' } } } };
    expect((await storeAndApply(JSON.stringify(claim))).state).toBe('applied');
    expect((await booksOf(world.db, visit.masterBookingId)).master.status).toBe('pending_payment');
  });

  it.each([
    ['an event nothing of ours depends on', { event: 'invoice.paid', payload: {} }],
    ['an order that is not ours', { event: 'order.paid', payload: { order: { entity: { id: 'order_AAAAAAAAAAAAAA' } } } }],
    ['a payment without an order', { event: 'payment.captured', payload: { payment: { entity: { id: 'pay_AAAAAAAAAAAAAB', order_id: null } } } }],
  ])('ignores %s, and says so', async (_case, event) => {
    const row = await storeAndApply(JSON.stringify(event));
    expect([row.state, row.error]).toEqual(['ignored', expect.any(String)]);
    expect(row.settled_at).not.toBeNull();
  });

  it('throws while the gateway is down, says so in the inbox, and is applied when it is back', async () => {
    const visit = await paidVisit();
    const eventId = newEventId();
    await deliver(visit.event('order.paid').body, { eventId });
    const nobody = createGateway({ RAZORPAY_API_ORIGIN: 'http://127.0.0.1:9', RAZORPAY_KEY_ID: KEY_ID, RAZORPAY_KEY_SECRET: KEY_SECRET });
    await expect(apply(eventId, nobody)).rejects.toThrow('the gateway did not answer');
    expect(await stored(eventId)).toMatchObject([{ state: 'failed', error: expect.stringContaining('trying again') }]);
    expect((await booksOf(world.db, visit.masterBookingId)).master.status).toBe('pending_payment');

    await apply(eventId);
    expect(await stored(eventId)).toMatchObject([{ state: 'applied', error: null }]);
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });
});

describe('a wrong amount', () => {
  it.each([
    ['a paisa too little', { amount: TOTAL_PAISE - 1 }],
    ['a paisa too much', { amount: TOTAL_PAISE + 1 }],
    ['another currency', { currency: 'USD' }],
  ])('of %s is parked for a person and confirms nothing', async (_case, wrong) => {
    const visit = await orderedVisit();
    const id = `pay_Wrong${String(turn).padStart(9, '0')}`;
    const seen = [{ id, amount: TOTAL_PAISE, currency: 'INR', status: 'captured' as const, ...wrong }];
    for (let round = 0; round < 2; round += 1) expect(await settlePayment(world.db, { masterBookingId: visit.masterBookingId, seen, now: new Date() })).toBe('unpaid');

    const books = await booksOf(world.db, visit.masterBookingId);
    expect([books.master.status, books.payment?.status, books.refunds]).toEqual(['pending_payment', 'created', []]);
    const waiting = books.postings.filter((entry) => entry.account === 'unallocated_receipts').map((entry) => entry.amount_paise);
    expect(waiting).toEqual(seen[0]!.currency === 'INR' ? [-seen[0]!.amount] : []);
    expect(books.postings.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
    const discrepancies = await world.db.selectFrom('discrepancy').selectAll().where('subject_id', '=', id).execute();
    expect(discrepancies).toMatchObject([{ kind: expect.stringMatching(/^amount_/), master_booking_id: visit.masterBookingId, expected_paise: TOTAL_PAISE, actual_paise: seen[0]!.amount, resolved_at: null }]);
  });

  it('does not stand in the way of the right one', async () => {
    const visit = await orderedVisit();
    const paid = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    const right = { id: paid.razorpay_payment_id, amount: TOTAL_PAISE, currency: 'INR', status: 'captured' as const, fee: 0, tax: 0 };
    const wrong = { ...right, id: 'pay_WrongBesideIt1', amount: 100 };
    expect(await settlePayment(world.db, { masterBookingId: visit.masterBookingId, seen: [wrong, right], now: new Date() })).toBe('confirmed');
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });
});
