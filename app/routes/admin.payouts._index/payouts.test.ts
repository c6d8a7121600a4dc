import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRequest, postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { newId } from '#db/new-id.ts';
import { findPayoutPause } from '#db/payout-pause.ts';
import { action as writeOff, loader as clawbacks } from '../admin.clawbacks._index/route.tsx';
import { action as steer, loader as story } from '../admin.payouts.$id/route.tsx';
import { payoutSentence } from './payout-sentence.ts';
import { action, loader } from './route.tsx';

let here: TestWorld;
let payoutId: string;
let bookingId: string;
beforeAll(async () => {
  here = await openTestWorld();
  const part = await here.db
    .selectFrom('individual_booking').select(['id', 'starts_at', 'provider_id']).where('status', '=', 'confirmed').where('paid_paise', '>', 0).where('provider_id', '=', here.world.doctors.rao.id).executeTakeFirstOrThrow();
  bookingId = part.id;
  const done = await completeBooking(here.db, { bookingId, providerId: part.provider_id, actor: { kind: 'provider', id: here.world.logins.rao.id }, now: part.starts_at });
  if (!done.ok) throw new Error(done.refusal.message);
  payoutId = (await here.db.selectFrom('payout').select('id').where('individual_booking_id', '=', bookingId).executeTakeFirstOrThrow()).id;
});
afterAll(() => here.close());

const listed = async (query = '') => (await loader({ request: await here.getAs('kavita', `/admin/payouts${query}`), params: {}, context: {} })).json();
const told = async (id = payoutId) => (await story({ request: await here.getAs('kavita', `/admin/payouts/${id}`), params: { id }, context: {} })).json();
const post = async (path: string, fields: Record<string, string>) => postRequest(path, fields, await here.cookieOf('kavita'));
const act = async (fields: Record<string, string>, id = payoutId) => steer({ request: await post(`/admin/payouts/${id}`, fields), params: { id }, context: {} });
const audits = async (verb: string) => (await here.db.selectFrom('audit_log').select(['reason', 'before_json']).where('verb', '=', verb).execute()).length;

test('the list says that nothing needs anybody, then what does', async () => {
  expect(payoutSentence((await listed()).desk)).toBe('Every payout is on its way');
  await here.db.updateTable('payout').set({ status: 'needs_attention', note: 'The bank says that this account is closed.' }).where('id', '=', payoutId).execute();
  const { rows, desk } = await listed('?status=needs_attention');
  expect(rows.map(({ id }) => id)).toEqual([payoutId]);
  expect(payoutSentence(desk)).toMatch(/^1 payout, ₹[\d,.]+, needs you$/);
  expect((await listed('?status=processed')).rows.every(({ status }) => status === 'processed')).toBe(true);
});

test('the desk says how much is missing for what waits', async () => {
  await here.db.insertInto('gateway_balance').values({ account: 'razorpayx', available_paise: 100, read_at: new Date() }).execute();
  expect((await listed()).desk).toMatchObject({ missingPaise: 0, balance: { paise: 100 } });
  const at = (status: string, reason: string | null, feesPaise: number) => waitAtRazorpayX({ status, reason, feesPaise });
  await at('processing', null, 590);
  expect((await listed()).desk).toMatchObject({ waitingForMoney: { count: 0, paise: 0 }, missingPaise: 0 });
  await at('queued', 'beneficiary_bank_down', 0);
  expect((await listed()).desk).toMatchObject({ waitingForMoney: { count: 0, paise: 0 }, missingPaise: 0 });
  await at('queued', 'low_balance', 0);
  expect((await listed()).desk).toMatchObject({ waitingForMoney: { count: 1, paise: 60_000, feesPaise: 590 }, missingPaise: 60_000 + 590 - 100 });
});

/** One more payout of ₹600, taken by RazorpayX and not carried out. */
async function waitAtRazorpayX({ status, reason, feesPaise }: { status: string; reason: string | null; feesPaise: number }): Promise<void> {
  const { db } = here;
  const like = await db.selectFrom('payout').selectAll().where('id', '=', payoutId).executeTakeFirstOrThrow();
  const given = await db.selectFrom('individual_booking').select(['id', 'master_booking_id']).where('id', 'not in', db.selectFrom('payout').select('individual_booking_id')).limit(1).executeTakeFirstOrThrow();
  const id = newId();
  const booking = { individual_booking_id: given.id, master_booking_id: given.master_booking_id };
  await db.insertInto('payout').values({ ...like, ...booking, id, deductions: JSON.stringify(like.deductions), status: 'processing', amount_paise: 60_000, attempts: 1, created_at: new Date() }).execute();
  const account = await db.selectFrom('payout_account').select('id').where('provider_id', '=', like.provider_id).limit(1).executeTakeFirstOrThrow();
  await db
    .insertInto('payout_attempt')
    .values({
      id: newId(), payout_id: id, number: 1, idempotency_key: randomUUID(), payout_account_id: account.id, request_body: '{}', amount_paise: 60_000, mode: 'IMPS', status: status as 'queued', gateway_payout_id: `pout_${id.slice(0, 14)}`,
      reason, detail: null, utr: null, fees_paise: feesPaise, tax_paise: 0, sends: 1, started_at: new Date(), ended_at: null,
    })
    .execute();
}

test('a payout’s story adds up and names no account number', async () => {
  const { payout, entries } = await told();
  expect(payout.gross_paise - payout.commission_paise - payout.deductions_paise - payout.clawback_paise).toBe(payout.amount_paise);
  expect(entries.every((entry) => entry.amount_paise !== 0)).toBe(true);
  expect(JSON.stringify(await told())).not.toMatch(/number_sealed|fingerprint/);
});

test('each verb wants a reason, works where it may and is on record; anything else is refused and changes nothing', async () => {
  expect(await act({ intent: 'send_again', reason: '' })).toMatchObject({ status: 400 });
  expect(await act({ intent: 'cancel_queued', reason: 'not wanted any more' })).toMatchObject({ status: 400 });
  expect(await act({ intent: 'hold', reason: 'the doctor asked us to wait' })).toMatchObject({ status: 303 });
  expect((await told()).payout).toMatchObject({ status: 'on_hold', hold_reason: 'admin', note: 'the doctor asked us to wait' });
  expect(await act({ intent: 'hold', reason: 'the doctor asked us to wait' })).toMatchObject({ status: 400 });
  expect(await act({ intent: 'send_again', reason: 'the doctor is back' })).toMatchObject({ status: 303 });
  expect((await told()).payout.status).toBe('queued');
  expect([await audits('hold_payout'), await audits('send_payout_again')]).toEqual([1, 1]);
});

test('an id that is none is not found, for reading and for doing', async () => {
  for (const id of ['nonsense', '00000000000000000000', bookingId]) {
    expect((await thrownResponse(told(id))).status).toBe(404);
    expect((await thrownResponse(act({ intent: 'hold', reason: 'as asked for' }, id) as Promise<unknown>)).status).toBe(404);
  }
  expect((await thrownResponse(loader({ request: getRequest('/admin/payouts', await here.cookieOf('rao')), params: {}, context: {} }))).status).toBe(404);
});

test('all payouts can be paused for some hours, and resumed', async () => {
  const pause = async (fields: Record<string, string>) => action({ request: await post('/admin/payouts', fields), params: {}, context: {} });
  expect(await pause({ intent: 'pause', hours: '25', reason: 'RazorpayX has an incident' })).toMatchObject({ status: 400 });
  expect(await pause({ intent: 'pause', hours: '2', reason: 'RazorpayX has an incident' })).toMatchObject({ status: 303 });
  expect(await findPayoutPause(here.db, new Date())).toMatchObject({ reason: 'RazorpayX has an incident' });
  expect((await listed()).pause).not.toBeNull();
  expect(await pause({ intent: 'resume', reason: 'the incident is over' })).toMatchObject({ status: 303 });
  expect(await findPayoutPause(here.db, new Date())).toBeNull();
  expect([await audits('pause_payouts'), await audits('resume_payouts')]).toEqual([1, 1]);
});

test('a clawback is listed and written off once', async () => {
  const { master_booking_id: masterBookingId } = await here.db.selectFrom('individual_booking').select('master_booking_id').where('id', '=', bookingId).executeTakeFirstOrThrow();
  const part = (await getCancellableParts(here.db, masterBookingId)).find((each) => each.id === bookingId)!;
  const wish = { masterBookingId, partId: bookingId, amountPaise: 10_000, expectedRemainderPaise: part.paidPaise - part.refundedPaise, reason: 'complaint' as const, note: 'waited too long', alsoCancel: false };
  const done = await overrideRefund(here.db, { adminId: here.world.logins.kavita.id, wish, now: new Date() });
  if (!done.ok) throw new Error(done.refusal.message);
  const list = async (query = '') => (await clawbacks({ request: await here.getAs('kavita', `/admin/clawbacks${query}`), params: {}, context: {} })).json();
  const [row] = (await list()).rows;
  expect(row).toMatchObject({ provider_name: 'Dr Ananya Rao', open_paise: row!.amount_paise });
  const give = async (clawbackId: string) => writeOff({ request: await post('/admin/clawbacks', { clawbackId, reason: 'she left the city' }), params: {}, context: {} });
  expect(await give(row!.id)).toMatchObject({ status: 303 });
  expect(await give(row!.id)).toMatchObject({ status: 400 });
  expect((await thrownResponse(give('00000000000000000000') as Promise<unknown>)).status).toBe(404);
  expect((await list('?state=closed')).rows).toMatchObject([{ id: row!.id, written_off_paise: row!.amount_paise, write_off_reason: 'she left the city' }]);
});

test('more than an admin may give up alone in a day is asked for, and written off by another', async () => {
  const give = async (clawbackId: string, login: LoginKey) =>
    writeOff({ request: postRequest('/admin/clawbacks', { clawbackId, reason: 'she left the country' }, await here.cookieOf(login)), params: {}, context: {} });
  const stateOf = (id: string) => here.db.selectFrom('clawback').select(['open_paise', 'write_off_asked_by', 'written_off_by']).where('id', '=', id).executeTakeFirstOrThrow();
  const { kavita, rohan } = here.world.logins;

  const dear = await owe(600_000);
  expect(await give(dear, 'kavita')).toMatchObject({ status: 303 });
  expect(await stateOf(dear)).toEqual({ open_paise: 600_000, write_off_asked_by: kavita.id, written_off_by: null });
  expect(await give(dear, 'kavita')).toMatchObject({ status: 400 });
  expect(await give(dear, 'rohan')).toMatchObject({ status: 303 });
  expect(await stateOf(dear)).toEqual({ open_paise: 0, write_off_asked_by: kavita.id, written_off_by: rohan.id });
  expect(await audits('ask_write_off')).toBe(1);

  // Two providers’ at once, each small enough, together too much: one of them waits.
  const pair = [await owe(300_000), await owe(300_000, here.world.labs.pulse.id)];
  await Promise.all(pair.map((id) => give(id, 'rohan')));
  expect((await Promise.all(pair.map(stateOf))).map(({ open_paise: openPaise }) => openPaise).toSorted()).toEqual([0, 300_000]);
});

/** One more clawback, open. */
async function owe(openPaise: number, providerId = here.world.doctors.rao.id): Promise<string> {
  const like = await here.db.selectFrom('clawback').selectAll().limit(1).executeTakeFirstOrThrow();
  const id = newId();
  const open = { amount_paise: openPaise, open_paise: openPaise, written_off_paise: 0, written_off_by: null, write_off_reason: null, closed_at: null, write_off_asked_by: null };
  await here.db.insertInto('clawback').values({ ...like, ...open, id, provider_id: providerId, refund_id: newId() }).execute();
  return id;
}
