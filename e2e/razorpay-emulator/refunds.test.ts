import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk, refusal } from './razorpay-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;
let paymentId: string;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
});
beforeEach(async () => {
  await emulator.admin.reset();
  const { id } = await client.sdk.orders.create({ amount: 80_000, currency: 'INR' });
  ({ razorpay_payment_id: paymentId } = await emulator.admin.pay({ order_id: id, method: 'card' }));
});
afterAll(() => emulator.stop());

type Answer = { status: number; data: { id: string; status: string; error: { description: string; reason: string | null } } };

function refund(body: Record<string, unknown>, key?: string): Promise<Answer> {
  return client.raw('post', `/payments/${paymentId}/refund`, body, key === undefined ? {} : { 'X-Refund-Idempotency': key });
}

const KEY = '3f0c6c1e-7a0d-4f57-9d7f-0a6f5d1b2c3d';

test('a refund is processed at once, its bank reference comes later', async () => {
  const made = await client.sdk.payments.refund(paymentId, { amount: 40_000, receipt: 'rf-1', notes: { reason: 'cancelled' } });
  expect(made).toMatchObject({
    id: expect.stringMatching(/^rfnd_[A-Za-z0-9]{14}$/), entity: 'refund', amount: 40_000, payment_id: paymentId, status: 'processed', receipt: 'rf-1',
    notes: { reason: 'cancelled' }, acquirer_data: { arn: null }, speed_requested: 'normal', speed_processed: 'normal', batch_id: null,
  });
  expect(await client.sdk.payments.fetch(paymentId)).toMatchObject({ status: 'captured', refund_status: 'partial', amount_refunded: 40_000 });
  await emulator.admin.advance(3600);
  expect((await client.sdk.refunds.fetch(made.id)).acquirer_data).toMatchObject({ arn: expect.stringMatching(/^\d{12}$/) });
  expect(await client.sdk.payments.fetchRefund(paymentId, made.id)).toMatchObject({ id: made.id });
  expect((await client.sdk.refunds.edit(made.id, { notes: { a: 'b' } })).notes).toEqual({ a: 'b' });
});

test('an omitted amount returns the rest, and then nothing is left', async () => {
  await refund({ amount: 30_000 });
  expect((await refund({})).data).toMatchObject({ amount: 50_000 });
  expect(await client.sdk.payments.fetch(paymentId)).toMatchObject({ status: 'refunded', refund_status: 'full', amount_refunded: 80_000 });
  expect((await refund({ amount: 100 })).data.error.description).toBe('The payment has been fully refunded already');
  expect((await client.sdk.refunds.all()).count).toBe(2);
});

test('one key is one refund: repeated, compared, and refused while at work', async () => {
  const first = await refund({ amount: 40_000 }, KEY);
  expect(await refund({ amount: 40_000 }, KEY)).toMatchObject({ status: 200, data: { id: first.data.id } });
  const different = await refund({ amount: 30_000 }, KEY);
  expect([different.status, different.data.error]).toMatchObject([409, { description: 'Different request with the same idempotency key has already been processed.', reason: 'NA' }]);

  await emulator.admin.setFault({ kind: 'slow', ms: 200, path: '/v1/payments/*/refund' });
  const slow = refund({ amount: 10_000 }, `${KEY}-2`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const meanwhile = await refund({ amount: 10_000 }, `${KEY}-2`);
  expect([meanwhile.status, meanwhile.data.error.description]).toEqual([409, 'Another request with the same idempotency key is still in progress.']);
  await slow;
  expect(await emulator.admin.assertions()).toMatchObject({ refundsPerPayment: { [paymentId]: { count: 2, amountPaise: 50_000 } }, overRefundedPayments: [], refundRequestsWithoutKey: 0 });
});

test('a refused request does not use its key up; a bad key is refused', async () => {
  await emulator.admin.setSettings({ lowBalance: 'clear' });
  expect((await refund({ amount: 40_000 }, KEY)).data.error.description).toContain('enough balance');
  await emulator.admin.setSettings({ lowBalance: 'off' });
  expect((await refund({ amount: 40_000 }, KEY)).status).toBe(200);
  expect((await refund({ amount: 40_000 }, 'short')).data.error.description).toBe('The idempotency key must be at least 10 characters long.');
  expect((await refund({ amount: 40_000 }, 'with:colons:in:it')).data.error.description).toContain('alphanumeric characters, underscores, and hyphens');
});

test('without a key every repeat is another refund', async () => {
  await refund({ amount: 10_000 });
  await refund({ amount: 10_000 });
  expect((await emulator.admin.assertions()).refundsPerPayment[paymentId]?.count).toBe(2);
});

test.each([
  [{ amount: 80_001 }, 'The refund amount provided is greater than amount captured.'],
  [{ amount: 99 }, 'The amount must be at least INR 1.00'],
  [{ amount: 0 }, 'Amount cannot be blank.'],
  [{ amount: 100.5 }, 'The amount must be an integer.'],
  [{ amount: 100, speed: 'fast' }, 'The selected speed is invalid.'],
  [{ amount: 100, colour: 'red' }, 'colour is/are not required and should not be sent'],
])('refund %j is refused', async (body, description) => {
  expect(await refund(body)).toMatchObject({ status: 400, data: { error: { description } } });
});

test('limits count all refunds of the payment, and a receipt is used once per payment', async () => {
  await refund({ amount: 50_000, receipt: 'rf-1' });
  expect((await refund({ amount: 30_001 })).data.error.description).toBe('The total refund amount is greater than the refund payment amount');
  expect((await refund({ amount: 10_000, receipt: 'rf-1' })).data.error.description).toBe('Duplicate receipt found for this refund request.');
});

test('an authorized payment and one older than six months are not refunded', async () => {
  const { id } = await client.sdk.orders.create({ amount: 100, currency: 'INR' });
  const { payment } = await emulator.admin.pay({ order_id: id, outcome: 'authorized' });
  expect((await refusal(client.sdk.payments.refund(payment.id, { amount: 100 }))).error?.description).toBe('The payment status should be captured for action to be taken');
  await emulator.admin.advance(185 * 24 * 3600);
  expect((await refund({ amount: 100 })).data.error).toMatchObject({ description: 'Refund is not supported by the bank because the payment is more than 6 months old', reason: null });
});

test('pending refunds settle by the clock, as told', async () => {
  await emulator.admin.setSettings({ refundMode: 'pending', refundSettleMinutes: 30, refundOutcome: 'processed' });
  const good = await refund({ amount: 10_000 });
  await emulator.admin.setSettings({ refundOutcome: 'failed' });
  const bad = await refund({ amount: 20_000 });
  expect([good.data.status, bad.data.status]).toEqual(['pending', 'pending']);
  await emulator.admin.advance(31 * 60);
  expect((await client.sdk.refunds.fetch(good.data.id)).status).toBe('processed');
  expect((await client.sdk.refunds.fetch(bad.data.id)).status).toBe('failed');
  expect(await client.sdk.payments.fetch(paymentId)).toMatchObject({ amount_refunded: 10_000, refund_status: 'partial' });
});

test('₹24.68 fails; a dashboard refund needs no key; optimum falls back or is instant', async () => {
  const magic = await refund({ amount: 2468 });
  expect(magic.data.status).toBe('pending');
  await emulator.admin.advance(10);
  expect((await client.sdk.refunds.fetch(magic.data.id)).status).toBe('failed');
  await emulator.admin.refundFromDashboard({ payment_id: paymentId, amount: 5000 });
  expect((await client.sdk.payments.fetchMultipleRefund(paymentId, {})).items[0]).toMatchObject({ amount: 5000, receipt: null });
  expect((await refund({ amount: 100, speed: 'optimum' })).data).toMatchObject({ speed_requested: 'optimum', speed_processed: 'normal' });
  await emulator.admin.setSettings({ instantRefunds: true });
  expect((await refund({ amount: 100, speed: 'optimum' })).data).toMatchObject({ speed_processed: 'instant' });
});
