import { createHmac } from 'node:crypto';
import Razorpay from 'razorpay';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from './razorpay-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';
import { startReceiver } from './webhook-receiver.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  receiver = await startReceiver();
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'first-secret' });
});
afterEach(() => receiver.stop());
afterAll(() => emulator.stop());

async function payNewOrder(): Promise<string> {
  const { id } = await client.sdk.orders.create({ amount: 80_000, currency: 'INR' });
  return (await emulator.admin.pay({ order_id: id })).razorpay_payment_id;
}

const names = (): string[] => receiver.received.map(({ event }) => event);
const signatureOf = (body: string, secret: string): string => createHmac('sha256', secret).update(body).digest('hex');

test('a payment tells authorized, captured, order paid; signed over the raw body', async () => {
  const payment = await payNewOrder();
  await emulator.admin.flush();
  expect(names().toSorted()).toEqual(['order.paid', 'payment.authorized', 'payment.captured']);
  for (const { headers, body } of receiver.received) {
    expect(Razorpay.validateWebhookSignature(body, String(headers['x-razorpay-signature']), 'first-secret')).toBe(true);
    expect(headers['x-razorpay-event-id']).toMatch(/^evt_/);
  }
  const paid = receiver.received.find(({ event }) => event === 'order.paid');
  expect(JSON.parse(paid?.body ?? '')).toMatchObject({
    entity: 'event', account_id: 'acc_Emu00000000001', contains: ['payment', 'order'], created_at: expect.any(Number),
    payload: { payment: { entity: { id: payment, status: 'captured', fee: 1888 } }, order: { entity: { status: 'paid', amount_due: 0 } } },
  });
});

test('an event is the state when it happened', async () => {
  await payNewOrder();
  await emulator.admin.flush();
  const authorized = receiver.received.find(({ event }) => event === 'payment.authorized');
  expect(JSON.parse(authorized?.body ?? '')).toMatchObject({ payload: { payment: { entity: { status: 'authorized', captured: false, fee: null } } } });
});

test('refunds tell created and processed, or failed with the amount still counted', async () => {
  const payment = await payNewOrder();
  await client.sdk.payments.refund(payment, { amount: 40_000 });
  await client.sdk.payments.refund(payment, { amount: 2468 });
  await emulator.admin.advance(10);
  expect(names().filter((name) => name.startsWith('refund')).toSorted()).toEqual(['refund.created', 'refund.created', 'refund.failed', 'refund.processed']);
  const failed = receiver.received.find(({ event }) => event === 'refund.failed');
  expect(JSON.parse(failed?.body ?? '')).toMatchObject({ contains: ['refund', 'payment'], payload: { refund: { entity: { status: 'failed' } }, payment: { entity: { amount_refunded: 42_468 } } } });
});

test('an endpoint gets only the events it asked for', async () => {
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'first-secret', events: ['order.paid'] });
  await payNewOrder();
  await emulator.admin.flush();
  expect(names()).toEqual(['order.paid']);
});

test('a failure is tried again after 1, 2, 4 minutes with the same event id and the secret of its time', async () => {
  await emulator.admin.setClock({ freeze: true });
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'first-secret', events: ['order.paid'] });
  receiver.answerWith(500);
  await payNewOrder();
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(1);
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'second-secret', events: ['order.paid'] });
  await emulator.admin.advance(59);
  expect(receiver.received).toHaveLength(1);
  await emulator.admin.advance(1 + 2 * 60);
  expect(receiver.received).toHaveLength(3);
  receiver.answerWith(204);
  await emulator.admin.advance(4 * 60);
  await emulator.admin.advance(24 * 3600);
  expect(receiver.received).toHaveLength(4);
  expect(new Set(receiver.received.map(({ headers }) => headers['x-razorpay-event-id'])).size).toBe(1);
  for (const { headers, body } of receiver.received) expect(headers['x-razorpay-signature']).toBe(signatureOf(body, 'first-secret'));

  const [delivery] = (await emulator.admin.state()).deliveries;
  expect(delivery).toMatchObject({ status: 'delivered', secret: '***' });
  await emulator.admin.replay({ event_id: delivery?.event_id ?? '' });
  await emulator.admin.flush();
  const again = receiver.received.at(-1);
  expect(again?.headers['x-razorpay-signature']).toBe(signatureOf(again?.body ?? '', 'second-secret'));
});

test('after 24 hours of failures the endpoint is disabled until enabled by hand', async () => {
  await emulator.admin.setClock({ freeze: true });
  receiver.answerWith(503);
  await payNewOrder();
  await emulator.admin.advance(24 * 3600 - 1);
  expect((await emulator.admin.state()).endpoints[0]).toMatchObject({ active: true });
  await emulator.admin.advance(1);
  const { endpoints, deliveries } = await emulator.admin.state();
  expect(endpoints[0]).toMatchObject({ active: false });
  expect(deliveries.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  receiver.answerWith(200);
  receiver.received.length = 0;
  await payNewOrder();
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(0);
  await emulator.admin.editWebhook(endpoints[0]?.id ?? '', { active: true });
  await payNewOrder();
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(3);
});

test('silence for 5 seconds is a failure', { timeout: 10_000 }, async () => {
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'first-secret', events: ['order.paid'] });
  receiver.answerWith(null);
  await payNewOrder();
  await emulator.admin.flush();
  expect((await emulator.admin.state()).deliveries[0]).toMatchObject({ status: 'pending', attempts: [{ status: null, error: 'no answer in 5 s' }] });
});

test('knobs: duplicates, wrong signature, drop, delay', async () => {
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'first-secret', events: ['order.paid'] });
  await emulator.admin.setKnobs({ duplicates: 2 });
  await payNewOrder();
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(3);
  expect(new Set(receiver.received.map(({ headers }) => headers['x-razorpay-event-id'])).size).toBe(1);

  await emulator.admin.setKnobs({ duplicates: 0, wrongSignature: 1 });
  await payNewOrder();
  await emulator.admin.flush();
  const forged = receiver.received.at(-1);
  expect(forged?.headers['x-razorpay-signature']).not.toBe(signatureOf(forged?.body ?? '', 'first-secret'));

  await emulator.admin.setKnobs({ drop: 1 });
  await payNewOrder();
  expect(await emulator.admin.flush()).toMatchObject({ dropped: 1, delivered: 2 });

  await emulator.admin.setKnobs({ delaySeconds: 300 });
  await payNewOrder();
  expect(await emulator.admin.flush()).toMatchObject({ pending: 1 });
  await emulator.admin.advance(300);
  expect(receiver.received).toHaveLength(5);
});

test('paused deliveries wait; reordered ones come newest first', async () => {
  await emulator.admin.setKnobs({ paused: true, reorder: true });
  const payment = await payNewOrder();
  await client.sdk.payments.refund(payment, { amount: 40_000 });
  await emulator.admin.flush();
  expect(receiver.received).toHaveLength(0);
  await emulator.admin.setKnobs({ paused: false });
  await emulator.admin.flush();
  expect(names()).toEqual(['refund.processed', 'refund.created', 'order.paid', 'payment.captured', 'payment.authorized']);
});
