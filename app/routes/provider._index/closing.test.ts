import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { DAY_MINUTES, localDateOf, minutesAfter } from '#app/domain/appointment-time.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import type { Insertable } from 'kysely';
import { newId, newVisitCode } from '#db/new-id.ts';
import type { IndividualBookingTable } from '#db/tables.ts';
import { action, loader } from './route.tsx';

const ZONE = 'Asia/Kolkata';
const AN_HOUR_AGO = -60;

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

/** A paid booking of the provider's, `minutes` from now, in a visit of its own. */
async function book(login: LoginKey, minutes: number, changes: Partial<Insertable<IndividualBookingTable>> = {}): Promise<string> {
  const { provider_id } = await here.accountOf(login);
  const part = await here.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', provider_id!).where('status', '=', 'confirmed').where('paid_paise', '>', 0).executeTakeFirstOrThrow();
  const master = await here.db.selectFrom('master_booking').selectAll().where('id', '=', part.master_booking_id).executeTakeFirstOrThrow();
  const [id, masterId] = [newId(), newId()];
  await here.db.insertInto('master_booking').values({ ...master, id: masterId, code: newVisitCode(), status: 'confirmed' }).execute();
  await here.db
    .insertInto('individual_booking')
    .values({ ...part, coupon_share_paise: 0, paid_paise: part.list_price_paise, ...changes, id, master_booking_id: masterId, starts_at: minutesAfter(new Date(), minutes) })
    .execute();
  return id;
}

const close = async (login: LoginKey, fields: Record<string, string>, query = '') =>
  action({ request: postRequest(`/provider?index${query}`, fields, await here.cookieOf(login)), params: {}, context: {} });
const dayOf = async (login: LoginKey, date: string) => (await loader({ request: await here.getAs(login, `/provider?date=${date}`), params: {}, context: {} })).json();
const statusOf = async (id: string) => (await here.db.selectFrom('individual_booking').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status;
const payoutsOf = (id: string) => here.db.selectFrom('payout').selectAll().where('individual_booking_id', '=', id).execute();

test('one tap completes, comes back to the same list, and the row says what it earned', async () => {
  const id = await book('rao', AN_HOUR_AGO - DAY_MINUTES, { commission_bps: 2_000, list_price_paise: 80_000, paid_paise: 80_000 });
  const date = localDateOf(minutesAfter(new Date(), AN_HOUR_AGO - DAY_MINUTES), ZONE);
  const answer = await close('rao', { intent: 'complete', booking: id }, `&date=${date}&clinic=somewhere`);
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/provider?date=${date}&clinic=somewhere#booking-${id}`]);
  const [payout] = await payoutsOf(id);
  expect(payout).toMatchObject({ gross_paise: 80_000, commission_paise: 16_000, amount_paise: 64_000, status: 'queued' });
  const row = (await dayOf('rao', date)).entries.find((entry) => entry.id === id);
  expect(row).toMatchObject({ status: 'completed', earned_paise: 64_000, payout_id: payout!.id });
  const audit = await here.db.selectFrom('audit_log').selectAll().where('subject_id', '=', id).execute();
  expect(audit.map((entry) => [entry.verb, entry.actor_kind, entry.actor_id])).toEqual([['completed', 'provider', (await here.accountOf('rao')).id]]);
});

test('two clicks at once are one payout, and both come back content', async () => {
  const id = await book('rao', AN_HOUR_AGO);
  const answers = await Promise.all(Array.from({ length: 4 }, () => close('rao', { intent: 'complete', booking: id })));
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303]);
  expect((await payoutsOf(id)).length).toBe(1);
  expect((await here.db.selectFrom('ledger_posting').select('id').where('event', '=', 'booking_completed').where('source_id', '=', id).execute()).length).toBe(1);
});

test('a no-show is marked once its time has come, and a second word about it changes nothing', async () => {
  const early = await book('rao', 1);
  const refused = await close('rao', { intent: 'no_show', booking: early });
  expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ errors: { '': ['This booking has not begun yet. Wait until its time.'] } })]);
  expect(await statusOf(early)).toBe('confirmed');
  const id = await book('rao', AN_HOUR_AGO, { kept_fee_provider_bps: 5_000, paid_paise: 50_001 });
  expect((await close('rao', { intent: 'no_show', booking: id })).status).toBe(303);
  expect(await payoutsOf(id)).toMatchObject([{ earned_by: 'no_show', gross_paise: 25_000, commission_paise: 0 }]);
  const after = await close('rao', { intent: 'complete', booking: id });
  expect([after.status, await after.json()]).toEqual([400, expect.objectContaining({ errors: { '': ['This booking is already marked as a no-show. Nothing was changed.'] } })]);
  expect(await statusOf(id)).toBe('no_show');
});

test('tomorrow’s booking is neither completed nor its sample taken', async () => {
  const id = await book('pulse', DAY_MINUTES, { service_kind: 'lab_test' });
  for (const intent of ['complete', 'sample_collected', 'no_show']) expect((await close('pulse', { intent, booking: id })).status).toBe(400);
  const part = await here.db.selectFrom('individual_booking').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect([part.status, part.sample_collected_at, (await payoutsOf(id)).length]).toEqual(['confirmed', null, 0]);
});

test('a sample is noted once, and only of a lab test', async () => {
  const test = await book('pulse', AN_HOUR_AGO, { service_kind: 'lab_test' });
  expect((await close('pulse', { intent: 'sample_collected', booking: test })).status).toBe(303);
  const at = async () => (await here.db.selectFrom('individual_booking').select('sample_collected_at').where('id', '=', test).executeTakeFirstOrThrow()).sample_collected_at;
  const first = await at();
  expect((await close('pulse', { intent: 'sample_collected', booking: test })).status).toBe(303);
  expect([await at(), await statusOf(test)]).toEqual([first, 'confirmed']);
  expect(first).not.toBeNull();
  const consultation = await book('rao', AN_HOUR_AGO);
  expect((await close('rao', { intent: 'sample_collected', booking: consultation })).status).toBe(400);
});

test('another provider’s booking, and one that is none, are the same 404', async () => {
  const id = await book('rao', AN_HOUR_AGO);
  for (const [login, booking] of [['iyer', id], ['pulse', id], ['rao', 'nobodyhasthisid00000']] as const) {
    for (const intent of ['complete', 'no_show', 'sample_collected']) expect((await thrownResponse(close(login, { intent, booking }))).status).toBe(404);
  }
  for (const login of ['meera', 'kavita'] as const) expect((await thrownResponse(close(login, { intent: 'complete', booking: id }))).status).toBe(404);
  expect([await statusOf(id), (await payoutsOf(id)).length]).toEqual(['confirmed', 0]);
});

test('a deed that is none is refused', async () => {
  const id = await book('rao', AN_HOUR_AGO);
  for (const fields of [{}, { intent: 'delete', booking: id }, { intent: 'complete' }] as Record<string, string>[]) expect((await close('rao', fields)).status).toBe(400);
  expect(await statusOf(id)).toBe('confirmed');
});
