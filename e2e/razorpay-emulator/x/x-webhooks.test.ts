import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import { connectX } from './x-client.ts';

let emulator: RunningEmulator;
let client: ReturnType<typeof connectSdk>;
let x: ReturnType<typeof connectX>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  client = connectSdk(emulator.origin);
  x = connectX(client.raw);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true });
  receiver = await startReceiver();
  await emulator.admin.setWebhook({ kind: 'x', url: receiver.url, secret: 'x-secret' });
});
afterEach(() => receiver.stop());
afterAll(() => emulator.stop());

const names = (): string[] => receiver.received.map(({ event }) => event);

/** The entities an event carried, by their name in its payload. */
function told(event: string): Record<string, { entity: Record<string, unknown> }> {
  const body = JSON.parse(receiver.received.findLast((each) => each.event === event)?.body ?? '{}') as { payload?: Record<string, { entity: Record<string, unknown> }> };
  return body.payload ?? {};
}

test('a payout tells queued, initiated, debit and processed, signed with its own secret; pay-in keeps to itself', async () => {
  const payIn = await startReceiver();
  await emulator.admin.setWebhook({ url: payIn.url, secret: 'pg-secret' });
  const { data } = await x.pay(await x.account('45'), { queue_if_low_balance: true, reference_id: 'p1', notes: { payout: 'p1' }, narration: 'Clinic payout' });
  await emulator.admin.loadBalance(100_000);
  await emulator.admin.advance(1);
  expect(names().toSorted()).toEqual(['payout.initiated', 'payout.processed', 'payout.queued', 'transaction.created', 'transaction.created']);
  expect(payIn.received).toHaveLength(0);
  for (const { headers, body } of receiver.received) expect(headers['x-razorpay-signature']).toBe(createHmac('sha256', 'x-secret').update(body).digest('hex'));

  const processed = JSON.parse(receiver.received.findLast(({ event }) => event === 'payout.processed')?.body ?? '') as Record<string, unknown>;
  expect(processed).toEqual({
    entity: 'event', account_id: 'acc_Emu00000000001', event: 'payout.processed', contains: ['payout'], created_at: expect.any(Number),
    payload: {
      payout: {
        entity: {
          id: data.id, entity: 'payout', fund_account_id: data.fund_account_id,
          fund_account: {
            id: data.fund_account_id, entity: 'fund_account', contact_id: expect.stringMatching(/^cont_/), account_type: 'bank_account', batch_id: null,
            bank_account: { ifsc: 'HDFC0000053', bank_name: 'HDFC Bank', name: 'Asha Rao', notes: [], account_number: '50100012345' }, active: true, created_at: expect.any(Number),
          },
          amount: 60_000, currency: 'INR', notes: { payout: 'p1' }, fees: 590, tax: 90, status: 'processed', purpose: 'payout', utr: expect.stringMatching(/^\d{12}$/), mode: 'IMPS',
          reference_id: 'p1', narration: 'Clinic payout', batch_id: null, failure_reason: null, created_at: expect.any(Number),
          status_details: { reason: 'payout_processed', description: expect.any(String), source: 'beneficiary_bank' },
          error: { source: null, reason: null, description: null, code: 'NA', step: 'NA', metadata: {} },
        },
      },
    },
  });
  payIn.stop();
});

test('each event is the state when it happened', async () => {
  await x.pay(await x.account('45'), { queue_if_low_balance: true });
  await emulator.admin.loadBalance(100_000);
  await emulator.admin.advance(1);
  expect(told('payout.queued').payout?.entity).toMatchObject({ status: 'queued', fees: 0, utr: null, status_details: { reason: 'low_balance' } });
  expect(told('payout.initiated').payout?.entity).toMatchObject({ status: 'processing', fees: 590, tax: 90, utr: null });
});

test('failed gives back amount and fees and tells both; a late reversal too', async () => {
  await emulator.admin.loadBalance(1_000_000);
  await x.pay(await x.account('02'));
  await emulator.admin.advance(1);
  expect(told('payout.failed').payout?.entity).toMatchObject({
    status: 'failed', fees: 0, tax: 0, status_details: { reason: 'bank_account_closed' }, error: { reason: 'bank_account_closed', source: 'beneficiary_bank' }, failure_reason: expect.stringContaining('closed'),
  });
  const { data } = await x.pay(await x.account('04'), { amount: 10_000 });
  expect(names().filter((name) => name === 'payout.reversed')).toEqual([]);
  await emulator.admin.advance(4);
  expect(told('payout.reversed').payout?.entity).toMatchObject({ id: data.id, status: 'reversed', fees: 590, utr: expect.any(String) });
  const credits = receiver.received
    .filter(({ event }) => event === 'transaction.created')
    .map(({ body }) => (JSON.parse(body) as { payload: { transaction: { entity: { credit: number; source: { entity: string } } } } }).payload.transaction.entity)
    .filter(({ source }) => source.entity === 'reversal');
  expect(credits.map(({ credit }) => credit)).toEqual([60_590, 10_590]);
});

test('a debit line has the shape of the documents', async () => {
  await emulator.admin.loadBalance(100_000);
  const { data } = await x.pay(await x.account('03'));
  await emulator.admin.flush();
  const debit = receiver.received.map(({ body }) => JSON.parse(body) as { payload: { transaction?: { entity: { debit: number } } } }).find(({ payload }) => (payload.transaction?.entity.debit ?? 0) > 0);
  expect(debit?.payload.transaction?.entity).toEqual({
    id: expect.stringMatching(/^txn_/), entity: 'transaction', account_number: x.ownAccount, amount: 60_590, currency: 'INR', credit: 0, debit: 60_590, balance: 39_410, created_at: expect.any(Number),
    source: { id: data.id, entity: 'payout', fund_account_id: data.fund_account_id, amount: 60_000, notes: [], fees: 590, tax: 90, status: 'processing', utr: null, mode: 'IMPS', created_at: expect.any(Number) },
  });
});

test('NEFT tells its bank reference later; approval, rejection and downtime are told', async () => {
  await emulator.admin.loadBalance(1_000_000);
  const good = await x.account('45');
  await x.pay(good, { mode: 'NEFT' });
  await emulator.admin.advance(3);
  expect(told('payout.processed').payout?.entity.utr).toBeNull();
  expect(told('payout.updated').payout?.entity).toMatchObject({ status: 'processed', utr: expect.stringMatching(/^\d{12}$/) });
  await emulator.admin.setSettings({ approvalWorkflow: true });
  const { data } = await x.pay(good);
  await emulator.admin.settlePayout(data.id, 'rejected');
  const { id } = await emulator.admin.startDowntime('HDFC');
  await emulator.admin.endDowntime(id);
  await emulator.admin.flush();
  expect(names()).toEqual(expect.arrayContaining(['payout.pending', 'payout.rejected', 'payout.downtime.started', 'payout.downtime.resolved']));
  expect(told('payout.downtime.resolved')['payout.downtime']?.entity).toMatchObject({ id, status: 'resolved', instrument: { bank: 'HDFC' } });
});

test('validations are told in the classic shape', async () => {
  const ask = (suffix: string) => x.account(suffix).then((id) => x.ask('post', '/fund_accounts/validations', { account_number: x.ownAccount, fund_account: { id }, amount: 100, currency: 'INR' }));
  const { data } = await ask('45');
  await ask('93');
  await emulator.admin.advance(1);
  expect(told('fund_account.validation.completed')['fund_account.validation']?.entity).toEqual({
    ...data, status: 'completed', results: { account_status: 'active', registered_name: 'ASHA RAO', details: expect.any(String), name_match_score: 100 }, utr: expect.stringMatching(/^\d{12}$/),
  });
  expect(told('fund_account.validation.failed')['fund_account.validation']?.entity).toMatchObject({ status: 'failed', results: { account_status: '', registered_name: '' }, utr: null });
});

test('one URL may be an endpoint of both kinds; events are checked by kind; order can be turned round', async () => {
  await emulator.admin.setWebhook({ url: receiver.url, secret: 'pg-secret' });
  expect((await emulator.admin.state()).endpoints.map(({ kind }) => kind)).toEqual(['x', 'pg']);
  await expect(emulator.admin.setWebhook({ kind: 'x', url: receiver.url, secret: 's', events: ['payment.captured'] })).rejects.toThrow('There is no event payment.captured');
  await emulator.admin.setKnobs({ paused: true, reorder: true });
  await emulator.admin.loadBalance(100_000);
  await x.pay(await x.account('45'));
  await emulator.admin.advance(1);
  await emulator.admin.setKnobs({ paused: false });
  await emulator.admin.flush();
  expect(names()).toEqual(['payout.processed', 'transaction.created', 'payout.initiated', 'transaction.created']);
});
