import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

async function visitsToCome() {
  const parts = await here.db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .select(['part.id', 'part.paid_paise', 'part.master_booking_id', 'master.code'])
    .where('part.status', '=', 'confirmed')
    .where('part.paid_paise', '>', 0)
    .where('part.uses_follow_up_grant', '=', 0)
    .orderBy('part.master_booking_id')
    .orderBy('part.position')
    .execute();
  const visits = [...Map.groupBy(parts, (part) => part.code).entries()].map(([code, own]) => ({ code, parts: own }));
  return visits.toSorted((a, b) => b.parts.length - a.parts.length);
}

const path = (code: string, partIds: readonly string[]) => `/admin/visits/${code}/cancel?${new URLSearchParams([['chosen', '1'], ...partIds.map((id) => ['part', id])])}`;
const look = async (code: string, partIds: readonly string[]) => (await loader({ request: await here.getAs('kavita', path(code, partIds)), params: { code }, context: {} })).json();
const confirm = async (code: string, fields: Record<string, string>, login: 'kavita' | 'rohan' = 'kavita') =>
  action({ request: postRequest(path(code, []), fields, await here.cookieOf(login)), params: { code }, context: {} });

test('asks which services, and forged ones are none', async () => {
  const [visit, other] = await visitsToCome();
  expect(await look(visit!.code, [])).toMatchObject({ quote: null, problem: 'Choose at least one service to cancel.' });
  expect(await look(visit!.code, [other!.parts[0]!.id])).toMatchObject({ quote: null, chosen: [] });
  const plain = await loader({ request: await here.getAs('kavita', `/admin/visits/${visit!.code}/cancel`), params: { code: visit!.code }, context: {} });
  expect(await plain.json()).toMatchObject({ quote: null, problem: null });
  const gone = loader({ request: await here.getAs('kavita', path('0000-0000-0000', [])), params: { code: '0000-0000-0000' }, context: {} });
  expect((await thrownResponse(gone)).status).toBe(404);
});

test('confirms only what this admin was shown for this visit', async () => {
  const [visit, other] = await visitsToCome();
  const { quote } = await look(visit!.code, [visit!.parts[0]!.id]);
  expect((await thrownResponse(confirm(other!.code, { quoteId: quote!.id, reason: 'duplicate' }))).status).toBe(404);
  expect((await confirm(visit!.code, { quoteId: quote!.id, reason: 'duplicate' }, 'rohan')).status).toBe(400);
  const refused = await confirm(visit!.code, { quoteId: quote!.id, reason: 'patient_unwell', note: 'called at nine' });
  expect([refused.status, await refused.json()]).toMatchObject([400, { values: { note: 'called at nine' }, errors: { reason: ['Choose why it is cancelled'] } }]);
  expect(await here.db.selectFrom('cancellation').selectAll().execute()).toEqual([]);
});

test('cancels what is ticked and returns all of it', async () => {
  const [visit] = await visitsToCome();
  const [first, second, ...rest] = visit!.parts;
  const { quote } = await look(visit!.code, [first!.id, second!.id]);
  expect(quote!.refundPaise).toBe(first!.paid_paise + second!.paid_paise);
  const answer = await confirm(visit!.code, { quoteId: quote!.id, reason: 'clinic_closed' });
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/admin/visits/${visit!.code}?done=cancelled`]);
  const parts = await here.db.selectFrom('individual_booking').select(['id', 'status', 'cancelled_by']).where('master_booking_id', '=', first!.master_booking_id).execute();
  const cancelled = parts.filter((part) => part.cancelled_by === 'admin').map((part) => part.id);
  expect(cancelled.toSorted()).toEqual([first!.id, second!.id].toSorted());
  expect(rest.every((part) => parts.some((now) => now.id === part.id && now.status === 'confirmed'))).toBe(true);
  const refunds = await here.db.selectFrom('refund').select(['kind', 'amount_paise', 'reason']).where('master_booking_id', '=', first!.master_booking_id).execute();
  expect(refunds).toEqual([{ kind: 'cancellation', amount_paise: quote!.refundPaise, reason: 'clinic_closed' }]);
});
