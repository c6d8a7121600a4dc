import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import type { Transaction } from '../x/entities.ts';
import { connectX } from '../x/x-client.ts';
import type { PlantKind } from './entities.ts';

let emulator: RunningEmulator;
let x: ReturnType<typeof connectX>;
let account: string;
/** Three payouts of ₹600, ₹700 and ₹800, each with ₹5.90 of fees. */
let payouts: string[];
let truth: Transaction[];

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  x = connectX(connectSdk(emulator.origin).raw);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true, set: '2026-03-02T06:00:00Z' });
  await emulator.admin.loadBalance(1_000_000);
  account = await x.account('01');
  payouts = [];
  for (const amount of [60_000, 70_000, 80_000]) {
    payouts.push((await x.pay(account, { amount })).data.id);
    await emulator.admin.advance(60);
  }
  truth = await lines();
});
afterAll(() => emulator.stop());

/** Oldest first. */
const lines = async (query: Record<string, string> = {}): Promise<Transaction[]> => (await x.list<Transaction>('/transactions', { count: '100', ...query })).data.items.toReversed();
const balance = async (): Promise<unknown> => (await x.list<{ amount: number }>('/banking_balances')).data.items[0]?.amount;
const plant = (kind: PlantKind, id?: string, paise?: number) => emulator.admin.plant({ kind, id, paise });

/** Every balance follows from the line before it, and the last is the account's. */
async function expectTied(told: Transaction[]): Promise<void> {
  let running = 0;
  for (const { credit, debit, balance: after } of told) expect(after).toBe((running += credit - debit));
  expect(await balance()).toBe(running);
}

async function expectTruthAgain(id: string): Promise<void> {
  await emulator.admin.unplant(id);
  expect(await lines()).toEqual(truth);
  await expectTied(truth);
  expect((await emulator.admin.assertions()).statementFaults).toEqual([]);
}

test('pages over a day neither overlap nor leave out, and tie', async () => {
  await emulator.admin.advance(86_400);
  await emulator.admin.loadBalance(5_000);
  const day = { from: String(truth[0]!.created_at), to: String(truth.at(-1)!.created_at) };
  for (const count of [1, 3, 100]) {
    const told: Transaction[] = [];
    for (let skip = 0; skip < 4; skip += count) told.push(...(await lines({ ...day, count: String(count), skip: String(skip) })).toReversed());
    expect(told.toReversed()).toEqual(truth);
  }
  await expectTied(await lines());
});

test('statement_missing: the debit is in no list and no fetch, and no later balance knows it', async () => {
  const planted = await plant('statement_missing');
  expect(planted).toMatchObject({ id: payouts[0], paise: 60_590, transaction_id: truth[1]?.id });
  const told = await lines();
  expect(told.map(({ id }) => id)).toEqual([truth[0], truth[2], truth[3]].map((line) => line?.id));
  await expectTied(told);
  expect(await x.ask('get', `/transactions/${truth[1]?.id}`)).toMatchObject({ status: 400, data: { error: { description: 'The id provided does not exist' } } });
  expect((await x.ask<{ status: number; data: Transaction & { error: never } }>('get', `/transactions/${truth[2]?.id}`)).data).toEqual(told[1]);
  expect(await plant('statement_missing')).toMatchObject({ id: payouts[1] });
  await emulator.admin.unplant(payouts[1]!);
  await expectTruthAgain(payouts[0]!);
});

test.each([
  ['statement_over', undefined, 100],
  ['statement_over', 900, 900],
  ['statement_under', 250, -250],
] as [PlantKind, number | undefined, number][])('%s by %s', async (kind, asked, difference) => {
  expect(await plant(kind, payouts[1], asked)).toMatchObject({ id: payouts[1], paise: Math.abs(difference) });
  const told = await lines();
  expect(told[2]).toMatchObject({ id: truth[2]?.id, debit: 70_590 + difference, amount: 70_590 + difference, source: { amount: 70_000, fees: 590 } });
  await expectTied(told);
  await expectTruthAgain(payouts[1]!);
});

test('statement_fee: ₹1.18 more fees in the debit', async () => {
  expect(await plant('statement_fee', truth[3]?.id)).toMatchObject({ id: payouts[2], paise: 118 });
  const told = await lines();
  expect(told[3]).toMatchObject({ debit: 80_590 + 118, source: { amount: 80_000, fees: 708, tax: 108 } });
  await expectTied(told);
  await expectTruthAgain(payouts[2]!);
});

test('statement_duplicate: debited twice, the second time as a line of its own', async () => {
  expect(await plant('statement_duplicate')).toMatchObject({ id: payouts[0], paise: 60_590 });
  const told = await lines();
  expect(told).toHaveLength(5);
  expect(told[2]).toMatchObject({ debit: 60_590, source: { id: payouts[0] }, created_at: truth[1]?.created_at });
  expect(told[2]?.id).not.toBe(told[1]?.id);
  await expectTied(told);
  expect((await x.ask<{ status: number; data: Transaction & { error: never } }>('get', `/transactions/${told[2]?.id}`)).data).toEqual(told[2]);
  await expectTruthAgain(payouts[0]!);
});

test('several faults at once still tie in themselves', async () => {
  await plant('statement_missing');
  await plant('statement_duplicate');
  await plant('statement_over');
  const told = await lines();
  expect(told.map(({ debit }) => debit)).toEqual([0, 70_590, 70_590, 80_690]);
  await expectTied(told);
});

test('statement_extra: a payout nobody of ours made, told by no event; its events come late', async () => {
  const receiver = await startReceiver();
  await emulator.admin.setWebhook({ kind: 'x', url: receiver.url, secret: 's' });
  const { id, paise } = await plant('statement_extra', undefined, 40_000);
  expect(paise).toBe(40_590);
  const told = await lines();
  expect(told.at(-1)).toMatchObject({ debit: 40_590, source: { id, entity: 'payout' } });
  expect(await x.payout(id)).toMatchObject({ status: 'processed', reference_id: null, fund_account_id: account, amount: 40_000 });
  await expectTied(told);
  expect((await emulator.admin.assertions()).statementFaults).toEqual([]);
  await emulator.admin.flush();
  expect(receiver.received).toEqual([]);
  await emulator.admin.unplant(id);
  await emulator.admin.flush();
  expect(receiver.received.map(({ event }) => event).toSorted()).toEqual(['payout.processed', 'transaction.created']);
  expect(await lines()).toEqual(told);
  receiver.stop();
  await expect(plant('statement_extra', undefined, 10_000_000)).rejects.toThrow('does not cover');
});
