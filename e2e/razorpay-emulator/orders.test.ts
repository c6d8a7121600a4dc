import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk, refusal } from './razorpay-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
});
beforeEach(() => emulator.admin.reset());
afterAll(() => emulator.stop());

test('a new order has the shape of the documents', async () => {
  const order = await client.sdk.orders.create({ amount: 50_000, currency: 'INR', receipt: 'visit-1' });
  expect(order).toEqual({
    id: expect.stringMatching(/^order_[A-Za-z0-9]{14}$/), entity: 'order', amount: 50_000, amount_paid: 0, amount_due: 50_000, currency: 'INR',
    receipt: 'visit-1', offer_id: null, status: 'created', attempts: 0, notes: [], created_at: expect.any(Number),
  });
  expect(await client.sdk.orders.fetch(order.id)).toEqual(order);
});

test('an order is attempted by a failed payment and paid by the next', async () => {
  const { id } = await client.sdk.orders.create({ amount: 50_000, currency: 'INR' });
  await emulator.admin.pay({ order_id: id, outcome: 'failed' });
  expect(await client.sdk.orders.fetch(id)).toMatchObject({ status: 'attempted', attempts: 1, amount_due: 50_000 });
  await emulator.admin.pay({ order_id: id });
  expect(await client.sdk.orders.fetch(id)).toMatchObject({ status: 'paid', attempts: 2, amount_due: 0, amount_paid: 50_000 });
  const { items } = await client.sdk.orders.fetchPayments(id);
  expect(items.map(({ status }) => status)).toEqual(['captured', 'failed']);
  await expect(emulator.admin.pay({ order_id: id })).rejects.toThrow('already paid');
});

test('orders are listed newest first, by page and by receipt', async () => {
  for (const receipt of ['a', 'b', 'c', 'a']) await client.sdk.orders.create({ amount: 100, currency: 'INR', receipt });
  const first = await client.sdk.orders.all({ count: 3 });
  expect(first).toMatchObject({ entity: 'collection', count: 3 });
  expect(first.items.map(({ receipt }) => receipt)).toEqual(['a', 'c', 'b']);
  expect((await client.sdk.orders.all({ receipt: 'a' } as never)).count).toBe(2);
  expect((await client.sdk.orders.all({ skip: 3 })).items.map(({ receipt }) => receipt)).toEqual(['a']);
  expect((await refusal(client.sdk.orders.all({ count: 101 }))).error?.description).toBe('The count may not be greater than 100.');
});

test('notes can be changed and come back as an object', async () => {
  const { id } = await client.sdk.orders.create({ amount: 100, currency: 'INR' });
  expect((await client.sdk.orders.edit(id, { notes: { visit: 'v1' } })).notes).toEqual({ visit: 'v1' });
});

test('unique_receipt returns the first order; the strict switch refuses a second', async () => {
  const wish = { amount: 100, currency: 'INR', receipt: 'once' };
  const first = await client.sdk.orders.create(wish);
  const { data } = await client.raw('post', '/orders', { ...wish, unique_receipt: true });
  expect(data).toEqual(first);
  expect((await client.sdk.orders.create(wish)).id).not.toBe(first.id);
  await emulator.admin.setSettings({ strictReceipts: true });
  const { statusCode, error } = await refusal(client.sdk.orders.create(wish));
  expect([statusCode, error?.description, error?.metadata]).toEqual([400, 'Order receipt should be unique.', { order_id: first.id }]);
});

test.each([
  [{ amount: 99 }, 'The amount must be at least INR 1.00'],
  [{ amount: 100.5 }, 'The amount must be an integer.'],
  [{}, 'The amount field is required.'],
  [{ amount: 100_000_000 }, 'amount exceeds maximum amount allowed'],
  [{ amount: 100, colour: 'red' }, 'colour is/are not required and should not be sent'],
  [{ amount: 100, receipt: 'x'.repeat(41) }, 'The receipt may not be greater than 40 characters.'],
])('order %j is refused', async (wish, description) => {
  const { statusCode, error } = await refusal(client.sdk.orders.create(wish as never));
  expect(statusCode).toBe(400);
  expect(error).toMatchObject({ code: 'BAD_REQUEST_ERROR', description });
});

test('wrong ids, paths and keys are refused in Razorpay’s words', async () => {
  expect((await refusal(client.sdk.orders.fetch('order_00000000000000'))).error?.description).toBe('The id provided does not exist');
  expect((await refusal(client.sdk.orders.fetch('order_1'))).error?.description).toBe('order_1 is not a valid id');
  expect(await client.raw('get', '/nothing')).toMatchObject({ status: 400, data: { error: { description: 'The requested URL was not found on the server.' } } });
  const stranger = await fetch(`${emulator.origin}/v1/orders`);
  expect([stranger.status, await stranger.json()]).toMatchObject([401, { error: { code: 'BAD_REQUEST_ERROR', description: 'Authentication failed' } }]);
});
