import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import type { Payout, Transaction } from './entities.ts';
import { connectX } from './x-client.ts';
import type { ListAnswer } from './x-client.ts';

let emulator: RunningEmulator;
let x: ReturnType<typeof connectX>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  x = connectX(connectSdk(emulator.origin).raw);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true });
});
afterAll(() => emulator.stop());

const FEES = 590;
const tied = { statementFaults: [] };

/** Pays, and tells status and reason at once and after each wait. */
async function live(account: string, waits: number[]): Promise<[status: string, reason: string | undefined][]> {
  const { data } = await x.pay(account, { queue_if_low_balance: true });
  const seen: [string, string | undefined][] = [[data.status, data.status_details?.reason]];
  for (const seconds of waits) {
    await emulator.admin.advance(seconds);
    const { status, status_details } = await x.payout(data.id);
    seen.push([status, status_details?.reason]);
  }
  return seen.slice(1);
}

test.each([
  ['01', [1], [['processed', 'payout_processed']]],
  ['02', [1], [['failed', 'bank_account_closed']]],
  ['03', [30 * 86_400], [['processing', 'beneficiary_bank_confirmation_pending']]],
  ['04', [1, 3], [['processed', 'payout_processed'], ['reversed', 'beneficiary_account_dormant']]],
  ['05', [899, 1], [['queued', 'beneficiary_bank_down'], ['failed', 'beneficiary_bank_offline']]],
  ['06', [1], [['failed', 'invalid_ifsc_code']]],
  ['07', [1], [['failed', 'beneficiary_bank_offline']]],
] as [string, number[], [string, string][]][])('an account ending in %s', async (suffix, waits, expected) => {
  await emulator.admin.loadBalance(100_000);
  expect(await live(await x.account(suffix), waits)).toEqual(expected);
  const came = ['processed', 'processing'].includes(expected.at(-1)![0]) ? 100_000 - 60_000 - FEES : 100_000;
  expect(await emulator.admin.assertions()).toMatchObject({ ...tied, xBalancePaise: came });
});

test('an account ending in 07 is good from its second payout on; one ending in 06 with another IFSC', async () => {
  await emulator.admin.loadBalance(1_000_000);
  const once = await x.account('07');
  await live(once, [1]);
  expect(await live(once, [1])).toEqual([['processed', 'payout_processed']]);
  const wrong = await x.account('06');
  await live(wrong, [1]);
  expect(await live(wrong, [1])).toEqual([['failed', 'invalid_ifsc_code']]);
  expect(await live(await x.account('06', { ifsc: 'HDFC0000054' }), [1])).toEqual([['processed', 'payout_processed']]);
});

test('the last two characters of a UPI id before the @ are magic too', async () => {
  await emulator.admin.loadBalance(100_000);
  const { data } = await x.ask('post', '/fund_accounts', { contact_id: await x.contact(), account_type: 'vpa', vpa: { address: 'asha02@okbank' } });
  const paid = await x.pay(String(data.id), { mode: 'UPI' });
  await emulator.admin.advance(1);
  expect(await x.payout(paid.data.id)).toMatchObject({ status: 'failed', fees: 0, tax: 0, status_details: { reason: 'bank_account_closed' } });
});

test('too little balance: refused without a trace, or failed, or queued', async () => {
  await emulator.admin.loadBalance(60_000 + FEES - 1);
  const good = await x.account('45');
  const refused = await x.pay(good);
  expect([refused.status, refused.data.error.description]).toEqual([400, 'Your account does not have enough balance to carry out the payout operation.']);
  expect((await emulator.admin.state()).x.counts.payouts).toBe(0);
  await emulator.admin.setSettings({ lowBalancePayout: 'failed' });
  expect((await x.pay(good)).data).toMatchObject({ status: 'failed', fees: 0, status_details: { reason: 'insufficient_funds' } });
  const queued = await x.pay(good, { queue_if_low_balance: true });
  expect(queued.data).toMatchObject({ status: 'queued', fees: 0, utr: null, status_details: { reason: 'low_balance' } });
  await emulator.admin.loadBalance(1);
  expect(await x.payout(queued.data.id)).toMatchObject({ status: 'processing', fees: FEES });
  expect(await emulator.admin.assertions()).toMatchObject({ ...tied, xBalancePaise: 0 });
});

test('balance goes to the queue first in first out, passing over what does not fit; also balance that comes back', async () => {
  const good = await x.account('45');
  const queued: Payout[] = [];
  for (const amount of [50_000, 90_000, 20_000, 30_000]) queued.push((await x.pay(good, { amount, queue_if_low_balance: true })).data);
  const statuses = () => Promise.all(queued.map(async ({ id }) => (await x.payout(id)).status));
  await emulator.admin.loadBalance(80_000);
  expect(await statuses()).toEqual(['processing', 'queued', 'processing', 'queued']);
  await emulator.admin.settlePayout(queued[0]!.id, 'failed', 'gateway_timeout');
  expect(await statuses()).toEqual(['failed', 'queued', 'processing', 'processing']);
  await emulator.admin.advance(90 * 86_400);
  expect(await statuses()).toEqual(['failed', 'failed', 'processed', 'processed']);
  expect(await emulator.admin.assertions()).toMatchObject(tied);
});

test('while a bank is down its payouts wait; they go on when it is back, or fail when it takes too long', async () => {
  await emulator.admin.loadBalance(1_000_000);
  const { id } = await emulator.admin.startDowntime('HDFC');
  const hdfc = await x.account('45');
  const waiting = await x.pay(hdfc);
  expect(waiting.data).toMatchObject({ status: 'queued', status_details: { reason: 'beneficiary_bank_down', source: 'gateway' } });
  expect((await x.pay(await x.account('46', { ifsc: 'ICIC0000053' }))).data.status).toBe('processing');
  await emulator.admin.endDowntime(id);
  expect((await x.payout(waiting.data.id)).status).toBe('processing');
  await emulator.admin.startDowntime();
  const late = await x.pay(hdfc);
  expect(late.data.status_details?.reason).toBe('gateway_degraded');
  await emulator.admin.advance(3600);
  expect(await x.payout(late.data.id)).toMatchObject({ status: 'failed', status_details: { reason: 'gateway_down' } });
  expect(await emulator.admin.assertions()).toMatchObject(tied);
});

test('approval, and every move by hand; money comes back once', async () => {
  await emulator.admin.loadBalance(1_000_000);
  await emulator.admin.setSettings({ approvalWorkflow: true });
  const stuck = await x.account('03');
  const approved = await x.pay(stuck);
  const rejected = await x.pay(stuck);
  expect(approved.data).toMatchObject({ status: 'pending', fees: 0, status_details: { reason: 'pending_approval' } });
  await emulator.admin.settlePayout(rejected.data.id, 'rejected');
  await emulator.admin.settlePayout(approved.data.id, 'processing');
  await emulator.admin.settlePayout(approved.data.id, 'processed');
  expect(await emulator.admin.settlePayout(approved.data.id, 'reversed', 'bank_account_frozen')).toMatchObject({ fees: FEES, status_details: { reason: 'bank_account_frozen' }, utr: expect.any(String) });
  await expect(emulator.admin.settlePayout(approved.data.id, 'processed')).rejects.toThrow('A reversed payout cannot become processed.');
  await emulator.admin.setSettings({ approvalWorkflow: false, payoutOutcome: 'failed', payoutReason: 'imps_not_allowed' });
  const failing = await x.pay(await x.account('45'));
  await emulator.admin.advance(1);
  expect((await x.payout(failing.data.id)).status_details?.reason).toBe('imps_not_allowed');
  await emulator.admin.settlePayout(failing.data.id, 'reversed', 'imps_not_allowed');
  expect(await emulator.admin.assertions()).toMatchObject({ ...tied, xBalancePaise: 1_000_000 });
});

test('the statement ties to the paisa and the balance is its last line', async () => {
  await emulator.admin.loadBalance(500_000, { bank_reference: 'AXIR1' });
  expect(await emulator.admin.loadBalance(500_000, { bank_reference: 'AXIR1' })).toMatchObject({ balance: 500_000, isNew: false });
  const paid = await x.pay(await x.account('04'), { amount: 12_345 });
  await emulator.admin.advance(5);
  const { data } = await x.list<Transaction>('/transactions');
  expect(data.items.map(({ credit, debit, balance, source }) => [credit, debit, balance, source.entity])).toEqual([
    [12_935, 0, 500_000, 'reversal'],
    [0, 12_935, 487_065, 'payout'],
    [500_000, 0, 500_000, 'bank_transfer'],
  ]);
  expect(data.items[0]?.source).toMatchObject({ payout_id: paid.data.id, amount: 12_345, fee: FEES, tax: 90 });
  expect(data.items[1]).toMatchObject({ id: expect.stringMatching(/^txn_/), account_number: x.ownAccount, source: { id: paid.data.id, fees: FEES, status: 'reversed' } });
  expect((await x.ask('get', `/transactions/${data.items[2]!.id}`)).data).toEqual(data.items[2]);
  expect((await x.ask<ListAnswer>('get', '/banking_balances')).data.items).toMatchObject([{ entity: 'banking_balance', account_number: x.ownAccount, account_type: 'razorpayx_lite', amount: 500_000, available_amount: 500_000 }]);
  expect((await x.ask<ListAnswer>('get', '/banking_balances?account_type=current_account')).data.count).toBe(0);
});

test('a past that was not lived here is taken over silently, once', async () => {
  const past = {
    contacts: [{ id: 'cont_00000000000001', name: 'Dr Asha Rao', type: 'vendor' }],
    fund_accounts: [{ id: 'fa_00000000000001', contact_id: 'cont_00000000000001', account_type: 'bank_account' as const, bank_account: { name: 'Asha Rao', ifsc: 'HDFC0000053', account_number: '50100012345' } }],
    loads: [{ amount: 100_000, bank_reference: 'SEED1', created_at: 1_790_000_000 }],
    payouts: [{ id: 'pout_00000000000001', fund_account_id: 'fa_00000000000001', amount: 60_000, fees: 590, tax: 90, utr: '123456789012', reference_id: 'p1', created_at: 1_790_000_100 }],
  };
  expect((await emulator.admin.importX(past)).imported).toEqual({ contacts: 1, fund_accounts: 1, loads: 1, payouts: 1 });
  expect((await emulator.admin.importX(past)).imported).toEqual({ contacts: 0, fund_accounts: 0, loads: 0, payouts: 0 });
  expect(await x.payout('pout_00000000000001')).toMatchObject({ status: 'processed', utr: '123456789012' });
  expect(await emulator.admin.assertions()).toMatchObject({ ...tied, xBalancePaise: 39_410 });
});

test('1,000 payouts in a burst settle within seconds, told and on disk, and survive kill -9', { timeout: 30_000 }, async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'razorpay-emulator-'));
  const receiver = await startReceiver();
  const keys = { keyId: KEY_ID, keySecret: KEY_SECRET, stateDir };
  const burst = await startEmulator(keys);
  const shop = connectX(connectSdk(burst.origin).raw);
  await burst.admin.setWebhook({ kind: 'x', url: receiver.url, secret: 's', events: ['payout.processed', 'payout.failed'] });
  await burst.admin.loadBalance(100_000_000);
  const accounts = await Promise.all(['45', '02', '03'].map((suffix) => shop.account(suffix)));
  let next = 0;
  const send = async (): Promise<void> => {
    for (let index = next++; index < 1000; index = next++) await shop.pay(accounts[index % 10 < 8 ? 0 : (index % 10) - 7]!, { reference_id: `p-${index}` });
  };
  await Promise.all(Array.from({ length: 16 }, send));
  await burst.admin.setSettings({ neftUtrSeconds: 60 });
  const unreferenced = await shop.pay(accounts[0]!, { mode: 'NEFT', amount: 100 });
  await burst.admin.advance(2);
  expect(receiver.received).toHaveLength(901);
  expect(await burst.admin.assertions()).toMatchObject({ ...tied, referencesPaidTwice: [], payoutRequests: 1001, xBalancePaise: 100_000_000 - 900 * (60_000 + FEES) - 454 });
  expect(await shop.payout(unreferenced.data.id)).toMatchObject({ status: 'processed', utr: null });
  const underWay = await shop.pay(accounts[0]!);
  const asked = await shop.ask('post', '/fund_accounts/validations', { account_number: shop.ownAccount, fund_account: { id: accounts[0] }, amount: 100, currency: 'INR' });
  await burst.kill();

  const after = await startEmulator(keys);
  await after.admin.advance(60);
  const again = connectX(connectSdk(after.origin).raw);
  expect(await again.payout(underWay.data.id)).toMatchObject({ status: 'processed', utr: expect.any(String) });
  expect((await again.payout(unreferenced.data.id)).utr).toMatch(/^\d{12}$/);
  expect((await again.ask('get', `/fund_accounts/validations/${String(asked.data.id)}`)).data.status).toBe('completed');
  expect((await after.admin.state(1)).x.counts).toMatchObject({ payouts: 1002, transactions: 1103 });
  expect(await after.admin.assertions()).toMatchObject(tied);
  await after.stop();
  receiver.stop();
  rmSync(stateDir, { recursive: true });
});
