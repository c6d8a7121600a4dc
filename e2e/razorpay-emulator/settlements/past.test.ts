import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PaidOrder } from '../admin-client.ts';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import { connectBooks, sumOf } from './books-client.ts';
import type { ReconItem, Settlement } from './entities.ts';

const MONDAY = '2026-03-02T06:00:00Z';
const keys = { keyId: KEY_ID, keySecret: KEY_SECRET };
const connect = ({ origin, admin }: RunningEmulator): ReturnType<typeof connectBooks> => connectBooks(connectSdk(origin).raw, admin);
const nineOn = (date: string): number => Date.parse(`${date}T09:00:00+05:30`) / 1000;

/** Paid orders, so many each day from 24 February on. */
function pastOf(days: number, perDay: number): PaidOrder[] {
  return Array.from({ length: days * perDay }, (_, index) => {
    const number = String(index).padStart(14, '0');
    const created_at = Date.parse('2026-02-24T04:00:00Z') / 1000 + Math.floor(index / perDay) * 86_400 + Math.floor((index % perDay) / 2);
    return { order_id: `order_${number}`, payment_id: `pay_${number}`, receipt: `r${index}`, amount: 10_000 + index, fee: 236, tax: 36, method: 'upi', created_at };
  });
}

test('a past is settled on its own days, silently, the same in one part or many, once', async () => {
  const receiver = await startReceiver();
  const past = pastOf(7, 4);
  const told: { settlements: Settlement[]; items: ReconItem[] }[] = [];
  for (const part of [28, 3]) {
    const emulator = await startEmulator(keys);
    const books = connect(emulator);
    await emulator.admin.setClock({ freeze: true, set: MONDAY });
    await emulator.admin.setWebhook({ url: receiver.url, secret: 's' });
    for (let start = 0; start < past.length; start += part) await emulator.admin.importPaid(past.slice(start, start + part));
    const settlements = await books.settlements();
    expect(await emulator.admin.importPaid(past)).toEqual({ imported: 0 });
    expect(await books.settlements()).toEqual(settlements);
    told.push({ settlements, items: await books.settledOn('2026-02-27') });
    expect((await emulator.admin.state(1)).counts).toMatchObject({ settlements: 5, awaitingSettlement: 8 });
    expect((await emulator.admin.assertions()).settlementFaults).toEqual([]);
    await emulator.admin.advance(2 * 86_400);
    expect(await books.settlements()).toHaveLength(7);
    await emulator.stop();
  }
  expect(told[1]).toEqual(told[0]);
  expect(told[0]?.settlements.map(({ created_at }) => created_at)).toEqual(['2026-03-02', '2026-03-01', '2026-02-28', '2026-02-27', '2026-02-26'].map(nineOn));
  expect(told[0]?.items.map(({ entity_id }) => entity_id)).toEqual(past.slice(4, 8).map(({ payment_id }) => payment_id));
  // Only the two days that each lived after its import.
  expect(receiver.received.map(({ event }) => event)).toEqual(Array.from({ length: 4 }, () => 'settlement.processed'));
  receiver.stop();
});

test('after kill -9 settlements are as they were told, what waits is settled on its day, and mornings missed are made up for', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'razorpay-emulator-'));
  const before = await startEmulator({ ...keys, stateDir });
  const beforeBooks = connect(before);
  await before.admin.setClock({ set: MONDAY });
  await before.admin.importPaid(pastOf(3, 2));
  const payment = await beforeBooks.pay(80_000);
  await beforeBooks.days(1);
  const second = await beforeBooks.pay(50_000);
  await before.admin.plant({ kind: 'payment_missing' });
  const told = await beforeBooks.settlements();
  await before.kill();
  // A week in which the emulator does not run.
  const offsetMs = Date.parse('2026-03-10T06:00:00Z') - Date.now();
  appendFileSync(join(stateDir, 'journal.jsonl'), `${JSON.stringify([['clock', 'clock', { id: 'clock', value: { offsetMs, frozenAtMs: null } }]])}\n`);

  const after = await startEmulator({ ...keys, stateDir });
  const books = connect(after);
  await after.admin.flush();
  expect((await books.settlements()).map(({ created_at }) => created_at).slice(0, 2)).toEqual([nineOn('2026-03-05'), nineOn('2026-03-04')]);
  expect((await books.settlements()).slice(2)).toEqual(told);
  expect((await books.settledOn('2026-03-04')).map(({ entity_id }) => entity_id)).toEqual([payment]);
  const late = await books.settledOn('2026-03-05');
  expect(late.map(({ entity_id }) => entity_id)).toEqual([second]);
  expect(sumOf(late).amount).toBe(48_820);
  expect(await after.admin.plants()).toHaveLength(1);
  expect((await after.admin.assertions()).settlementFaults).toEqual([]);
  await after.stop();
  rmSync(stateDir, { recursive: true });
});

test('a state kept before there were settlements is settled as a past', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'razorpay-emulator-'));
  const before = await startEmulator({ ...keys, stateDir });
  const beforeBooks = connect(before);
  await before.admin.setClock({ freeze: true, set: MONDAY });
  const old = await beforeBooks.pay(80_000);
  await before.admin.setClock({ set: '2026-03-01T06:00:00Z' });
  const refund = await beforeBooks.refund(await beforeBooks.pay(70_000), 7_000);
  await before.kill();
  const forget = [old, refund.id].map((id) => ['waitingItems', id, null]);
  const later = ['clock', 'clock', { id: 'clock', value: { offsetMs: 0, frozenAtMs: Date.parse('2026-03-20T06:00:00Z') } }];
  appendFileSync(join(stateDir, 'journal.jsonl'), `${JSON.stringify([...forget, later])}\n`);

  const after = await startEmulator({ ...keys, stateDir });
  const books = connect(after);
  await after.admin.flush();
  expect((await books.settledOn('2026-03-04')).map(({ entity_id }) => entity_id)).toEqual([old]);
  expect((await after.admin.assertions()).settlementFaults).toEqual([]);
  await after.stop();
  rmSync(stateDir, { recursive: true });
});

test('20,000 payments of one day come in parts, are one settlement and are read in twenty pages', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'razorpay-emulator-'));
  const emulator = await startEmulator({ ...keys, stateDir });
  await emulator.admin.setClock({ freeze: true, set: '2026-03-20T06:00:00Z' });
  const past = pastOf(1, 20_000);
  for (let start = 0; start < past.length; start += 7_000) await emulator.admin.importPaid(past.slice(start, start + 7_000));
  await emulator.kill();
  const again = await startEmulator({ ...keys, stateDir });
  const books = connect(again);
  const [settlement] = await books.settlements();
  const seen = new Set<string>();
  let amount = 0;
  for (let skip = 0; ; skip += 1000) {
    const { data } = await books.recon({ year: '2026', month: '02', day: '26', count: '1000', skip: String(skip) });
    for (const { entity_id } of data.items) seen.add(entity_id);
    amount += sumOf(data.items).amount;
    if (data.count < 1000) break;
  }
  expect(seen.size).toBe(past.length);
  expect(amount).toBe(settlement?.amount);
  await again.stop();
  rmSync(stateDir, { recursive: true });
}, 60_000);
