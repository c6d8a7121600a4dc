import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { endHold } from '#app/use-cases/end-hold.server.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import { loader } from './route.tsx';
import type { VisitCardView } from './visit-card-view.ts';

let world: Awaited<ReturnType<typeof openVisitWorld>>;
let consultation: Wish;
let followUp: Wish;
beforeAll(async () => {
  world = await openVisitWorld();
  const { iyer } = world.world.doctors;
  consultation = { of: iyer, service: iyer.consultation };
  followUp = { of: iyer, service: iyer.followUp, day: 5 };
});
afterAll(() => world.close());

type List = { visits: VisitCardView[]; next: string | null };
type Read = { coming: List; earlier: List; firstPage: boolean };

const get = async (person: TestPerson | null, path = '/visits') => loader(routeArgs(getRequest(path, await world.cookieOf(person))));
const look = async (person: TestPerson, path?: string) => (await (await get(person, path)).json()) as unknown as Read;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

/** Copies of a visit whose only part is so many days from now. */
async function copyVisit(masterBookingId: string, patientId: string, days: readonly number[], status: 'completed' | 'confirmed') {
  const master = await world.db.selectFrom('master_booking').selectAll().where('id', '=', masterBookingId).executeTakeFirstOrThrow();
  const part = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  const copies = days.map((day) => ({ id: newId(), startsAt: new Date(Math.floor(Date.now() / 1_000) * 1_000 + day * DAY_MS) }));
  await world.db.insertInto('master_booking').values(copies.map(({ id }) => ({ ...master, id, code: newVisitCode(), patient_id: patientId, status }))).execute();
  await world.db
    .insertInto('individual_booking')
    .values(copies.map(({ id, startsAt }) => ({ ...part, id: newId(), master_booking_id: id, starts_at: startsAt, status })))
    .execute();
}

test('nobody but patients has visits here', async () => {
  expect((await thrownResponse(get(null))).headers.get('Location')).toBe('/sign-in?next=%2Fvisits');
  for (const person of [world.doctor, world.admin]) expect((await thrownResponse(get(person))).status).toBe(404);
  const empty = await look(world.patient);
  expect(empty).toEqual({ coming: { visits: [], next: null }, earlier: { visits: [], next: null }, firstPage: true });
});

test('what is to come stands before what was, each with its parts and money', async () => {
  const later = await world.book(world.patient, [{ ...consultation, day: 4 }]);
  const sooner = await world.book(world.patient, [consultation, followUp]);
  const ended = await world.hold(world.patient, [{ ...consultation, day: 6 }], { ago: 11 });
  const givenUp = await world.hold(world.patient, [{ ...consultation, day: 7 }]);
  await endHold(world.db, { masterBookingId: givenUp.masterBookingId, actor: { kind: 'patient', id: world.patient.id }, now: new Date() });
  const returned = await world.hold(world.patient, [{ ...consultation, day: 8 }], { ago: 11 });
  await world.hold(world.fatima, [{ ...consultation, day: 8 }]);
  await world.settle(returned);
  await copyVisit(later.masterBookingId, world.patient.id, [-3], 'completed');

  const { coming, earlier } = await look(world.patient);
  expect(coming.visits.map((visit) => [visit.href, visit.status, visit.notPaidYet])).toEqual([
    [`/visits/${sooner.code}`, 'confirmed', null],
    [`/visits/${later.code}`, 'confirmed', null],
    [`/visits/${ended.code}/pay`, 'pending_payment', 'hold_ended'],
  ]);
  expect(coming.visits[0]!.parts.map((part) => part.service)).toEqual(['Consultation', 'Follow-up']);
  expect(earlier.visits.map((visit) => [visit.status, visit.comesBack])).toEqual([['cancelled', true], ['completed', false]]);
  expect(earlier.visits.map((visit) => visit.href)).not.toContain(`/visits/${givenUp.code}`);
  expect((await look(world.fatima)).coming.visits).toHaveLength(1);
});

test('long lists come in pages of twenty that neither repeat nor skip', async () => {
  const pattern = await world.book(world.fatima, [{ ...consultation, day: 10 }]);
  const arjun: TestPerson = { ...world.world.patients.arjun, role: 'patient' };
  // Every second day twice, so that pages end between equal instants.
  await copyVisit(pattern.masterBookingId, arjun.id, Array.from({ length: 50 }, (_, index) => -1 - Math.floor(index / 2)), 'completed');
  await copyVisit(pattern.masterBookingId, arjun.id, Array.from({ length: 21 }, (_, index) => 1 + index), 'confirmed');

  const first = await look(arjun);
  expect([first.coming.visits.length, first.earlier.visits.length]).toEqual([20, 20]);
  const restOfComing = await look(arjun, `/visits?coming=${first.coming.next}`);
  expect([restOfComing.coming.visits.length, restOfComing.coming.next, restOfComing.earlier.visits, restOfComing.firstPage]).toEqual([1, null, [], false]);

  const seen = [...first.earlier.visits];
  for (let next = first.earlier.next; next !== null; ) {
    const page = await look(arjun, `/visits?earlier=${encodeURIComponent(next)}`);
    expect(page.coming.visits).toEqual([]);
    seen.push(...page.earlier.visits);
    next = page.earlier.next;
  }
  expect(seen).toHaveLength(50);
  expect(new Set(seen.map((visit) => visit.id)).size).toBe(50);
  const starts = seen.map((visit) => visit.parts[0]!.startsAt);
  expect(starts).toEqual(starts.toSorted().toReversed());
});

test.each(['/visits?earlier=nonsense', '/visits?earlier=2026-13-99T99:99:99.999Z~0123456789abcdefghjk', "/visits?coming=' OR 1=1"])('an address that cannot be read begins at the start: %s', async (path) => {
  expect((await look(world.patient, path)).firstPage).toBe(true);
});
