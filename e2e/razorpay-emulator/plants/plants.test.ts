import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { connectBooks, sumOf } from '../settlements/books-client.ts';
import type { ReconItem } from '../settlements/entities.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { startReceiver } from '../webhook-receiver.ts';
import type { PlantKind } from './entities.ts';

let emulator: RunningEmulator;
let books: ReturnType<typeof connectBooks>;
/** Settled on 4 March with `refund`, and on 5 March. */
let payments: string[];
let refund: string;
let last: string;
let truth: Told;

const DAYS = ['2026-03-04', '2026-03-05'];
const UNKNOWN = { status: 400, data: { error: { description: 'The id provided does not exist' } } };

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  books = connectBooks(connectSdk(emulator.origin).raw, emulator.admin);
});
beforeEach(async () => {
  await emulator.admin.reset({ everything: true });
  await emulator.admin.setClock({ freeze: true, set: '2026-03-02T06:00:00Z' });
  payments = [await books.pay(80_000), await books.pay(50_000)];
  refund = (await books.refund(payments[1]!, 5_000)).id;
  await books.days(1);
  last = await books.pay(30_000);
  await books.days(2);
  truth = await told();
});
afterAll(() => emulator.stop());

type Told = Awaited<ReturnType<typeof told>>;

/** All that pay-in's API tells, settled day by settled day. */
async function told() {
  const days = await Promise.all(DAYS.map((day) => books.settledOn(day)));
  const lists = await Promise.all(['/payments', '/refunds', `/payments/${payments[1]}/refunds`].map(books.listed));
  const fetched = await Promise.all([...payments.map(books.payment), books.refunded(refund)]);
  return { days, lists, fetched, settlements: (await books.settlements()).toReversed() };
}

const itemOf = ({ days }: Told, id: string): ReconItem[] => days.flat().filter(({ entity_id }) => entity_id === id);
const plant = (kind: PlantKind, id?: string, paise?: number) => emulator.admin.plant({ kind, id, paise });

/** Every settlement is the sum of the items told with it. */
function expectTied({ days, settlements }: Told): void {
  expect(settlements.map(({ amount, fees, tax }) => ({ amount, fees, tax }))).toEqual(days.map(sumOf));
}

async function expectTruthAgain(id: string): Promise<void> {
  await emulator.admin.unplant(id);
  expect(await told()).toEqual(truth);
  expect(await emulator.admin.plants()).toEqual([]);
  expect((await emulator.admin.assertions()).settlementFaults).toEqual([]);
}

test('payment_missing: in no list, no fetch, no settlement; the next one planted is the next oldest', async () => {
  expect(await plant('payment_missing')).toMatchObject({ kind: 'payment_missing', id: payments[0], paise: 80_000 });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, payments[0]!)).toEqual([]);
  expect(now.lists[0]).toEqual([last, payments[1]]);
  expect(now.fetched[0]).toMatchObject(UNKNOWN);
  expect(await books.ask('post', `/payments/${payments[0]}/refund`, { amount: 100 })).toMatchObject(UNKNOWN);
  const order = truth.days[0]?.[0]?.order_id;
  expect(await books.listed(`/orders/${order}/payments`)).toEqual([]);
  expect(now.settlements[0]?.amount).toBe(truth.settlements[0]!.amount - 78_112);
  expect(await plant('payment_missing')).toMatchObject({ id: payments[1] });
  await emulator.admin.unplant(payments[1]!);
  await expectTruthAgain(payments[0]!);
});

test('payment_extra: somebody else’s, without our receipt, fetchable; taken back, it never was', async () => {
  const { id, paise } = await plant('payment_extra', truth.settlements[1]!.id, 12_300);
  expect(paise).toBe(12_300);
  const now = await told();
  expectTied(now);
  expect(itemOf(now, id)).toMatchObject([{ order_receipt: null, amount: 12_300, fee: 290, tax: 44, settlement_id: truth.settlements[1]?.id }]);
  expect((await books.payment(id)).data).toMatchObject({ status: 'captured', amount: 12_300 });
  await expectTruthAgain(id);
  const { id: oldest } = await plant('payment_extra');
  expect(itemOf(await told(), oldest)).toMatchObject([{ settlement_id: truth.settlements[0]?.id }]);
  await books.refund(oldest, 100);
  await expect(emulator.admin.unplant(oldest)).rejects.toThrow('was refunded since');
});

test.each([
  ['payment_amount_over', undefined, 100],
  ['payment_amount_over', 2_500, 2_500],
  ['payment_amount_under', 700, -700],
] as [PlantKind, number | undefined, number][])('%s by %s: reconciliation says so, the payment does not', async (kind, asked, difference) => {
  expect(await plant(kind, undefined, asked)).toMatchObject({ id: payments[0], paise: Math.abs(difference) });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, payments[0]!)).toMatchObject([{ amount: 80_000 + difference, credit: 78_112 + difference, fee: 1_888 }]);
  expect(now.settlements[0]?.amount).toBe(truth.settlements[0]!.amount + difference);
  expect({ ...now, days: [], settlements: [] }).toEqual({ ...truth, days: [], settlements: [] });
  await expectTruthAgain(payments[0]!);
});

test('payment_fee: ₹1.18 more, in reconciliation and in the payment', async () => {
  expect(await plant('payment_fee', payments[1])).toMatchObject({ id: payments[1], paise: 118 });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, payments[1]!)).toMatchObject([{ amount: 50_000, fee: 1_180 + 118, tax: 180 + 18, credit: 48_820 - 118 }]);
  expect(now.fetched[1]?.data).toMatchObject({ fee: 1_298, tax: 198 });
  const { items } = (await books.ask<{ data: { items: unknown[] } }>('get', '/payments')).data;
  expect(items[1]).toMatchObject({ id: payments[1], fee: 1_298 });
  await expectTruthAgain(payments[1]!);
});

test('refund_missing: in no list, no fetch, no settlement', async () => {
  expect(await plant('refund_missing')).toMatchObject({ id: refund, paise: 5_000 });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, refund)).toEqual([]);
  expect(now.lists.slice(1)).toEqual([[], []]);
  expect(now.fetched[2]).toMatchObject(UNKNOWN);
  expect(await books.refunded(`${payments[1]}`)).toMatchObject({ status: 400 });
  await expectTruthAgain(refund);
});

test('refund_status: told as failed, and in no settlement', async () => {
  expect(await plant('refund_status')).toMatchObject({ id: refund, paise: 5_000 });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, refund)).toEqual([]);
  expect(now.fetched[2]?.data).toMatchObject({ id: refund, status: 'failed' });
  expect((await books.ask<{ data: { items: unknown[] } }>('get', '/refunds')).data.items).toMatchObject([{ id: refund, status: 'failed' }]);
  await expectTruthAgain(refund);
});

test('refund_extra: really made and settled, told by no event; its events come late', async () => {
  const receiver = await startReceiver();
  await emulator.admin.setWebhook({ url: receiver.url, secret: 's', events: ['refund.created', 'refund.processed'] });
  const { id, paise } = await plant('refund_extra', payments[0], 4_000);
  expect(paise).toBe(4_000);
  expect((await books.refunded(id)).data).toMatchObject({ payment_id: payments[0], amount: 4_000, status: 'processed' });
  expect((await books.payment(payments[0]!)).data).toMatchObject({ amount_refunded: 4_000 });
  await books.pay(90_000);
  await books.days(2);
  expect(await books.settledOn('2026-03-07')).toEqual(expect.arrayContaining([expect.objectContaining({ entity_id: id, debit: 4_000 })]));
  expect(receiver.received).toEqual([]);
  await emulator.admin.unplant(id);
  await emulator.admin.flush();
  expect(receiver.received.map(({ event }) => event).toSorted()).toEqual(['refund.created', 'refund.processed']);
  expect((await books.refunded(id)).status).toBe(200);
  receiver.stop();
});

test('wrong_batch: names another settlement, keeps its own bank reference and day', async () => {
  expect(await plant('wrong_batch')).toMatchObject({ id: payments[0], paise: 80_000 });
  const now = await told();
  expectTied(now);
  expect(itemOf(now, payments[0]!)).toMatchObject([{ settlement_id: truth.settlements[1]?.id, settlement_utr: truth.settlements[0]?.utr }]);
  await expectTruthAgain(payments[0]!);
  expect(await plant('wrong_batch', last)).toMatchObject({ id: last });
  expect(itemOf(await told(), last)).toMatchObject([{ settlement_id: truth.settlements[0]?.id, settlement_utr: truth.settlements[1]?.utr }]);
  await expectTruthAgain(last);
});

test('duplicate: told twice on following lines, also across pages, and counted twice', async () => {
  expect(await plant('duplicate', refund)).toMatchObject({ id: refund, paise: 5_000 });
  const now = await told();
  expectTied(now);
  expect(now.days[0]?.map(({ entity_id }) => entity_id)).toEqual([...payments, refund, refund]);
  const pages = await Promise.all(['0', '3'].map((skip) => books.recon({ year: '2026', month: '3', day: '4', count: '3', skip })));
  expect(pages.map(({ data }) => data.items.map(({ entity_id }) => entity_id))).toEqual([[...payments, refund], [refund]]);
  await expectTruthAgain(refund);
});

test('one fault each; what it cannot be planted on is refused, and changes nothing', async () => {
  await plant('payment_missing');
  await expect(plant('payment_fee', payments[0])).rejects.toThrow('has a fault planted already');
  await expect(plant('refund_missing', payments[0])).rejects.toThrow('nothing this can be planted on');
  await expect(plant('payment_amount_under', payments[1], 50_000)).rejects.toThrow('less than what there is');
  await expect(plant('payment_amount_over', payments[1], -5)).rejects.toThrow('positive');
  await expect(plant('statement_missing')).rejects.toThrow('no such debit');
  await expect(plant('nonsense' as PlantKind)).rejects.toThrow('kind must be one of payment_missing');
  await expect(emulator.admin.unplant('pay_00000000000000')).rejects.toThrow('no such planted fault');
  expect(await emulator.admin.plants()).toMatchObject([{ id: payments[0], kind: 'payment_missing', paise: 80_000, transaction_id: null }]);
  await expectTruthAgain(payments[0]!);
});

test('a fault planted on what is not settled yet shows when it is', async () => {
  const fresh = await books.pay(60_000);
  await plant('payment_amount_over', fresh, 300);
  await books.days(2);
  const items = await books.settledOn('2026-03-07');
  expect(items).toMatchObject([{ entity_id: fresh, amount: 60_300 }]);
  expect((await books.settlements())[0]?.amount).toBe(sumOf(items).amount);
});

test('the control page shows settlements and planted faults, and takes them', async () => {
  const post = (path: string, fields: Record<string, string>): Promise<Response> => fetch(`${emulator.origin}/control/${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  expect((await post('plant', { kind: 'payment_fee', id: '', paise: '' })).headers.get('location')).toContain('said=');
  const page = await (await fetch(emulator.origin)).text();
  expect(page).toContain(truth.settlements[1]?.utr);
  expect(page).toContain('1 fault planted in the books');
  expect((await post(`plants/${payments[0]}/remove`, {})).status).toBe(303);
  await books.pay(10_000);
  expect(await (await fetch(emulator.origin)).text()).toContain('Settle them now');
  await post('settlements', {});
  expect(await books.settlements()).toHaveLength(3);
  await post('webhooks/silence', { hours: '26' });
  expect((await emulator.admin.state(1)).knobs.silentUntil).toBe(Date.parse('2026-03-06T08:00:00Z') / 1000);
});
