import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { loader as bookingPage } from '../provider.bookings.$id._index/route.tsx';
import { action, loader } from './route.tsx';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

const path = (id: string) => `/provider/bookings/${id}/cancel`;
const look = async (login: LoginKey, id: string) => loader({ request: await here.getAs(login, path(id)), params: { id }, context: {} });
const confirm = async (login: LoginKey, id: string, fields: Record<string, string>) =>
  action({ request: postRequest(path(id), fields, await here.cookieOf(login)), params: { id }, context: {} });
const shown = async (login: LoginKey, id: string) => (await (await look(login, id)).json()).quote;
const why = { reason: 'provider_unavailable' };

/** Confirmed parts of one provider, paid for, the latest first. */
async function bookingsOf(login: LoginKey) {
  const { provider_id } = await here.accountOf(login);
  return here.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', provider_id!).where('status', '=', 'confirmed').where('paid_paise', '>', 0).orderBy('starts_at', 'desc').execute();
}

/** A visit with a part of Rao's and one of Pulse's, both to come. */
async function sharedVisit() {
  const [raos, pulses] = await Promise.all([bookingsOf('rao'), bookingsOf('pulse')]);
  const rao = raos.find((part) => part.service_kind === 'consultation' && pulses.some((other) => other.master_booking_id === part.master_booking_id))!;
  return { rao, pulse: pulses.find((other) => other.master_booking_id === rao.master_booking_id)! };
}

const partNow = async (id: string) => here.db.selectFrom('individual_booking').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const refundsOf = async (masterBookingId: string) => here.db.selectFrom('refund').selectAll().where('master_booking_id', '=', masterBookingId).execute();

test('another provider’s part of the same visit is no booking of this one’s', async () => {
  const { rao, pulse } = await sharedVisit();
  for (const [login, id] of [['rao', pulse.id], ['iyer', rao.id], ['rao', 'nobodyhasthisid00000']] as const) {
    expect((await thrownResponse(look(login, id))).status).toBe(404);
    expect((await thrownResponse(confirm(login, id, { ...why, quoteId: 'x' }))).status).toBe(404);
    const page = bookingPage({ request: await here.getAs(login, `/provider/bookings/${id}`), params: { id }, context: {} });
    expect((await thrownResponse(page)).status).toBe(404);
  }
});

test('a quote of somebody else’s, or for another booking, cancels nothing', async () => {
  const { rao, pulse } = await sharedVisit();
  const foreign = await shown('pulse', pulse.id);
  expect((await confirm('rao', rao.id, { ...why, quoteId: foreign.id })).status).toBe(400);
  const another = (await bookingsOf('rao')).find((part) => part.master_booking_id !== rao.master_booking_id)!;
  const own = await shown('rao', another.id);
  expect((await thrownResponse(confirm('rao', rao.id, { ...why, quoteId: own.id }))).status).toBe(404);
  expect([await partNow(rao.id), await partNow(pulse.id), await partNow(another.id)].map((part) => part.status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
});

test('without a reason nothing is cancelled, and the note is kept', async () => {
  const { rao } = await sharedVisit();
  const { id: quoteId } = await shown('rao', rao.id);
  for (const reason of ['', 'patient_asked']) {
    const answer = await confirm('rao', rao.id, { quoteId, reason, note: 'The power is out' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ values: { note: 'The power is out' }, errors: { reason: ['Choose why it is cancelled'] } });
  }
  expect((await partNow(rao.id)).status).toBe('confirmed');
});

test('a visit that changed meanwhile is shown again before anything happens', async () => {
  const { rao, pulse } = await sharedVisit();
  const { id: quoteId } = await shown('rao', rao.id);
  await here.db.updateTable('individual_booking').set({ goodwill_paise: 100, regranted_paise: 100 }).where('id', '=', pulse.id).execute();
  const answer = await confirm('rao', rao.id, { ...why, quoteId, note: 'ill' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ values: { note: 'ill', reason: 'provider_unavailable' }, errors: { '': [expect.stringContaining('nothing was cancelled')] } });
  await here.db.updateTable('individual_booking').set({ goodwill_paise: 0, regranted_paise: 0 }).where('id', '=', pulse.id).execute();
});

test('cancels the one booking, gives all of it back, and leaves the rest of the visit', async () => {
  const { rao, pulse } = await sharedVisit();
  const quote = await shown('rao', rao.id);
  expect(quote.refundPaise).toBe(rao.paid_paise);
  const twice = await Promise.all([1, 2].map(() => confirm('rao', rao.id, { reason: 'provider_emergency', quoteId: quote.id, note: 'Called to the ward' })));
  expect(twice.map((answer) => [answer.status, answer.headers.get('Location')])).toEqual(Array.from({ length: 2 }, () => [303, `/provider/bookings/${rao.id}?done=1`]));
  expect(await partNow(rao.id)).toMatchObject({ status: 'cancelled', cancelled_by: 'provider', cancel_reason: 'provider_emergency', kept_fee_paise: 0 });
  expect((await partNow(pulse.id)).status).toBe('confirmed');
  expect((await refundsOf(rao.master_booking_id)).map((refund) => [refund.kind, refund.amount_paise])).toEqual([['cancellation', rao.paid_paise]]);
  const written = await here.db.selectFrom('audit_log').selectAll().where('verb', '=', 'cancel_bookings').execute();
  expect(written.map((entry) => [entry.actor_kind, entry.reason])).toEqual([['provider', 'provider_emergency: Called to the ward']]);

  const page = await bookingPage({ request: await here.getAs('rao', `/provider/bookings/${rao.id}`), params: { id: rao.id }, context: {} });
  expect((await page.json()).booking).toMatchObject({ status: 'cancelled', returned_paise: rao.paid_paise, cancel_note: 'Called to the ward' });
  expect((await thrownResponse(look('rao', rao.id))).headers.get('Location')).toBe(`/provider/bookings/${rao.id}`);
});

test('a free follow-up goes along with its consultation', async () => {
  const { provider_id } = await here.accountOf('iyer');
  const followUp = await here.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', provider_id!).where('uses_follow_up_grant', '=', 1).where('status', '!=', 'cancelled').executeTakeFirstOrThrow();
  const pair = [followUp.follows_booking_id!, followUp.id];
  await here.db.updateTable('individual_booking').set({ status: 'confirmed', completed_at: null }).where('id', 'in', pair).execute();
  const quote = await shown('iyer', pair[0]!);
  expect(quote.lines.map((line) => [line.id, line.comesAlong])).toEqual([[pair[0], false], [pair[1], true]]);
  expect((await confirm('iyer', pair[0]!, { ...why, quoteId: quote.id })).status).toBe(303);
  expect([(await partNow(pair[0]!)).status, (await partNow(pair[1]!)).status]).toEqual(['cancelled', 'cancelled']);
});
