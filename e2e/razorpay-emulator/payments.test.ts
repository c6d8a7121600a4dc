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

async function newOrder(more = {}): Promise<string> {
  return (await client.sdk.orders.create({ amount: 80_000, currency: 'INR', ...more })).id;
}

async function captureRefusal(id: string, amount = 80_000, currency = 'INR'): Promise<string | undefined> {
  return (await refusal(client.sdk.payments.capture(id, amount, currency))).error?.description;
}

test('a captured payment has fee and tax', async () => {
  const { razorpay_payment_id: id } = await emulator.admin.pay({ order_id: await newOrder(), method: 'upi', vpa: 'patient@upi' });
  expect(await client.sdk.payments.fetch(id)).toMatchObject({ status: 'captured', captured: true, fee: 1888, tax: 288, vpa: 'patient@upi', notes: [], error_code: null });
});

test('capture says why not, and works once', async () => {
  const { razorpay_payment_id: id } = await emulator.admin.pay({ order_id: await newOrder(), outcome: 'authorized' });
  expect(await captureRefusal(id, 79_999)).toBe('Capture amount must be equal to the amount authorized.');
  expect(await captureRefusal(id, 80_000, 'USD')).toBe('Capture request currency must be same as payment currency.');
  expect(await client.sdk.payments.capture(id, 80_000, 'INR')).toMatchObject({ status: 'captured' });
  expect(await captureRefusal(id)).toBe('This payment has already been captured');
  const { razorpay_payment_id: failed } = await emulator.admin.pay({ order_id: await newOrder(), outcome: 'failed' });
  expect(await captureRefusal(failed)).toBe('Only payments which have been authorized and not yet captured can be captured.');
  expect(await captureRefusal('pay_00000000000000')).toBe('The id provided does not exist');
});

test('two captures at once: one is told that another is in progress', async () => {
  const { razorpay_payment_id: id } = await emulator.admin.pay({ order_id: await newOrder(), outcome: 'authorized' });
  await emulator.admin.setFault({ kind: 'slow', ms: 200, path: '/v1/payments/*/capture' });
  const first = client.sdk.payments.capture(id, 80_000, 'INR');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await captureRefusal(id)).toBe('Request failed because another payment operation is in progress.');
  expect(await first).toMatchObject({ status: 'captured' });
});

test('manual capture of the order or the account leaves a payment authorized, and three days give it back', async () => {
  await emulator.admin.setClock({ freeze: true });
  const byOrder = await emulator.admin.pay({ order_id: await newOrder({ payment: { capture: 'manual', capture_options: { manual_expiry_period: 60 } } }) });
  await emulator.admin.setSettings({ autoCapture: false });
  const byAccount = await emulator.admin.pay({ order_id: await newOrder() });
  expect([byOrder.payment.status, byAccount.payment.status]).toEqual(['authorized', 'authorized']);
  await emulator.admin.advance(3600);
  expect(await client.sdk.payments.fetch(byOrder.payment.id)).toMatchObject({ status: 'refunded', captured: false, amount_refunded: 80_000 });
  expect(await client.sdk.payments.fetch(byAccount.payment.id)).toMatchObject({ status: 'authorized' });
  await emulator.admin.advance(3 * 24 * 3600);
  expect(await client.sdk.payments.fetch(byAccount.payment.id)).toMatchObject({ status: 'refunded', captured: false });
  expect(await captureRefusal(byAccount.payment.id)).toBe('The payment has already been either captured or voided.');
});

test('a late payment is captured by the clock', async () => {
  await emulator.admin.setClock({ freeze: true });
  const order = await newOrder();
  const { payment } = await emulator.admin.pay({ order_id: order, outcome: 'late' });
  expect(payment.status).toBe('created');
  await emulator.admin.advance(14 * 60);
  expect(await client.sdk.payments.fetch(payment.id)).toMatchObject({ status: 'created' });
  await emulator.admin.advance(60);
  expect(await client.sdk.payments.fetch(payment.id)).toMatchObject({ status: 'captured' });
  expect(await client.sdk.orders.fetch(order)).toMatchObject({ status: 'paid' });
});

test('a failed payment can still be captured later', async () => {
  const { payment } = await emulator.admin.pay({ order_id: await newOrder(), outcome: 'failed_then_captured' });
  expect(payment.status).toBe('failed');
  await emulator.admin.advance(15 * 60);
  expect(await client.sdk.payments.fetch(payment.id)).toMatchObject({ status: 'captured', error_code: null });
});

test('a second payment that arrives late on a paid order is given back', async () => {
  const order = await newOrder();
  const late = await emulator.admin.pay({ order_id: order, outcome: 'late' });
  await emulator.admin.pay({ order_id: order });
  await emulator.admin.settlePayment(late.payment.id, 'captured');
  expect(await client.sdk.payments.fetch(late.payment.id)).toMatchObject({ status: 'refunded', captured: false, fee: null });
  expect((await client.sdk.payments.fetchMultipleRefund(late.payment.id, {})).items).toMatchObject([{ amount: 80_000, status: 'processed' }]);
  expect(await client.sdk.orders.fetch(order)).toMatchObject({ status: 'paid', amount_paid: 80_000 });
  expect((await emulator.admin.assertions()).paymentsGivenBackUncaptured).toEqual([late.payment.id]);
});

test.each([
  [{ method: 'upi', vpa: 'failure@razorpay' } as const, 'payment_declined', 'BAD_REQUEST_ERROR'],
  [{ method: 'card', card_number: '4100 2800 0008 0001' } as const, 'insufficient_funds', 'BAD_REQUEST_ERROR'],
  [{ method: 'card', card_number: '4100 2800 0002 0007' } as const, 'gateway_technical_error', 'GATEWAY_ERROR'],
])('test instrument %j fails', async (instrument, reason, code) => {
  const { payment } = await emulator.admin.pay({ order_id: await newOrder(), ...instrument });
  expect(await client.sdk.payments.fetch(payment.id)).toMatchObject({ status: 'failed', error_reason: reason, error_code: code, fee: null });
});
