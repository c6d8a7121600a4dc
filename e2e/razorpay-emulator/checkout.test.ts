import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from './razorpay-client.ts';
import { startEmulator } from './start-emulator.ts';
import type { RunningEmulator } from './start-emulator.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;
let order: { id: string; amount: number | string };

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
});
beforeEach(async () => {
  await emulator.admin.reset();
  order = await client.sdk.orders.create({ amount: 1_234_567, currency: 'INR' });
});
afterAll(() => emulator.stop());

const CALLBACK = 'http://shop.example/back?visit=7';

function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`${emulator.origin}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

function open(more: Record<string, string> = {}): Promise<Response> {
  return post('/v1/checkout/embedded', {
    key_id: KEY_ID, order_id: order.id, amount: String(order.amount), currency: 'INR', name: 'Clinic <One>', callback_url: CALLBACK, cancel_url: 'http://shop.example/visit',
    'prefill[email]': 'p@example.com', 'prefill[contact]': '+919876543210', 'notes[visit]': 'v7', ...more,
  });
}

async function end(action: string, fields: Record<string, string> = {}, more: Record<string, string> = {}): Promise<Response> {
  const path = /action="([^"]+)"/.exec(await (await open(more)).text())?.[1];
  return post(path ?? '', { action, method: 'upi', vpa: 'success@razorpay', ...fields });
}

function decode(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** The fields and target of the form that brings the browser back. */
function formOf(page: string): { action: string; fields: Record<string, string> } {
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = '', value = '']) => [decode(name), decode(value)]);
  return { action: decode(/method="post" action="([^"]+)"/.exec(page)?.[1] ?? ''), fields: Object.fromEntries(fields) as Record<string, string> };
}

test('the page shows merchant, amount and order, and escapes what it was given', async () => {
  const response = await open();
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain('₹12,345.67');
  expect(page).toContain(order.id);
  expect(page).not.toContain('Clinic <One>');
});

test('success: a signed form goes to the callback', async () => {
  const { action, fields } = formOf(await (await end('pay')).text());
  expect(action).toBe(CALLBACK);
  const { razorpay_payment_id: id = '', razorpay_order_id, razorpay_signature } = fields;
  expect(razorpay_order_id).toBe(order.id);
  expect(razorpay_signature).toBe(createHmac('sha256', KEY_SECRET).update(`${order.id}|${id}`).digest('hex'));
  expect(await client.sdk.payments.fetch(id)).toMatchObject({ status: 'captured', email: 'p@example.com', contact: '+919876543210', notes: { visit: 'v7' }, order_id: order.id });
});

test('failure: error fields go to the callback, metadata as a JSON text', async () => {
  const { action, fields } = formOf(await (await end('fail')).text());
  expect(action).toBe(CALLBACK);
  expect(fields).toMatchObject({ 'error[code]': 'BAD_REQUEST_ERROR', 'error[reason]': 'payment_failed', 'error[source]': 'issuer_bank', 'error[step]': 'payment_authorization' });
  expect(JSON.parse(fields['error[metadata]'] ?? '')).toEqual({ payment_id: expect.stringMatching(/^pay_/), order_id: order.id });
  expect(await client.sdk.orders.fetch(order.id)).toMatchObject({ status: 'attempted' });
});

test('a test card that fails, fails', async () => {
  const { fields } = formOf(await (await end('pay', { method: 'card', card_number: '4100 2800 0008 0001' })).text());
  expect(fields['error[reason]']).toBe('insufficient_funds');
});

test('cancel: back to cancel_url, nothing paid', async () => {
  const response = await end('cancel');
  expect([response.status, response.headers.get('location')]).toEqual([303, 'http://shop.example/visit']);
  expect(await client.sdk.orders.fetch(order.id)).toMatchObject({ status: 'created', attempts: 0 });
});

test('other endings: closed tab, late, authorised only', async () => {
  expect(formOf(await (await end('close_tab')).text()).fields).toEqual({});
  expect(await client.sdk.orders.fetch(order.id)).toMatchObject({ status: 'paid' });

  order = await client.sdk.orders.create({ amount: 100, currency: 'INR' });
  expect(await (await end('late')).text()).toContain('The bank has not answered');
  expect((await client.sdk.orders.fetchPayments(order.id)).items).toMatchObject([{ status: 'created' }]);

  order = await client.sdk.orders.create({ amount: 100, currency: 'INR' });
  const { fields } = formOf(await (await end('authorize')).text());
  expect(await client.sdk.payments.fetch(fields.razorpay_payment_id ?? '')).toMatchObject({ status: 'authorized' });
});

test.each([
  [{ key_id: 'rzp_test_other' }, 'api key'],
  [{ order_id: 'order_00000000000000' }, 'does not exist'],
  [{ amount: '1' }, 'does not match the amount'],
  [{ callback_url: 'javascript:alert(1)' }, 'callback_url field is required'],
])('%j is refused with an error page', async (more, text) => {
  const response = await open(more);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(text);
});

test('a paid order opens no checkout, and two tabs pay once', async () => {
  const path = /action="([^"]+)"/.exec(await (await open()).text())?.[1] ?? '';
  await end('pay');
  const second = await post(path, { action: 'pay', method: 'upi' });
  expect([second.status, await second.text()]).toEqual([400, expect.stringContaining('already paid')]);
  expect((await open()).status).toBe(400);
  expect((await client.sdk.orders.fetchPayments(order.id)).count).toBe(1);
});

test('the frame of checkout.js answers its own shop only', async () => {
  const script = await fetch(`${emulator.origin}/v1/checkout.js`);
  expect(script.headers.get('content-type')).toContain('javascript');
  const page = await (await end('pay', {}, { frame_origin: 'http://shop.example', callback_url: '' })).text();
  expect(page).toMatch(/parent\.postMessage\(\{"source":"razorpay-emulator","type":"success","response":\{"razorpay_payment_id":"pay_\w+".*\}\}, "http:\/\/shop\.example"\)/);
});

test('the control page shows and steers without scripts', async () => {
  const paid = await post('/control/pay?back=orders', { order_id: order.id, outcome: 'captured' });
  expect([paid.status, paid.headers.get('location')]).toEqual([303, '/?said=Done.#orders']);
  const page = await (await fetch(`${emulator.origin}/`)).text();
  expect(page).toContain(order.id);
  expect(page).toContain('₹12,345.67');
  const again = await post('/control/pay?back=orders', { order_id: order.id, outcome: 'captured' });
  expect(again.headers.get('location')).toContain('refused=Your+payment+has+been+declined');
  const settings = await post('/control/settings', { refundMode: 'pending', autoCapture: 'false', arnAfterMinutes: '5' });
  expect(settings.status).toBe(303);
  expect((await emulator.admin.state()).settings).toMatchObject({ refundMode: 'pending', autoCapture: false, arnAfterMinutes: 5 });
});
