import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import { connectBooks, sumOf } from './books-client.ts';

let emulator: RunningEmulator;
let books: ReturnType<typeof connectBooks>;

/** Monday 2 March 2026, 11:30 in India. */
const MONDAY = '2026-03-02T06:00:00Z';
const nineOn = (date: string): number => Date.parse(`${date}T09:00:00+05:30`) / 1000;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  books = connectBooks(connectSdk(emulator.origin).raw, emulator.admin);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true, set: MONDAY });
});
afterAll(() => emulator.stop());

const expectTied = async (): Promise<void> => expect((await emulator.admin.assertions()).settlementFaults).toEqual([]);

test('two days later at nine one settlement pays out what is left of fees and refunds, to the paisa', async () => {
  const payments = [await books.pay(80_000), await books.pay(33_333), await books.pay(100)];
  const refund = await books.refund(payments[0]!, 5_000);
  await emulator.admin.setClock({ set: nineOn('2026-03-04') - 1 });
  expect(await books.settlements()).toEqual([]);
  await emulator.admin.advance(1);
  const [settlement, ...others] = await books.settlements();
  expect(others).toEqual([]);
  expect(settlement).toEqual({
    id: expect.stringMatching(/^setl_\w{14}$/), entity: 'settlement', amount: 113_433 - (1_888 + 787 + 2) - 5_000, status: 'processed', fees: 2_677, tax: 408,
    utr: expect.stringMatching(/^\d{10}\w{6}$/), created_at: nineOn('2026-03-04'),
  });
  const items = await books.settledOn('2026-03-04');
  expect(items.map(({ entity_id }) => entity_id)).toEqual([...payments, refund.id]);
  expect(sumOf(items)).toEqual({ amount: settlement!.amount, fees: settlement!.fees, tax: settlement!.tax });
  expect(await books.settlement(settlement!.id)).toEqual(settlement);
  await expectTied();
});

test('a line of reconciliation has every field of the document', async () => {
  const payment = await books.pay(80_000, 'VISIT-1');
  const refund = await books.refund(payment, 5_000);
  await books.days(2);
  const [{ id = '', utr = '', created_at = 0 } = {}] = await books.settlements();
  const { data } = await books.payment(payment);
  const both = {
    currency: 'INR', on_hold: false, settled: true, created_at: Date.parse(MONDAY) / 1000, settled_at: created_at, settlement_id: id, posted_at: null, credit_type: 'default',
    description: null, notes: null, settlement_utr: utr, order_id: data.order_id, order_receipt: 'VISIT-1', method: 'upi', card_network: null, card_issuer: null, card_type: null, dispute_id: null,
  };
  expect(await books.settledOn('2026-03-04')).toEqual([
    { ...both, entity_id: payment, type: 'payment', debit: 0, credit: 78_112, amount: 80_000, fee: 1_888, tax: 288, payment_id: null },
    { ...both, entity_id: refund.id, type: 'refund', debit: 5_000, credit: 0, amount: 5_000, fee: 0, tax: 0, payment_id: payment },
  ]);
});

test('a refund of a settled payment is taken from a later settlement, and waits when nothing is left to pay out', async () => {
  const payment = await books.pay(80_000);
  await books.days(2);
  const refund = await books.refund(payment, 80_000);
  await books.days(4);
  expect(await books.settlements()).toHaveLength(1);
  expect((await emulator.admin.state(1)).counts.awaitingSettlement).toBe(1);
  await books.pay(200_000);
  await books.days(2);
  const [latest] = await books.settlements();
  expect(latest?.amount).toBe(200_000 - 4_720 - 80_000);
  expect((await books.settledOn('2026-03-10')).map(({ entity_id }) => entity_id)).toContain(refund.id);
  await expectTied();
});

test('money that never was the merchant’s is not settled: failed, uncaptured, given back, pending', async () => {
  const { data } = await books.ask<{ data: { id: string } }>('post', '/orders', { amount: 50_000, currency: 'INR' });
  await emulator.admin.pay({ order_id: data.id, outcome: 'authorized' });
  const paid = await books.pay(90_000);
  await emulator.admin.setSettings({ refundMode: 'pending', refundSettleMinutes: 60 * 24 * 30 });
  await books.refund(paid, 1_000);
  await emulator.admin.setSettings({ refundMode: 'processed' });
  await books.days(6);
  expect((await emulator.admin.assertions()).paymentsGivenBackUncaptured).toHaveLength(1);
  expect((await books.settledOn('2026-03-04')).map(({ entity_id }) => entity_id)).toEqual([paid]);
  expect(await books.settlements()).toHaveLength(1);
  await expectTied();
});

test('a jump over five days makes each day’s settlement at its own hour; so does a life a month ago', async () => {
  for (let day = 0; day < 3; day++) {
    await books.pay(10_000 * (day + 1));
    if (day < 2) await books.days(1);
  }
  await books.days(5);
  expect((await books.settlements()).map(({ created_at }) => created_at)).toEqual(['2026-03-06', '2026-03-05', '2026-03-04'].map(nineOn));
  await emulator.admin.setClock({ set: '2026-02-02T06:00:00Z' });
  await books.pay(70_000);
  await books.days(1);
  await books.pay(60_000);
  await emulator.admin.setClock({ set: MONDAY });
  expect((await books.settlements()).map(({ created_at }) => created_at)).toEqual(['2026-03-06', '2026-03-05', '2026-03-04', '2026-02-05', '2026-02-04'].map(nineOn));
  expect((await books.settlements({ from: String(nineOn('2026-02-04')), to: String(nineOn('2026-02-04')) })).map(({ amount }) => amount)).toEqual([70_000 - 1_652]);
  await expectTied();
});

test('a payment captured late is in no settlement of before, even when those days are lived again', async () => {
  const { data } = await books.ask<{ data: { id: string } }>('post', '/orders', { amount: 50_000, currency: 'INR' });
  const { payment } = await emulator.admin.pay({ order_id: data.id, outcome: 'failed' });
  await books.days(2);
  await emulator.admin.settlePayment(payment.id, 'captured');
  await emulator.admin.setClock({ set: MONDAY });
  const other = await books.pay(10_000);
  await books.days(4);
  expect((await books.settledOn('2026-03-04')).map(({ entity_id }) => entity_id)).toEqual([other]);
  expect((await books.settledOn('2026-03-05')).map(({ entity_id }) => entity_id)).toEqual([payment.id]);
  await expectTied();
});

test('the hour and the wait are settings, for what waits already too; by hand everything is settled now', async () => {
  await books.pay(10_000);
  await emulator.admin.setSettings({ settlementMinute: 18 * 60 });
  await books.days(2);
  await books.pay(10_000);
  await emulator.admin.setSettings({ settlementDelayDays: 1 });
  await books.days(3);
  expect((await books.settlements()).map(({ created_at }) => created_at)).toEqual(['2026-03-05', '2026-03-04'].map((date) => Date.parse(`${date}T18:00:00+05:30`) / 1000));
  await books.pay(10_000);
  const { settlement } = await emulator.admin.settleNow();
  expect(settlement).toMatchObject({ amount: 9_764, created_at: Date.parse('2026-03-07T06:00:00Z') / 1000 });
  expect((await emulator.admin.settleNow()).settlement).toBeNull();
  await books.days(5);
  expect(await books.settlements()).toHaveLength(3);
  await expectTied();
});

test('pages of reconciliation neither overlap nor leave out, whatever their size', async () => {
  for (let turn = 0; turn < 11; turn++) await books.pay(1_000 + turn);
  await books.days(1);
  await books.pay(5_000);
  await books.days(2);
  const whole = (await books.settledOn('2026-03-04')).map(({ entity_id }) => entity_id);
  expect(new Set(whole).size).toBe(11);
  for (const count of [1, 4, 11, 1000]) {
    const pages: string[] = [];
    for (let skip = 0; skip < 11; skip += count) {
      const { data } = await books.recon({ year: '2026', month: '03', day: '4', count: String(count), skip: String(skip) });
      pages.push(...data.items.map(({ entity_id }) => entity_id));
    }
    expect(pages).toEqual(whole);
  }
  expect((await books.recon({ year: '2026', month: '3', day: '04', skip: '11' })).data).toEqual({ entity: 'collection', count: 0, items: [] });
  expect((await books.recon({ year: '2026', month: '3' })).data.count).toBe(10);
  expect((await books.recon({ year: '2026', month: '3', count: '100' })).data.count).toBe(12);
  expect((await books.recon({ year: '2026', month: '02', day: '30' })).data.items).toEqual([]);
});

test.each([
  [{ year: '26', month: '3' }, 'The year must be 4 digits.'],
  [{ month: '3' }, 'The year field is required.'],
  [{ year: '2026' }, 'The month field is required.'],
  [{ year: '2026', month: '13' }, 'The month is not a valid month.'],
  [{ year: '2026', month: '3', day: '004' }, 'The day must be between 1 and 2 digits.'],
  [{ year: '2026', month: '3', day: '32' }, 'The day is not a valid day.'],
  [{ year: '2026', month: '3', count: '0' }, 'The count must be at least 1.'],
  [{ year: '2026', month: '3', count: '1001' }, 'The count may not be greater than 1000.'],
  [{ year: '2026', month: '3', skip: '-1' }, 'The skip must be at least 0.'],
])('reconciliation refuses %o', async (query, sentence) => {
  expect(await books.recon(query as Record<string, string>)).toMatchObject({ status: 400, data: { error: { description: sentence } } });
});

test('an unknown settlement, and one that is none', async () => {
  expect(await books.ask('get', '/settlements/setl_00000000000000')).toMatchObject({ status: 400, data: { error: { description: 'The id provided does not exist' } } });
  expect(await books.ask('get', '/settlements/pay_00000000000000')).toMatchObject({ data: { error: { description: 'pay_00000000000000 is not a valid id' } } });
});

test('pay-in’s endpoints hear settlement.processed, RazorpayX’s do not', async () => {
  const [shop, x] = [await startReceiver(), await startReceiver()];
  await emulator.admin.setWebhook({ url: shop.url, secret: 's', events: ['settlement.processed'] });
  await emulator.admin.setWebhook({ kind: 'x', url: x.url, secret: 's' });
  await books.pay(80_000);
  await books.days(3);
  const [settlement] = await books.settlements();
  expect(shop.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    expect.objectContaining({ event: 'settlement.processed', contains: ['settlement'], payload: { settlement: { entity: settlement } }, created_at: settlement?.created_at }),
  ]);
  expect(x.received).toEqual([]);
  shop.stop();
  x.stop();
});

test('weeks of paying and refunding tie, also when the clock goes back at times: every item once, nothing lost', async () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const paid: string[] = [];
  for (let turn = 0; turn < 60; turn++) {
    paid.push(await books.pay(1_000 + random(90_000)));
    if (random(3) === 0) await books.refund(paid[random(paid.length)]!, 100 + random(600));
    if (random(2) === 0) await emulator.admin.advance(random(3 * 86_400));
    if (random(6) === 0) await emulator.admin.advance(-random(4 * 86_400));
  }
  await emulator.admin.setClock({ set: '2026-07-01T06:00:00Z' });
  await expectTied();
  const { assertions, state } = emulator.admin;
  const { refundsPerPayment } = await assertions();
  const refunded = Object.values(refundsPerPayment).reduce((sum, { amountPaise }) => sum + amountPaise, 0);
  const { payments, settlements, counts } = await state(1000);
  expect(counts.awaitingSettlement).toBe(0);
  const credited = payments.reduce((sum, { amount, fee }) => sum + amount - (fee ?? 0), 0);
  expect(settlements.reduce((sum, { amount }) => sum + amount, 0)).toBe(credited - refunded);
});
