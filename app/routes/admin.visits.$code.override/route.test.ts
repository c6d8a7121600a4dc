import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { OVERRIDE_LIMIT_PAISE } from '#app/domain/refund-bounds.ts';
import { action as decide, loader as approvals } from '../admin.approvals._index/route.tsx';
import { loader as story } from '../admin.visits.$code._index/route.tsx';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

type Admin = 'kavita' | 'rohan';
const NOTE = { reason: 'complaint', note: 'Waited for an hour' };

const used = [''];
/** A paid part of a visit that no other test has. */
async function aPart() {
  const part = await here.db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .innerJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .select(['part.id', 'part.paid_paise', 'part.master_booking_id', 'master.code'])
    .where('part.status', '=', 'confirmed')
    .where('part.paid_paise', '>=', 10_000)
    .where('payment.status', '=', 'captured')
    .where('part.master_booking_id', 'not in', used)
    .orderBy('part.id')
    .limit(1)
    .executeTakeFirstOrThrow();
  used.push(part.master_booking_id);
  return { ...part, remainder: String(part.paid_paise) };
}
type Part = Awaited<ReturnType<typeof aPart>>;

const path = (part: Part) => `/admin/visits/${part.code}/override?part=${part.id}`;
const look = async (part: Part) => (await loader({ request: await here.getAs('kavita', path(part)), params: { code: part.code }, context: {} })).json();
const ask = async (part: Part, fields: Record<string, string>) =>
  action({ request: postRequest(path(part), { partId: part.id, expectedRemainderPaise: part.remainder, ...NOTE, ...fields }, await here.cookieOf('kavita')), params: { code: part.code }, context: {} });
const answer = async (admin: Admin, approvalId: string, decision: string) =>
  decide({ request: postRequest('/admin/approvals', { approvalId, decision }, await here.cookieOf(admin)), params: {}, context: {} });
const listed = async (admin: Admin, state = 'open') => (await (await approvals({ request: await here.getAs(admin, `/admin/approvals?state=${state}`), params: {}, context: {} })).json()).rows;
const refundsOf = async (part: Part) => here.db.selectFrom('refund').select(['kind', 'amount_paise']).where('master_booking_id', '=', part.master_booking_id).execute();

test.each([
  ['twelve', 'Enter an amount in rupees, like 499 or 499.50'],
  ['', 'Enter an amount in rupees, like 499 or 499.50'],
  ['-5', 'Enter an amount in rupees, like 499 or 499.50'],
  ['99,999', /^Only ₹.* of this service is left to return\.$/],
  ['0', 'Say an amount, or cancel the service with it.'],
])('%s rupees are refused beside the field, with what was typed kept', async (amount, message) => {
  const part = await aPart();
  const refused = await ask(part, { amount });
  expect(refused.status).toBe(400);
  const { values, errors } = await refused.json();
  expect(errors.amount![0]).toMatch(message);
  expect(values).toMatchObject({ note: NOTE.note, reason: NOTE.reason });
  expect(await refundsOf(part)).toEqual([]);
});

test('a note and a reason are asked for', async () => {
  const refused = await ask(await aPart(), { amount: '10', note: ' ', reason: '' });
  expect(await refused.json()).toMatchObject({ values: { amount: '10' }, errors: { note: ['Say in a few words why'], reason: ['Choose a reason'] } });
});

test('another visit’s part is not this visit’s', async () => {
  const [part, other] = [await aPart(), await aPart()];
  expect(other.code).not.toBe(part.code);
  expect((await thrownResponse(look({ ...part, id: other.id }))).status).toBe(404);
  const refused = await ask({ ...part, id: other.id }, { amount: '1' });
  expect([refused.status, await refused.json()]).toMatchObject([400, { errors: { '': ['Nothing was paid for this service.'] } }]);
});

test('returns goodwill at once, and a stale screen is refused with what can still be returned', async () => {
  const part = await aPart();
  expect((await look(part)).chosen).toMatchObject({ remainderPaise: part.paid_paise, keptPaise: 0 });
  const done = await ask(part, { amount: '₹ 12.50' });
  expect([done.status, done.headers.get('Location')]).toEqual([303, `/admin/visits/${part.code}?done=returned`]);
  expect(await refundsOf(part)).toEqual([{ kind: 'override', amount_paise: 1_250 }]);
  const stale = await ask(part, { amount: '12.50' });
  expect([stale.status, await stale.json()]).toMatchObject([400, { values: { amount: '12.50' }, errors: { '': [expect.stringContaining('can be returned now')] } }]);
  expect((await look(part)).chosen).toMatchObject({ remainderPaise: part.paid_paise - 1_250, refundedPaise: 1_250 });
  const told = await (await story({ request: await here.getAs('kavita', `/admin/visits/${part.code}?done=returned`), params: { code: part.code }, context: {} })).json();
  expect(told.parts.find((each) => each.id === part.id)?.goodwill_paise).toBe(1_250);
  expect(told.done).toBe('The money is on its way.');
});

test('cancels with an own amount and keeps the rest; the kept fee can be waived afterwards', async () => {
  const part = await aPart();
  expect((await ask(part, { amount: '30', alsoCancel: 'on' })).status).toBe(303);
  const { chosen } = await look(part);
  expect(chosen).toMatchObject({ status: 'cancelled', keptPaise: part.paid_paise - 3_000, remainderPaise: part.paid_paise - 3_000 });
  const waived = await ask({ ...part, remainder: String(chosen!.remainderPaise) }, { amount: String(chosen!.keptPaise / 100) });
  expect(waived.status).toBe(303);
  expect((await look(part)).chosen).toMatchObject({ keptPaise: 0, remainderPaise: 0 });
});

test('above the limit another admin decides, once, and the asker may only take it back', async () => {
  const part = await aPart();
  const dear = OVERRIDE_LIMIT_PAISE * 2;
  await here.db.updateTable('individual_booking').set({ paid_paise: dear, list_price_paise: dear }).where('id', '=', part.id).execute();
  await here.db.updateTable('payment_transaction').set({ amount_paise: dear * 2 }).where('master_booking_id', '=', part.master_booking_id).execute();
  const wish = { ...part, remainder: String(dear) };
  for (const turn of [0, 1]) {
    const asked = await ask(wish, { amount: '2,000.01' });
    expect([turn, asked.headers.get('Location')]).toEqual([turn, `/admin/visits/${part.code}?done=asked`]);
  }
  expect(await refundsOf(part)).toEqual([]);
  const [first, second] = await listed('kavita');
  expect([first, second].map((one) => [one?.own, one?.amountPaise, one?.note])).toEqual(Array.from({ length: 2 }, () => [true, 200_001, NOTE.note]));
  expect((await listed('rohan')).map((one) => one.own)).toEqual([false, false]);
  const told = await (await story({ request: await here.getAs('rohan', `/admin/visits/${part.code}`), params: { code: part.code }, context: {} })).json();
  expect(told.approvals.map((one) => one.amount_paise)).toEqual([200_001, 200_001]);

  const own = await answer('kavita', first!.id, 'grant');
  expect([own.status, await own.json()]).toEqual([409, { approvalId: first!.id, message: 'Somebody else has to approve what you asked for.' }]);
  const grants = await Promise.all([1, 2, 3].map(() => answer('rohan', first!.id, 'grant')));
  expect(grants.map((one) => one.status).toSorted()).toEqual([303, 409, 409]);
  expect((await answer('kavita', second!.id, 'deny')).status).toBe(303);
  expect(await refundsOf(part)).toEqual([{ kind: 'override', amount_paise: 200_001 }]);
  expect(await listed('kavita')).toEqual([]);
  expect((await listed('kavita', 'decided')).map((one) => [one.decision, one.decidedBy]).toSorted()).toEqual([['denied', 'Kavita Menon'], ['granted', 'Rohan Das']]);
});
