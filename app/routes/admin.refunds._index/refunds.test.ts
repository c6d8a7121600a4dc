import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { parkRefund } from '#app/use-cases/move-refund.server.ts';
import { settleRefund } from '#app/use-cases/settle-refund.server.ts';
import { loader as desk } from '../admin._index/route.tsx';
import { action as resolve, loader as story } from '../admin.refunds.$id/route.tsx';
import { loader } from './route.tsx';

let here: TestWorld;
let adminId: string;
beforeAll(async () => {
  here = await openTestWorld();
  adminId = (await here.accountOf('kavita')).id;
});
afterAll(() => here.close());

const listed = async (query = '') => (await loader({ request: await here.getAs('kavita', `/admin/refunds${query}`), params: {}, context: {} })).json();
const told = async (id: string) => (await story({ request: await here.getAs('kavita', `/admin/refunds/${id}`), params: { id }, context: {} })).json();
const act = async (id: string, fields: Record<string, string>) => resolve({ request: postRequest(`/admin/refunds/${id}`, fields, await here.cookieOf('kavita')), params: { id }, context: {} });
const refundNow = async (id: string) => here.db.selectFrom('refund').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const used = [''];
/** A refund of one rupee on a paid part of a visit that no other test has. */
async function aRefund(minutesAgo = 0) {
  const part = await here.db.selectFrom('individual_booking').selectAll().where('status', '=', 'confirmed').where('paid_paise', '>', 100).where('master_booking_id', 'not in', used).orderBy('id').limit(1).executeTakeFirstOrThrow();
  used.push(part.master_booking_id);
  const wish = { masterBookingId: part.master_booking_id, partId: part.id, amountPaise: 100, expectedRemainderPaise: part.paid_paise, reason: 'complaint', note: 'a late start', alsoCancel: false } as const;
  const before = new Set((await here.db.selectFrom('refund').select('id').execute()).map((row) => row.id));
  expect(await overrideRefund(here.db, { adminId, wish, now: new Date(Date.now() - minutesAgo * 60_000) })).toMatchObject({ ok: true });
  return (await here.db.selectFrom('refund').selectAll().execute()).find((row) => !before.has(row.id))!;
}

/** As the bank gave it back: accepted, then failed. */
async function aFailedRefund() {
  const refund = await aRefund();
  const entity = { id: `rfnd_${refund.id.slice(0, 14)}`, payment_id: refund.gateway_payment_id, amount: 100, currency: 'INR', receipt: refund.id, created_at: 1 };
  for (const status of ['pending', 'failed'] as const) await settleRefund(here.db, { refundId: refund.id, told: { ...entity, status }, now: new Date() });
  return refund;
}

test('parked ones come first with what to do, the others newest first, each filter narrows', async () => {
  const [older, newer, parked] = [await aRefund(60), await aRefund(5), await aRefund(120)];
  await parkRefund(here.db, { refundId: parked.id, reason: 'The payment is older than 6 months.', now: new Date() });
  await here.db.updateTable('refund').set({ waiting_for: 'balance' }).where('id', '=', older.id).execute();
  const all = await listed();
  expect(all.rows.map((row) => row.id)).toEqual([newer.id, older.id]);
  expect(all.parked.map((row) => [row.id, row.parked_reason])).toEqual([[parked.id, 'The payment is older than 6 months.']]);
  expect(all.parked[0]).not.toHaveProperty('idempotency_key');
  const ids = async (query: string) => {
    const page = await listed(query);
    return { parked: page.parked.map((row) => row.id), rows: page.rows.map((row) => row.id) };
  };
  expect(await ids('?waiting=balance')).toEqual({ parked: [], rows: [older.id] });
  expect(await ids('?waiting=person')).toEqual({ parked: [parked.id], rows: [] });
  expect(await ids('?kind=late_payment')).toEqual({ parked: [], rows: [] });
  expect(await ids('?status=requested&kind=override')).toEqual({ parked: [parked.id], rows: [newer.id, older.id] });
  expect(await ids('?status=nonsense&waiting=rain')).toEqual({ parked: [parked.id], rows: [newer.id, older.id] });
  expect(await ids(`?after=${newer.requested_at.getTime()}-${newer.id}`)).toEqual({ parked: [], rows: [older.id] });

  const { desk: figures } = await (await desk({ request: await here.getAs('kavita', '/admin'), params: {}, context: {} })).json();
  expect(figures).toMatchObject({ refundsWaiting: 2, refundsWaitingPaise: 200, refundsParked: 1, refundsParkedPaise: 100, approvalsOpen: 0 });
});

test('a refund’s story has its lines, its events and postings that balance', async () => {
  const failed = await aFailedRefund();
  const page = await told(failed.id);
  expect(page.lines.map((line) => line.amount_paise)).toEqual([100]);
  expect(page.events.map((event) => event.event)).toEqual(['refund_requested', 'refund_accepted', 'refund_failed']);
  expect(new Set(page.entries.map((entry) => entry.event))).toEqual(new Set(['override_requested', 'refund_sent', 'refund_failed']));
  expect(page.entries.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
  expect((await thrownResponse(told('nobodyhasthisid00000'))).status).toBe(404);
});

test('one that failed at the bank is sent again as a new refund, once', async () => {
  const failed = await aFailedRefund();
  const answers = await Promise.all([1, 2].map(() => act(failed.id, { intent: 'send_again' })));
  expect(answers.map((one) => one.status).toSorted()).toEqual([303, 400]);
  const { siblings, refund } = await told(failed.id);
  expect([refund.status, refund.parked_reason]).toEqual(['failed', null]);
  expect(siblings.map((one) => [one.status, one.amount_paise])).toEqual([['requested', 100]]);
});

test('one that Razorpay never took is sent again as itself', async () => {
  const parked = await aRefund();
  await parkRefund(here.db, { refundId: parked.id, reason: 'In dispute.', now: new Date() });
  expect((await act(parked.id, { intent: 'send_again' })).headers.get('Location')).toBe(`/admin/refunds/${parked.id}?done=again`);
  expect(await refundNow(parked.id)).toMatchObject({ status: 'requested', parked_reason: null, idempotency_key: parked.idempotency_key });
});

test('a bank transfer needs a reference, and ends the refund', async () => {
  const failed = await aFailedRefund();
  for (const reference of ['', 'UTR 1; drop']) {
    const refused = await act(failed.id, { intent: 'paid_by_transfer', reference });
    expect([refused.status, Object.keys((await refused.json()).errors)]).toEqual([400, ['reference']]);
  }
  expect((await act(failed.id, { intent: 'paid_by_transfer', reference: ' HDFCN52026112200 ' })).status).toBe(303);
  expect(await refundNow(failed.id)).toMatchObject({ status: 'processed', bank_reference: 'HDFCN52026112200' });
  const again = await act(failed.id, { intent: 'paid_by_transfer', reference: 'HDFCN52026112200' });
  expect(await again.json()).toMatchObject({ errors: { '': ['This refund no longer waits for you. Look again.'] } });
});
