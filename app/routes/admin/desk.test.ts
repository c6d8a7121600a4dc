import type { LoaderFunctionArgs, SerializeFrom } from '@remix-run/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { thrownResponse } from '#app/auth/test-people.ts';
import { LOGINS } from '#db/demo-logins.ts';
import { loader as desk } from '../admin._index/route.tsx';
import { deskSentence } from '../admin._index/desk-sentence.ts';
import { loader as payments } from '../admin.payments._index/route.tsx';
import { loader as story } from '../admin.visits.$code._index/route.tsx';
import { loader as visits } from '../admin.visits._index/route.tsx';
import { loader as webhooks } from '../admin.webhooks._index/route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

async function args(path: string, params: Record<string, string> = {}): Promise<LoaderFunctionArgs> {
  return { request: await here.getAs('kavita', path), params, context: {} };
}

async function listed(path: string): Promise<SerializeFrom<typeof visits>> {
  return JSON.parse(await (await visits(await args(path))).text());
}

async function aPaidVisit() {
  return here.db
    .selectFrom('payment_transaction as payment')
    .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
    .select(['master.id', 'master.code', 'master.total_paise', 'payment.id as payment_id', 'payment.gateway_order_id', 'payment.gateway_payment_id'])
    .where('payment.status', '=', 'captured')
    .where('master.discount_paise', '>', 0)
    .executeTakeFirstOrThrow();
}

test('the desk first says that everything is explained, then what is not', async () => {
  const before = await (await desk(await args('/admin'))).json();
  expect(deskSentence(before.desk)).toBe('Everything is explained');
  const { id } = await aPaidVisit();
  const row = { kind: 'amount_under' as const, master_booking_id: id, note: 'differs', opened_at: new Date() };
  await here.db
    .insertInto('discrepancy')
    .values([
      { ...row, id: 'd1', subject_id: 'pay_1', expected_paise: 123_000, actual_paise: 100_000, resolved_at: null },
      { ...row, id: 'd2', subject_id: 'pay_2', expected_paise: 0, actual_paise: 100_000, resolved_at: null },
      { ...row, id: 'd3', subject_id: 'pay_3', expected_paise: 5, actual_paise: 0, resolved_at: new Date() },
    ])
    .execute();
  const after = await (await desk(await args('/admin'))).json();
  expect(deskSentence(after.desk)).toBe('₹1,230.00 in 2 discrepancies need you');
  expect(after.desk.openDiscrepancies).toHaveLength(2);
  await here.db.deleteFrom('discrepancy').execute();
});

test('money in today is what the ledger took since midnight, fees not taken off', async () => {
  const { desk: figures } = await (await desk(await args('/admin'))).json();
  const midnight = new Date(Math.floor((Date.now() + 330 * 60_000) / 86_400_000) * 86_400_000 - 330 * 60_000);
  const captured = await here.db.selectFrom('payment_transaction').select('amount_paise').where('captured_at', '>=', midnight).execute();
  expect(figures.capturedPaise).toBe(captured.reduce((sum, row) => sum + row.amount_paise, 0));
});

test('visits are turned page by page, each exactly once, and back again', async () => {
  const all = await here.db.selectFrom('master_booking').select('code').orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  const first = await listed('/admin/visits');
  const second = await listed(`/admin/visits?after=${first.older}`);
  expect(first.newer).toBeNull();
  expect([...first.rows, ...second.rows].map((row) => row.code)).toEqual(all.map((row) => row.code));
  expect(second.older).toBeNull();
  expect((await listed(`/admin/visits?before=${second.newer}`)).rows).toEqual(first.rows);
});

test('a filter that means nothing is none', async () => {
  const plain = await listed('/admin/visits');
  expect((await listed('/admin/visits?status=nonsense&from=2026-02-31&after=x')).rows).toEqual(plain.rows);
});

test('filters narrow by status and by the desk’s days', async () => {
  const cancelled = await listed('/admin/visits?status=cancelled');
  expect(new Set(cancelled.rows.map((row) => row.status))).toEqual(new Set(['cancelled']));
  const [newest] = (await listed('/admin/visits')).rows;
  const day = new Date(Date.parse(newest!.listed_at) + 330 * 60_000).toISOString().slice(0, 10);
  const ofDay = await listed(`/admin/visits?from=${day}&to=${day}`);
  expect(ofDay.rows.map((row) => row.code)).toContain(newest!.code);
  expect((await listed(`/admin/visits?to=2020-01-01`)).rows).toEqual([]);
});

test('search finds a patient’s visits by e-mail and by phone, however it is written', async () => {
  const { id } = await here.accountOf('meera');
  const own = (await here.db.selectFrom('master_booking').select('code').where('patient_id', '=', id).execute()).map((row) => row.code).toSorted();
  for (const q of [LOGINS.meera.email, 'meera.nair@', '+919000010421', '90000 10421']) {
    const found = await listed(`/admin/visits?${new URLSearchParams({ q })}`);
    expect(found.rows.map((row) => row.code).toSorted()).toEqual(own);
  }
  expect((await listed('/admin/visits?q=%25@')).rows).toEqual([]);
});

test('search by what names one visit leads to it', async () => {
  const visit = await aPaidVisit();
  for (const q of [visit.code, visit.code.toLowerCase().replaceAll('-', ''), visit.gateway_order_id!, visit.gateway_payment_id!]) {
    const answer = await thrownResponse(visits(await args(`/admin/visits?${new URLSearchParams({ q })}`)));
    expect(answer.headers.get('Location')).toBe(`/admin/visits/${visit.code}`);
  }
  expect((await listed('/admin/visits?q=pay_nobodyknowsit1')).rows).toEqual([]);
});

test('a visit’s story has its parts, its payment and postings that balance', async () => {
  const visit = await aPaidVisit();
  const told = await (await story(await args(`/admin/visits/${visit.code}`, { code: visit.code }))).json();
  expect(told.parts.reduce((sum, part) => sum + part.paid_paise, 0)).toBe(visit.total_paise);
  expect(told.payment?.gateway_order_id).toBe(visit.gateway_order_id);
  expect(told.attempts.map((attempt) => attempt.gateway_payment_id)).toContain(visit.gateway_payment_id);
  expect(told.webhooks.length).toBeGreaterThan(0);
  expect(told.events.length).toBeGreaterThan(0);
  expect(told.visit.coupon_code).not.toBeNull();
  expect(told.entries.length).toBeGreaterThan(0);
  expect(told.entries.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
  expect((await thrownResponse(story(await args('/admin/visits/0000-0000-0000', { code: '0000-0000-0000' })))).status).toBe(404);
});

test('a payment is stuck when it is open and was due to be asked about', async () => {
  const { payment_id: id } = await aPaidVisit();
  const stuckNow = async () => (await (await payments(await args('/admin/payments?status=stuck'))).json()).rows.map((row) => row.id);
  expect(await stuckNow()).toEqual([]);
  await here.db.updateTable('payment_transaction').set({ status: 'created', next_ask_at: new Date(Date.now() + 60_000) }).where('id', '=', id).execute();
  expect(await stuckNow()).toEqual([]);
  await here.db.updateTable('payment_transaction').set({ next_ask_at: new Date(Date.now() - 60_000) }).where('id', '=', id).execute();
  expect(await stuckNow()).toEqual([id]);
  await here.db.updateTable('payment_transaction').set({ status: 'captured', next_ask_at: null }).where('id', '=', id).execute();
});

test('webhooks are filtered by state and name, and carry no bodies', async () => {
  const failed = await (await webhooks(await args('/admin/webhooks?name=payment.failed&state=applied'))).json();
  expect(failed.rows.length).toBeGreaterThan(0);
  expect(new Set(failed.rows.map((row) => row.name))).toEqual(new Set(['payment.failed']));
  expect(failed.rows[0]).not.toHaveProperty('raw_body');
  expect((await (await webhooks(await args('/admin/webhooks?state=failed'))).json()).rows).toEqual([]);
});
