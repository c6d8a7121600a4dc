import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN, getRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { policySentenceNow } from '#app/domain/policy-sentence.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import type { CancelAnswer, CancelView } from './cancel-view.ts';
import { action, loader } from './route.tsx';

let world: Awaited<ReturnType<typeof openVisitWorld>>;
let consultation: Wish;
let lipid: Wish;
let followUp: Wish;
beforeAll(async () => {
  world = await openVisitWorld();
  const { iyer } = world.world.doctors;
  consultation = { of: iyer, service: iyer.consultation };
  followUp = { of: iyer, service: iyer.followUp, day: 4 };
  lipid = { of: world.world.labs.pulse, service: world.world.labs.pulse.tests.lipidProfile, pick: 30 };
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('calendar_claim').execute();
});

type Read = { view: CancelView; ticked: string[]; renewed: boolean };
type Fields = [string, string][];

const at = (code: string, query = '') => `/visits/${code}/cancel${query}`;
const args = (request: Request, code: string) => ({ ...routeArgs(request), params: { code } });
const get = async (person: TestPerson | null, code: string, query = '') => loader(args(getRequest(at(code, query), await world.cookieOf(person)), code));
const look = async (code: string, query = '') => (await (await get(world.patient, code, query)).json()) as unknown as Read;
async function post(person: TestPerson | null, code: string, fields: Fields) {
  const request = new Request(ORIGIN + at(code), { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: await world.cookieOf(person) } });
  return action(args(request, code));
}
const refusedBy = async (response: Response) => [response.status, (await response.json()) as CancelAnswer] as const;
const locationOf = (response: Response) => [response.status, response.headers.get('Location')] as const;

async function bookedVisit(wishes: Wish[], coupon: string | null = null) {
  const visit = await world.book(world.patient, wishes, { coupon });
  const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  return { ...visit, parts };
}
type Visit = Awaited<ReturnType<typeof bookedVisit>>;

const ask = (visit: Visit, indexes: number[], more: Fields = []) =>
  post(world.patient, visit.code, [['intent', 'ask'], ...indexes.map((index): [string, string] => ['part', visit.parts[index]!.id]), ...more]);
async function quoted(visit: Visit, indexes: number[], more: Fields = []) {
  const [status, location] = locationOf(await ask(visit, indexes, more));
  expect(status).toBe(303);
  return new URL(location!, ORIGIN).searchParams.get('quote')!;
}
const confirm = (visit: Visit, quote: string, reason = 'patient_asked', person = world.patient) => post(person, visit.code, [['intent', 'confirm'], ['quote', quote], ['reason', reason]]);
const refundsOf = (visit: Visit) => world.db.selectFrom('refund').selectAll().where('master_booking_id', '=', visit.masterBookingId).execute();
const statusesOf = async (visit: Visit) => (await world.db.selectFrom('individual_booking').select('status').where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute()).map((part) => part.status);
const age = (quote: string) => world.db.updateTable('cancellation_quote').set({ expires_at: new Date(Date.now() - 1_000) }).where('id', '=', quote).execute();

describe('choosing', () => {
  test('every part stands with its date, what was paid and its deadline; only booked ones can be ticked', async () => {
    const visit = await bookedVisit([consultation, lipid], 'HEALTH10');
    await world.db.updateTable('individual_booking').set({ status: 'completed' }).where('id', '=', visit.parts[1]!.id).execute();
    const { view, ticked } = await look(visit.code, `?part=${visit.parts[0]!.id}`);
    expect(ticked).toEqual([visit.parts[0]!.id]);
    expect(view.parts.map((part) => [part.status, part.paidPaise])).toEqual([['confirmed', 54_000], ['completed', 53_910]]);
    const { starts_at: startsAt, zone, policy } = visit.parts[0]!;
    expect(view.parts[0]!.policy).toBe(policySentenceNow({ policy: JSON.parse(policy), startsAt, zone, sampleCollectedAt: null }, new Date()));
    expect(view.parts[0]!.policy).toMatch(/^Cancel free until \w{3} \d+ \w{3}, \d\d:\d\d; half back until /);
  });

  test('only its patient finds it, by either door', async () => {
    const visit = await bookedVisit([consultation]);
    expect((await thrownResponse(get(null, visit.code))).headers.get('Location')).toMatch(/^\/sign-in\?next=/);
    for (const person of [world.fatima, world.doctor, world.admin]) {
      expect((await thrownResponse(get(person, visit.code))).status).toBe(404);
      expect((await thrownResponse(post(person, visit.code, [['intent', 'ask'], ['part', visit.parts[0]!.id]]))).status).toBe(404);
    }
  });

  test('an unpaid visit has nothing to cancel here', async () => {
    const held = await world.hold(world.patient, [consultation]);
    expect(locationOf(await get(world.patient, held.code))).toEqual([302, `/visits/${held.code}`]);
  });

  test('nothing ticked, a form nobody sent, and another visit’s part are refused with what was ticked kept', async () => {
    const visit = await bookedVisit([consultation]);
    const foreign = await world.book(world.fatima, [{ ...consultation, pick: 5 }]);
    const foreignPart = await world.db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', foreign.masterBookingId).executeTakeFirstOrThrow();
    expect(await refusedBy(await ask(visit, []))).toEqual([400, { errors: { part: ['Choose at least one service to cancel.'] }, chosen: [] }]);
    expect((await post(world.patient, visit.code, [])).status).toBe(400);
    const mixed = await refusedBy(await ask(visit, [0], [['part', foreignPart.id]]));
    expect(mixed).toEqual([400, { errors: { part: ['Choose at least one service to cancel.'] }, chosen: [visit.parts[0]!.id, foreignPart.id] }]);
    expect(await world.db.selectFrom('cancellation_quote').select('id').where('master_booking_id', 'in', [visit.masterBookingId, foreign.masterBookingId]).execute()).toEqual([]);
  });

  test('a part that is over is refused with a sentence', async () => {
    const visit = await bookedVisit([consultation, lipid]);
    await world.db.updateTable('individual_booking').set({ status: 'completed' }).where('id', '=', visit.parts[0]!.id).execute();
    const [status, { errors, chosen }] = await refusedBy(await ask(visit, [0, 1]));
    expect([status, errors.part, chosen.length]).toEqual([409, ['Consultation with Dr Vikram Iyer is already completed, so it cannot be cancelled. Nothing was changed.'], 2]);
  });
});

describe('a follow-up that depends on the consultation', () => {
  const question = async (visit: Visit) => (await look(visit.code, `?part=${visit.parts[0]!.id}&step=follow-up`)).view.question;

  test('is asked about, and the answer decides the sum', async () => {
    const visit = await bookedVisit([consultation, followUp]);
    expect(locationOf(await ask(visit, [0]))).toEqual([303, `/visits/${visit.code}/cancel?part=${visit.parts[0]!.id}&step=follow-up`]);
    expect(await question(visit)).toEqual({ chosen: [visit.parts[0]!.id], partIds: [visit.parts[1]!.id], differencePaise: 30_000, canPayFull: true });
    const both = await look(visit.code, `?quote=${await quoted(visit, [0], [['followUps', 'cancel']])}`);
    expect([both.view.quote!.refundPaise, both.view.quote!.lines.length]).toEqual([60_000, 2]);
    const keep = await look(visit.code, `?quote=${await quoted(visit, [0], [['followUps', 'pay_full']])}`);
    expect([keep.view.quote!.refundPaise, keep.view.quote!.lines[0]!.requalifyPaise, keep.view.quote!.kept.length]).toEqual([30_000, 30_000, 1]);
  });

  test('needs an answer, and keeping it must be payable', async () => {
    const visit = await bookedVisit([consultation, followUp]);
    expect((await refusedBy(await ask(visit, [0], [['asked', 'yes']])))[1].errors).toEqual({ followUps: ['Say what should become of the follow-up.'] });
    expect((await ask(visit, [0], [['asked', 'yes'], ['followUps', 'sell']])).status).toBe(400);
    await world.db.updateTable('individual_booking').set({ starts_at: new Date(Date.now() + 60 * MINUTE_MS) }).where('id', '=', visit.parts[0]!.id).execute();
    expect((await question(visit))!.canPayFull).toBe(false);
    const [status, { errors }] = await refusedBy(await ask(visit, [0], [['followUps', 'pay_full']]));
    expect([status, errors.part]).toEqual([409, ['Keeping the follow-up costs ₹300.00 more than its consultation gives back. Cancel it too, or keep both.']]);
  });

  test('in another visit has to go first', async () => {
    const visit = await bookedVisit([{ ...consultation, day: 3, pick: 3 }]);
    const later = await bookedVisit([{ ...followUp, day: 5 }]);
    expect(later.parts[0]!.follows_booking_id).toBe(visit.parts[0]!.id);
    const [status, { errors }] = await refusedBy(await ask(visit, [0]));
    expect([status, errors.part![0]]).toEqual([409, expect.stringContaining(later.code)]);
  });

  test('given back alone can be booked anew', async () => {
    const visit = await bookedVisit([consultation, followUp]);
    const { view } = await look(visit.code, `?quote=${await quoted(visit, [1])}`);
    expect([view.quote!.refundPaise, view.quote!.grantsBack]).toEqual([0, true]);
  });
});

describe('the sum that is shown', () => {
  test('adds up line by line and says until when it stays', async () => {
    const visit = await bookedVisit([consultation, lipid], 'HEALTH10');
    const { view } = await look(visit.code, `?quote=${await quoted(visit, [0])}`);
    const [line] = view.quote!.lines;
    expect(line).toMatchObject({ listPricePaise: 60_000, couponSharePaise: 6_000, paidPaise: 54_000, alreadyRefundedPaise: 0, feePaise: 0, requalifyPaise: 0, refundPaise: 54_000 });
    expect([view.couponCode, view.paidWith, view.quote!.kept.map((part) => part.service)]).toEqual(['HEALTH10', 'UPI', ['Lipid profile']]);
    const minutesLeft = (Date.parse(view.quote!.expiresAt) - Date.now()) / MINUTE_MS;
    expect(minutesLeft).toBeGreaterThan(9);
    expect(minutesLeft).toBeLessThanOrEqual(10);
  });

  test('belongs to its patient and its visit alone', async () => {
    const visit = await bookedVisit([consultation]);
    const other = await bookedVisit([{ ...lipid, pick: 20 }]);
    const theirs = await world.book(world.fatima, [{ ...consultation, pick: 6 }]);
    const quote = await quoted(visit, [0]);
    for (const [person, code] of [[world.fatima, theirs.code], [world.fatima, visit.code], [world.patient, other.code]] as const) {
      expect((await thrownResponse(get(person, code, `?quote=${quote}`))).status).toBe(404);
      expect((await thrownResponse(post(person, code, [['intent', 'confirm'], ['quote', quote], ['reason', 'patient_asked']]))).status).toBe(404);
    }
    expect((await thrownResponse(get(world.patient, visit.code, '?quote=00000000000000000000'))).status).toBe(404);
    expect((await thrownResponse(confirm(visit, ''))).status).toBe(404);
    expect(await statusesOf(visit)).toEqual(['confirmed']);
  });

  test('past its ten minutes or after a change it is not shown; the choice is kept', async () => {
    const visit = await bookedVisit([consultation, lipid]);
    const quote = await quoted(visit, [0]);
    await age(quote);
    expect((await look(visit.code, `?quote=${quote}`)).view).toMatchObject({ quote: null, outdated: [visit.parts[0]!.id] });
    const second = await quoted(visit, [0]);
    await world.db.updateTable('individual_booking').set({ sample_collected_at: new Date() }).where('id', '=', visit.parts[1]!.id).execute();
    expect((await look(visit.code, `?quote=${second}`)).view.outdated).toEqual([visit.parts[0]!.id]);
  });
});

describe('confirming', () => {
  test('cancels what was shown, asks for one refund and leads to the receipt, once', async () => {
    const visit = await bookedVisit([consultation, lipid]);
    const quote = await quoted(visit, [1]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(visit, quote, 'patient_unwell')));
    const receipt = await world.db.selectFrom('cancellation').select(['id', 'reason']).where('quote_id', '=', quote).executeTakeFirstOrThrow();
    expect(receipt.reason).toBe('patient_unwell');
    const places = answers.map((answer) => answer.headers.get('Location')).toSorted();
    expect(places).toEqual([...Array<string>(5).fill(`/visits/${visit.code}/receipts/${receipt.id}`), `/visits/${visit.code}/receipts/${receipt.id}?done=1`]);
    expect((await refundsOf(visit)).map((refund) => refund.amount_paise)).toEqual([59_900]);
    expect(await statusesOf(visit)).toEqual(['confirmed', 'cancelled']);
    expect(locationOf(await get(world.patient, visit.code, `?quote=${quote}`))).toEqual([302, `/visits/${visit.code}/receipts/${receipt.id}`]);
  });

  test('an old sum is replaced by a new one, and nothing is cancelled until that is confirmed', async () => {
    const visit = await bookedVisit([consultation]);
    const quote = await quoted(visit, [0]);
    await age(quote);
    await world.db.updateTable('individual_booking').set({ starts_at: new Date(Date.now() + 10 * 60 * MINUTE_MS) }).where('id', '=', visit.parts[0]!.id).execute();
    const [status, location] = locationOf(await confirm(visit, quote));
    expect([status, location]).toEqual([303, expect.stringMatching(/\?quote=\w{20}&renewed=1$/)]);
    expect(await statusesOf(visit)).toEqual(['confirmed']);
    const { view, renewed } = await look(visit.code, new URL(location!, ORIGIN).search);
    expect([renewed, view.quote!.refundPaise]).toEqual([true, 30_000]);
    expect((await confirm(visit, view.quote!.id)).status).toBe(303);
    expect((await refundsOf(visit)).map((refund) => refund.amount_paise)).toEqual([30_000]);
  });

  test('a sum for a part that was cancelled meanwhile is refused with a sentence', async () => {
    const visit = await bookedVisit([consultation, lipid]);
    const [first, second] = [await quoted(visit, [0]), await quoted(visit, [0, 1])];
    expect((await confirm(visit, first)).status).toBe(303);
    const [status, { errors }] = await refusedBy(await confirm(visit, second));
    expect([status, errors.part![0]]).toEqual([409, expect.stringContaining('already cancelled')]);
    expect(await statusesOf(visit)).toEqual(['cancelled', 'confirmed']);
  });

  test('a reason that is not the patient’s is refused and the sum stays', async () => {
    const visit = await bookedVisit([consultation]);
    const quote = await quoted(visit, [0]);
    for (const reason of ['provider_unavailable', '']) {
      expect(await refusedBy(await confirm(visit, quote, reason))).toEqual([400, { errors: { reason: ['Choose a reason from the list.'] }, chosen: [] }]);
    }
    expect((await look(visit.code, `?quote=${quote}`)).view.quote!.id).toBe(quote);
    expect(await cancelBookings(world.db, { quoteId: quote, actor: { kind: 'patient', id: world.patient.id }, reason: 'clinic_closed', note: null, now: new Date() })).toMatchObject({ ok: false });
  });
});
