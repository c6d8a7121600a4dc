import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import type { Payout } from './entities.ts';
import { connectX } from './x-client.ts';
import type { ListAnswer, PayoutAnswer } from './x-client.ts';

let emulator: RunningEmulator;
let x: ReturnType<typeof connectX>;
let good: string;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  x = connectX(connectSdk(emulator.origin).raw);
});
beforeEach(async () => {
  await emulator.admin.reset();
  await emulator.admin.setClock({ freeze: true });
  await emulator.admin.loadBalance(100_000_000);
  good = await x.account('45');
});
afterAll(() => emulator.stop());

const KEY = '53cda91c-8f81-4e77-bbb9-7388f4ac6bf4';

test('a payout has the shape of the documents', async () => {
  const { status, data } = await x.pay(good, { reference_id: 'p-1', narration: 'Clinic payout', notes: { payout: 'p1' } });
  expect(status).toBe(200);
  expect(data).toEqual({
    id: expect.stringMatching(/^pout_[A-Za-z0-9]{14}$/), entity: 'payout', fund_account_id: good, amount: 60_000, currency: 'INR', notes: { payout: 'p1' }, fees: 590, tax: 90,
    status: 'processing', purpose: 'payout', utr: null, mode: 'IMPS', reference_id: 'p-1', narration: 'Clinic payout', batch_id: null, created_at: expect.any(Number), fee_type: '',
    debit_account_number: x.ownAccount, status_details: { reason: 'beneficiary_bank_confirmation_pending', source: 'beneficiary_bank', description: expect.any(String) },
  });
  await emulator.admin.advance(1);
  expect(await x.payout(data.id)).toMatchObject({ status: 'processed', utr: expect.stringMatching(/^\d{12}$/), status_details: { reason: 'payout_processed' } });
});

test('a key is mandatory and has its format', async () => {
  const missing = await x.pay(good, {}, null);
  expect(missing).toMatchObject({
    status: 400,
    data: { error: { code: 'BAD_REQUEST_ERROR', description: 'Idempotency key is missing. Include idempotency header and key in the request.', source: 'business', step: null, reason: 'null', field: 'X-Payout-Idempotency' } },
  });
  for (const key of ['abc', `${KEY}x`, `p:${KEY.slice(4)}`]) expect((await x.pay(good, {}, key)).data.error.description).toContain('between 4 and 36 characters');
  expect((await x.pay(good, {}, 'a_b-c 1')).status).toBe(200);
  expect(await emulator.admin.assertions()).toMatchObject({ payoutRequests: 5, payoutRequestsWithoutKey: 1, statementFaults: [] });
});

test('the same key and body is the same payout as it now is; another body is refused', async () => {
  const first = await x.pay(good, { reference_id: 'p-1' }, KEY);
  expect((await x.pay(good, { reference_id: 'p-1' }, KEY)).data).toEqual(first.data);
  await emulator.admin.advance(1);
  expect(await x.pay(good, { reference_id: 'p-1' }, KEY)).toMatchObject({ status: 200, data: { id: first.data.id, status: 'processed' } });
  expect(await x.pay(good, { reference_id: 'p-1', amount: 60_001 }, KEY)).toMatchObject({
    status: 400, data: { error: { description: 'Different request body sent for the same Idempotency Header', source: null, step: null, reason: null, metadata: [] } },
  });
  expect(await emulator.admin.assertions()).toMatchObject({ payoutsPerReference: { 'p-1': { count: 1, alive: 1, alivePaise: 60_000 } }, referencesPaidTwice: [], payoutKeysSeen: [KEY] });
});

test('a reference is not a key: two keys are two payouts, and the assertions say so', async () => {
  await x.pay(good, { reference_id: 'p-1' });
  await x.pay(good, { reference_id: 'p-1' });
  expect(await emulator.admin.assertions()).toMatchObject({ payoutsPerReference: { 'p-1': { count: 2, alive: 2 } }, referencesPaidTwice: ['p-1'] });
});

test('a second request with a key at work waits for the first, or is refused by switch', async () => {
  await emulator.admin.setFault({ kind: 'slow', ms: 200, path: '/v1/payouts' });
  const both = await Promise.all([x.pay(good, {}, KEY), x.pay(good, {}, KEY)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[0].data.id).toBe(both[1].data.id);

  await emulator.admin.setSettings({ refuseConcurrentPayouts: true });
  await emulator.admin.setFault({ kind: 'slow', ms: 200, path: '/v1/payouts' });
  const statuses = (await Promise.all([x.pay(good, {}, `${KEY.slice(1)}2`), x.pay(good, {}, `${KEY.slice(1)}2`)])).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 409]);
  expect((await emulator.admin.state()).x.counts.payouts).toBe(2);
});

test('a lost answer is found again by the same key and by reference', async () => {
  await emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/payouts' });
  await expect(x.pay(good, { reference_id: 'p-1' }, KEY)).rejects.toMatchObject({ code: 'ECONNRESET' });
  const { data } = await x.list<Payout>('/payouts', { reference_id: 'p-1' });
  expect(data.count).toBe(1);
  expect((await x.pay(good, { reference_id: 'p-1' }, KEY)).data.id).toBe(data.items[0]?.id);
});

test.each([
  [{ account_number: undefined }, 'The account number field is required'],
  [{ account_number: '50100012345' }, 'The RazorpayX Account number is invalid.'],
  [{ fund_account_id: 'fa_00000000000000' }, 'The id provided does not exist'],
  [{ amount: 99 }, 'The amount must be at least INR 1.00'],
  [{ amount: 100.5 }, 'The amount must be an integer.'],
  [{ currency: 'USD' }, 'The selected currency is invalid.'],
  [{ mode: 'imps' }, 'The selected mode is invalid.'],
  [{ mode: 'UPI' }, 'UPI is not a valid mode for the fund account type bank_account'],
  [{ amount: 50_000_001 }, 'The amount may not be greater than INR 500000 for IMPS.'],
  [{ mode: 'RTGS', amount: 19_999_999 }, 'The amount must be at least INR 200000 for RTGS.'],
  [{ purpose: 'bribe' }, 'Invalid purpose: bribe'],
  [{ purpose: undefined }, 'The purpose field is required.'],
  [{ narration: 'Clinic: payout' }, 'The narration format is invalid.'],
  [{ narration: 'x'.repeat(31) }, 'The narration may not be greater than 30 characters.'],
  [{ reference_id: 'x'.repeat(41) }, 'The reference id may not be greater than 40 characters.'],
  [{ queue_if_low_balance: 'maybe' }, 'The queue if low balance field must be true or false.'],
  [{ colour: 'red' }, 'colour is/are not required and should not be sent'],
])('payout with %j is refused', async (change, description) => {
  const answer = await x.pay(good, change, KEY);
  expect([answer.status, answer.data.error.description]).toEqual([400, description]);
  expect((await x.pay(good, {}, KEY)).status).toBe(200);
});

test('fees by mode, or none; NEFT learns its bank reference later', async () => {
  const fees = async (changes: Record<string, unknown>) => {
    const { data } = await x.pay(good, changes);
    return [data.fees, data.tax, data.fee_type];
  };
  expect(await fees({ mode: 'IMPS' })).toEqual([590, 90, '']);
  expect(await fees({ mode: 'RTGS', amount: 20_000_000 })).toEqual([1180, 180, '']);
  await emulator.admin.setSettings({ freePayouts: true });
  expect(await fees({ mode: 'IMPS' })).toEqual([0, 0, 'free_payout']);
  await emulator.admin.setSettings({ freePayouts: false });
  const neft = await x.pay(good, { mode: 'NEFT' });
  expect([neft.data.fees, neft.data.tax]).toEqual([354, 54]);
  await emulator.admin.advance(1);
  expect(await x.payout(neft.data.id)).toMatchObject({ status: 'processed', utr: null });
  await emulator.admin.advance(2);
  expect((await x.payout(neft.data.id)).utr).toMatch(/^\d{12}$/);
});

test('a composite payout makes its contact and account, once, and none when refused', async () => {
  const fund_account = { account_type: 'vpa', vpa: { address: 'asha@okbank' }, contact: { name: 'Dr Composite', type: 'vendor' } };
  expect((await x.pay(good, { fund_account_id: undefined, fund_account, mode: 'UPI', amount: 10_000_001 })).status).toBe(400);
  expect((await emulator.admin.state()).x.counts).toMatchObject({ contacts: 1, fundAccounts: 1 });
  const first = await x.pay(good, { fund_account_id: undefined, fund_account, mode: 'UPI' });
  expect(first.data).toMatchObject({ fees: 236, fund_account: { vpa: { address: 'asha@okbank' }, contact: { name: 'Dr Composite' } } });
  await x.pay(good, { fund_account_id: undefined, fund_account, mode: 'UPI' });
  expect((await emulator.admin.state()).x.counts).toMatchObject({ contacts: 2, fundAccounts: 2, payouts: 2 });
});

test('payouts are listed by account, reference, status, mode and contact', async () => {
  await x.pay(good, { reference_id: 'a' });
  await x.pay(await x.account('03', { name: 'Somebody Else' }), { reference_id: 'b', mode: 'NEFT' });
  await emulator.admin.advance(1);
  const references = async (query: Record<string, string>) => (await x.list<Payout>('/payouts', query)).data.items.map(({ reference_id }) => reference_id);
  expect(await references({})).toEqual(['b', 'a']);
  expect(await references({ reference_id: 'a' })).toEqual(['a']);
  expect(await references({ status: 'processing' })).toEqual(['b']);
  expect(await references({ mode: 'NEFT', fund_account_id: good })).toEqual([]);
  expect(await references({ contact_id: await x.contact() })).toEqual(['b', 'a']);
  expect((await x.ask<ListAnswer>('get', '/payouts?reference_id=a')).data.error.description).toBe('The account number field is required');
});

test('only a queued payout is cancelled, by POST or PATCH', async () => {
  const queued = await x.pay(good, { mode: 'NEFT', amount: 900_000_000, queue_if_low_balance: true });
  expect(queued.data).toMatchObject({ status: 'queued', fees: 0, status_details: { reason: 'low_balance', source: 'business' } });
  expect((await x.ask('post', `/payouts/${queued.data.id}/cancel`)).data).toMatchObject({ status: 'cancelled', utr: null });
  const other = await x.pay(good, { mode: 'NEFT', amount: 900_000_000, queue_if_low_balance: true });
  expect((await x.ask<PayoutAnswer>('patch', `/payouts/${other.data.id}/cancel`)).data.status).toBe('cancelled');
  const sent = await x.pay(good);
  expect(await x.ask('post', `/payouts/${sent.data.id}/cancel`)).toMatchObject({ status: 400, data: { error: { description: 'Payout is not in queued state and cannot be cancelled.' } } });
  await emulator.admin.loadBalance(1_000_000_000);
  expect((await x.payout(queued.data.id)).status).toBe('cancelled');
});
