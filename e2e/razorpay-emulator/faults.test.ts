import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { FaultKind } from './faults.ts';
import { KEY_ID, KEY_SECRET, connectSdk, refusal } from './razorpay-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';
import { startReceiver } from './webhook-receiver.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
});
beforeEach(() => emulator.admin.reset());
afterAll(() => emulator.stop());

const create = () => client.sdk.orders.create({ amount: 100, currency: 'INR', receipt: 'fault' });
const ordersMade = async (): Promise<number> => (await emulator.admin.state()).counts.orders;

test.each([
  ['reply_lost', 1],
  ['reset', 0],
] as [FaultKind, number][])('%s: no answer, %i orders', async (kind, made) => {
  await emulator.admin.setFault({ kind, method: 'POST', path: '/v1/orders' });
  await expect(client.raw('post', '/orders', { amount: 100, currency: 'INR' })).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await ordersMade()).toBe(made);
  expect((await emulator.admin.requests())[0]).toMatchObject({ fault: kind, status: null });
  expect(await create()).toMatchObject({ status: 'created' });
});

test.each([
  ['bad_gateway_after_commit', 502, 1],
  ['bad_gateway_before_commit', 502, 0],
  ['rate_limited', 429, 0],
] as [FaultKind, number, number][])('%s: %i, %i orders', async (kind, status, made) => {
  await emulator.admin.setFault({ kind, method: 'POST', path: '/v1/orders' });
  expect((await refusal(create())).statusCode).toBe(status);
  expect(await ordersMade()).toBe(made);
});

test('truncated: the SDK resolves with half a text', async () => {
  await emulator.admin.setFault({ kind: 'truncated', path: '/v1/orders' });
  expect(typeof (await create())).toBe('string');
  expect(await ordersMade()).toBe(1);
});

test('hang commits and holds its answer; slow holds the work', async () => {
  await emulator.admin.setFault({ kind: 'hang', seconds: 0.3, path: '/v1/orders' });
  const hanging = create();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await ordersMade()).toBe(1);
  await hanging;
  await emulator.admin.setFault({ kind: 'slow', ms: 300, path: '/v1/orders' });
  const slow = create();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await ordersMade()).toBe(1);
  await slow;
  expect(await ordersMade()).toBe(2);
});

test('a fault strikes as often as told, only on its route', async () => {
  await emulator.admin.setFault({ kind: 'rate_limited', method: 'GET', path: '/v1/orders/*', times: 2 });
  const { id } = await create();
  for (let turn = 0; turn < 2; turn++) expect((await refusal(client.sdk.orders.fetch(id))).statusCode).toBe(429);
  expect(await client.sdk.orders.fetch(id)).toMatchObject({ id });
  await emulator.admin.setFault({ kind: 'rate_limited', path: '/v1/**', times: 'always' });
  for (let turn = 0; turn < 3; turn++) expect((await refusal(client.sdk.orders.fetch(id))).statusCode).toBe(429);
  await emulator.admin.clearFaults();
  expect(await client.sdk.orders.fetch(id)).toMatchObject({ id });
});

test('the request log shows headers and bodies, never the secret', async () => {
  await create();
  const [request] = await emulator.admin.requests({ method: 'POST', path: '/orders' });
  expect(request).toMatchObject({ headers: { authorization: `Basic ${KEY_ID}:***` }, status: 200 });
  expect(JSON.parse(request?.body ?? '')).toMatchObject({ receipt: 'fault' });
  expect(JSON.stringify(request)).not.toContain(Buffer.from(`${KEY_ID}:${KEY_SECRET}`).toString('base64'));
});

test('after kill -9 everything answered is still there, keys are remembered, undelivered webhooks go out', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'razorpay-emulator-'));
  const receiver = await startReceiver();
  const keys = { keyId: KEY_ID, keySecret: KEY_SECRET, stateDir };
  const before = await startEmulator(keys);
  const beforeClient = connectSdk(before.origin);
  await before.admin.setWebhook({ url: receiver.url, secret: 's' });
  await before.admin.setKnobs({ paused: true });
  await before.admin.advance(3600);
  const order = await beforeClient.sdk.orders.create({ amount: 80_000, currency: 'INR' });
  const { razorpay_payment_id: payment } = await before.admin.pay({ order_id: order.id });
  const late = await before.admin.pay({ order_id: (await beforeClient.sdk.orders.create({ amount: 500, currency: 'INR' })).id, outcome: 'late' });
  const key = { 'X-Refund-Idempotency': 'key-before-the-crash' };
  const refund = await beforeClient.raw('post', `/payments/${payment}/refund`, { amount: 100 }, key);
  await before.kill();
  appendFileSync(join(stateDir, 'journal.jsonl'), '[["orders","order_half');

  const after = await startEmulator(keys);
  const afterClient = connectSdk(after.origin);
  expect(await afterClient.sdk.orders.fetch(order.id)).toMatchObject({ status: 'paid' });
  expect(await afterClient.raw('post', `/payments/${payment}/refund`, { amount: 100 }, key)).toEqual(expect.objectContaining({ status: 200, data: refund.data }));
  expect(Math.abs((await after.admin.clock()).now - Date.now() / 1000 - 3600)).toBeLessThan(10);
  expect(receiver.received).toHaveLength(0);
  await after.admin.setKnobs({ paused: false });
  await after.admin.flush();
  expect(receiver.received).toHaveLength(5);
  await after.admin.advance(15 * 60);
  expect(await afterClient.sdk.payments.fetch(late.payment.id)).toMatchObject({ status: 'captured' });
  await after.stop();
  receiver.stop();
  rmSync(stateDir, { recursive: true });
});
