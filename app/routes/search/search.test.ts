import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDateOf, weekdayOf } from '#app/domain/appointment-time.ts';
import { ticksCovered } from '#app/domain/calendar-tick.ts';
import { getRequest, openTestPeople, routeArgs } from '#app/auth/test-people.ts';
import { newId } from '#db/new-id.ts';
import { seedWorld } from '#db/seed.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import { loader } from './route.tsx';
import type { SearchView } from './search-view.ts';

const ZONE = 'Asia/Kolkata';
let test: Awaited<ReturnType<typeof openTestPeople>>;
let world: SeededWorld;

beforeAll(async () => {
  test = await openTestPeople();
  world = await seedWorld(test.db, new Date(), { pastBookings: false, passwordHash: 'none' });
});
afterAll(() => test.close());

async function answer(query: object | string) {
  const search = typeof query === 'string' ? query : `/search?${new URLSearchParams({ ...query })}`;
  const response = await loader(routeArgs(getRequest(search)));
  return { status: response.status, view: (await response.json()) as SearchView };
}
async function search(query: object | string) {
  return (await answer(query)).view;
}
const names = ({ results, notThatDay }: SearchView) => [...results, ...notThatDay].map(({ name }) => name);
const today = () => localDateOf(new Date(), ZONE);
/** The next day of that week, from tomorrow on. */
const next = (weekday: number) => [1, 2, 3, 4, 5, 6, 7].map((ahead) => addDays(today(), ahead)).find((date) => weekdayOf(date) === weekday)!;

describe('finding', () => {
  it('lists everybody by name, twenty at a time, each exactly once', async () => {
    const first = await search('/search');
    expect(first.results).toHaveLength(20);
    expect(first.startHref).toBeNull();
    const second = await search(first.nextHref!);
    expect(second.nextHref).toBeNull();
    const all = [...names(first), ...names(second)];
    expect(all).toEqual([...Object.values(world.doctors), ...Object.values(world.labs)].map(({ name }) => name).sort());
    expect(await search(second.startHref!)).toEqual(first);
  });

  it('keeps to city, kind and specialisation, and shows only clinics of that city', async () => {
    const jaipur = await search({ city: 'jaipur' });
    expect(jaipur.results.flatMap(({ places }) => places.map(({ city }) => city)).every((city) => city === 'Jaipur')).toBe(true);
    expect(names(await search({ city: 'jaipur', kind: 'lab' }))).toEqual(['Gulabi Nagar Diagnostics']);
    expect(names(await search({ city: 'bengaluru', specialisation: 'cardiology' }))).toEqual(['Dr Ananya Rao']);
    expect((await search({ specialisation: 'cardiology' })).title).toBe('Cardiology');
  });

  it.each([
    ['nany', ['Dr Ananya Rao']],
    ['dr rao', ['Dr Ananya Rao']],
    ['RAO ananya', ['Dr Ananya Rao']],
    ['pulse diag', ['Pulse Diagnostics']],
    ['%', []],
    ['_', []],
    ["o'; drop table provider; --", []],
    ['\\', []],
  ])('finds %j in names', async (q, expected) => {
    expect(names(await search({ q }))).toEqual(expected);
  });

  it.each([
    ['cardiologist', 'Cardiology'],
    ['Pediatrician', 'Paediatrics'],
    ['ENT', 'Ear, nose and throat'],
    ['acne', 'Dermatology'],
    ['knee pain', 'Orthopaedics'],
    ['ophthalmology', 'Ophthalmology'],
  ])('understands %j as %s', async (q, field) => {
    const { results } = await search({ q, kind: 'doctor' });
    expect(results.length).toBeGreaterThan(0);
    expect(new Set(results.map((result) => result.field))).toEqual(new Set([field]));
  });

  it('finds the labs of a test by its name and its other names, cheapest first', async () => {
    const byName = await search({ test: 'complete-blood-count' });
    expect(byName.results.map(({ name, service }) => [name, service.pricePaise])).toEqual([
      ['Namma Path Labs', 25_000], ['Gulabi Nagar Diagnostics', 26_000], ['Pulse Diagnostics', 29_900], ['Sagar Diagnostic Centre', 38_000],
    ]);
    expect(names(await search({ q: 'hemogram' }))).toEqual(names(byName));
    expect((await search({ q: 'sugar', kind: 'lab' })).results.map(({ service }) => service.name)).toEqual(Array(4).fill('Fasting blood sugar'));
    expect((await search({ city: 'bengaluru', test: 'prostate-specific-antigen' })).results.map(({ name }) => name)).toEqual(['Pulse Diagnostics']);
  });

  it('pages labs of one price and one name without losing or repeating any', async () => {
    const { id: labId } = world.labs.pulse;
    const row = await test.db.selectFrom('provider').selectAll().where('id', '=', labId).executeTakeFirstOrThrow();
    const copies = Array.from({ length: 45 }, (_, index) => ({ ...row, id: newId(), slug: `branch-${index}`, name: 'Pulse Branch' }));
    await test.db.insertInto('provider').values(copies).execute();
    await test.db.insertInto('provider_clinic').values(copies.map(({ id }) => ({ provider_id: id, clinic_id: world.clinics.jayanagar.id }))).execute();
    await test.db.insertInto('service').values(copies.map(({ id }) => ({ ...world.labs.pulse.tests.psa, id: newId(), provider_id: id }))).execute();
    const found: string[] = [];
    for (let href: string | null = '/search?test=prostate-specific-antigen'; href; ) {
      const page: SearchView = await search(href);
      found.push(...page.results.map((result) => result.href.split('?')[0]!));
      href = page.nextHref;
    }
    expect([found.length, new Set(found).size]).toEqual([46, 46]);
    const ids = copies.map(({ id }) => id);
    await test.db.deleteFrom('service').where('provider_id', 'in', ids).execute();
    await test.db.deleteFrom('provider_clinic').where('provider_id', 'in', ids).execute();
    await test.db.deleteFrom('provider').where('id', 'in', ids).execute();
  });

  it('leaves out who and what is no longer offered', async () => {
    const { rao, iyer } = world.doctors;
    await test.db.updateTable('provider').set({ active: 0 }).where('id', '=', rao.id).execute();
    await test.db.updateTable('service').set({ active: 0 }).where('id', '=', iyer.consultation.id).execute();
    expect(names(await search({ q: 'rao' }))).toEqual([]);
    expect(names(await search({ q: 'iyer' }))).toEqual([]);
    await test.db.updateTable('provider').set({ active: 1 }).where('id', '=', rao.id).execute();
    await test.db.updateTable('service').set({ active: 1 }).where('id', '=', iyer.consultation.id).execute();
  });
});

describe('free times', () => {
  const isClaimed = async (subjectId: string, starts: readonly string[], expiresAt: Date | null) => {
    const bookingId = newId();
    const rows = starts.flatMap((at) => ticksCovered(new Date(at), 20)).map((tick) => ({ subject_id: subjectId, tick, seat: 0, individual_booking_id: bookingId, expires_at: expiresAt }));
    await test.db.insertInto('calendar_claim').values(rows).execute();
    return () => test.db.deleteFrom('calendar_claim').where('individual_booking_id', '=', bookingId).execute();
  };
  const shenoy = async (date: string) => {
    const { results, notThatDay } = await search({ q: 'shenoy', date });
    return [...results, ...notThatDay][0]!;
  };

  it('are counted on the asked day, and its first ones are links', async () => {
    const date = next(3);
    const found = await shenoy(date);
    expect(found.freeOnDay).toBe(12);
    expect(found.next!.times).toHaveLength(3);
    expect(found.next!.date).toBe(date);
    expect(found.next!.times[0]!.href).toContain(`service=${world.doctors.shenoy.consultation.id}`);
  });

  it('of bookings and live holds are gone, of ended holds are back', async () => {
    const date = next(3);
    const before = await shenoy(date);
    const first = [before.next!.times[0]!.at];
    for (const [expiresAt, left] of [[null, 11], [new Date(Date.now() + 60_000), 11], [new Date(Date.now() - 1_000), 12]] as const) {
      const release = await isClaimed(world.doctors.shenoy.id, first, expiresAt);
      expect((await shenoy(date)).freeOnDay).toBe(left);
      await release();
    }
  });

  it('of others come first; who has none that day stands below with the next day', async () => {
    const sunday = next(0);
    const view = await search({ city: 'bengaluru', kind: 'doctor', date: sunday });
    expect(view.results.map(({ name }) => name)).toContain('Dr Ananya Rao');
    expect(view.results.every(({ freeOnDay }) => freeOnDay! > 0)).toBe(true);
    expect(view.notThatDay.length).toBeGreaterThan(0);
    for (const { freeOnDay, next: soon } of view.notThatDay) {
      expect(freeOnDay).toBe(0);
      if (soon) expect(soon.date > sunday).toBe(true);
    }
  });
});

describe('what cannot be read', () => {
  it.each([
    [{ city: 'atlantis' }, 'city'],
    [{ specialisation: 'alchemy' }, 'q'],
    [{ test: 'wallet-biopsy' }, 'q'],
    [{ date: '2026-02-31' }, 'date'],
    [{ date: 'tomorrow' }, 'date'],
    [{ date: '2001-01-01' }, 'date'],
    [{ date: '9999-12-31' }, 'date'],
  ])('is said beside its field, and everybody else is still shown: %j', async (query, field) => {
    const { status, view } = await answer(query);
    expect([status, Object.keys(view.errors), view.results.length]).toEqual([400, [field], 20]);
    if ('date' in query) expect(view.form.date).toBe(query.date);
  });

  it.each([
    { after: 'nonsense' }, { after: 'bnVsbA' }, { after: Buffer.from('[1.5,"a","b"]').toString('base64url') }, { kind: 'wizard' }, { q: '   ' }, { q: '\u0000\u202E' }, { city: '', date: '', q: '' },
  ])('and does not matter is left out: %j', async (query) => {
    const { status, view } = await answer(query);
    expect([status, view.results.length]).toEqual([200, 20]);
  });

  it.each(['x'.repeat(5_000), '💊', '١٢٣', '\u202Eoar', '[](){}+*?.^$|'])('is looked for like any word: %j', async (q) => {
    expect(await answer({ q })).toMatchObject({ status: 200, view: { results: [] } });
  });

  it('offers the same search without each filter when nothing is left', async () => {
    const { chips } = await search({ city: 'jaipur', q: 'zzz', date: next(1) });
    expect(chips.map(({ label }) => label.replace(/^Mon .*/, 'Mon'))).toEqual(['Jaipur', '“zzz”', 'Mon']);
    expect(chips[1]!.href).not.toContain('zzz');
    expect(chips[1]!.href).toContain('city=jaipur');
  });
});
