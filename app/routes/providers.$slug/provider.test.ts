import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDateOf, weekdayOf } from '#app/domain/appointment-time.ts';
import { ticksCovered } from '#app/domain/calendar-tick.ts';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openTestPeople, postRequest, routeArgs, thrownResponse } from '#app/auth/test-people.ts';
import { newId } from '#db/new-id.ts';
import { seedWorld } from '#db/seed.ts';
import type { SeededWorld } from '#db/seed/world.ts';
import type { ProviderView } from './provider-view.ts';
import { action, loader } from './route.tsx';

const ZONE = 'Asia/Kolkata';
let test: Awaited<ReturnType<typeof openTestPeople>>;
let world: SeededWorld;

beforeAll(async () => {
  test = await openTestPeople();
  world = await seedWorld(test.db, new Date(), { pastBookings: false, passwordHash: 'none' });
});
afterAll(() => test.close());
afterEach(() => test.db.deleteFrom('calendar_claim').execute());

const today = () => localDateOf(new Date(), ZONE);
const next = (weekday: number) => [1, 2, 3, 4, 5, 6, 7].map((ahead) => addDays(today(), ahead)).find((date) => weekdayOf(date) === weekday)!;

function argsFor(slug: string, request: Request) {
  return { ...routeArgs(request), params: { slug } };
}
async function page(slug: string, query: object = {}): Promise<ProviderView> {
  const response = await loader(argsFor(slug, getRequest(`/providers/${slug}?${new URLSearchParams({ ...query })}`)));
  return (await response.json()) as ProviderView;
}
const post = (slug: string, fields: Record<string, string>, cookie = '') => action(argsFor(slug, postRequest(`/providers/${slug}`, fields, cookie)));
async function claim(subjectId: string, at: string, minutes: number, { seat = 0, expiresAt = null as Date | null } = {}) {
  const individual_booking_id = newId();
  await test.db
    .insertInto('calendar_claim')
    .values(ticksCovered(new Date(at), minutes).map((tick) => ({ subject_id: subjectId, tick, seat, individual_booking_id, expires_at: expiresAt })))
    .execute();
}

describe('the page', () => {
  it('says who it is, what it costs and what cancelling gives back', async () => {
    const { provider, services, service } = await page('dr-vikram-iyer');
    expect(provider).toMatchObject({ name: 'Dr Vikram Iyer', registrationNumber: 'KMC-39570', field: 'General medicine', experienceYears: 22 });
    expect(services.map(({ name, pricePaise }) => [name, pricePaise])).toEqual([['Consultation', 60_000], ['Follow-up', 30_000]]);
    expect(service!.name).toBe('Consultation');
    expect(service!.policy).toBe('Cancel free until 24 hours before; half back until 4 hours before; nothing after.');
    expect(services[1]!.follows).toBe('Free within 10 days of a consultation with Dr Vikram Iyer; ₹300 later. One per consultation.');
  });

  it('lets a lab’s test be chosen before it shows times', async () => {
    expect(await page('pulse-diagnostics')).toMatchObject({ service: null, picker: null, services: { length: 20 } });
    const chosen = await page('pulse-diagnostics', { service: world.labs.pulse.tests.completeBloodCount.id });
    expect(chosen.service).toMatchObject({ name: 'Complete blood count', pricePaise: 29_900, preparation: 'No preparation. Drink water as usual.' });
    expect(chosen.clinics.map(({ nextAt }) => nextAt).every(Boolean)).toBe(true);
    expect(chosen.picker!.times.length).toBeGreaterThan(0);
  });

  it('is not there for a stranger or somebody who has stopped', async () => {
    expect((await thrownResponse(page('dr-nobody'))).status).toBe(404);
    await test.db.updateTable('provider').set({ active: 0 }).where('id', '=', world.doctors.rao.id).execute();
    expect((await thrownResponse(page('dr-ananya-rao'))).status).toBe(404);
    await test.db.updateTable('provider').set({ active: 1 }).where('id', '=', world.doctors.rao.id).execute();
  });

  it.each([
    { service: 'nonsense' }, { clinic: 'nonsense' }, { date: '2026-02-31' }, { date: '2001-01-01' }, { date: '9999-12-31' }, { date: 'x'.repeat(3_000) },
  ])('says what the address asked for and is gone, and goes on: %j', async (query) => {
    const view = await page('dr-ananya-rao', query);
    expect(view.missing).toHaveLength(1);
    expect(view.picker!.times.length).toBeGreaterThan(0);
  });

  it('takes no service or clinic of another provider', async () => {
    const { iyer } = world.doctors;
    const view = await page('dr-ananya-rao', { service: iyer.consultation.id, clinic: world.clinics.bandra.id });
    expect([view.service!.id, view.missing.length]).toEqual([world.doctors.rao.consultation.id, 2]);
  });
});

describe('days and times', () => {
  const wednesday = () => ({ date: next(3), clinic: world.clinics.koramangala.id });

  it('leaves out what is booked or held, buffer and all, and takes back what is no longer held', async () => {
    const before = (await page('dr-deepa-shenoy', wednesday())).picker!;
    expect(before.times).toHaveLength(12);
    const second = before.times[1]!.startsAt;
    await claim(world.doctors.shenoy.id, second, 20);
    await claim(world.doctors.shenoy.id, before.times[3]!.startsAt, 20, { expiresAt: new Date(Date.now() + 60_000) });
    await claim(world.doctors.shenoy.id, before.times[5]!.startsAt, 20, { expiresAt: new Date(Date.now() - 1) });
    const after = (await page('dr-deepa-shenoy', wednesday())).picker!;
    const gone = before.times.filter(({ startsAt }) => !after.times.some((time) => time.startsAt === startsAt));
    expect(gone).toEqual([before.times[1], before.times[3]]);
    expect(after.days.find(({ date }) => date === wednesday().date)).toMatchObject({ free: 10, closed: false });
  });

  it('offers the next free time after a full day, and says closed where nobody works', async () => {
    const day = wednesday();
    for (const { startsAt } of (await page('dr-deepa-shenoy', day)).picker!.times) await claim(world.doctors.shenoy.id, startsAt, 20);
    const full = (await page('dr-deepa-shenoy', day)).picker!;
    expect(full).toMatchObject({ date: day.date, closed: false, times: [] });
    expect(localDateOf(new Date(full.next!.at), ZONE)).toBe(addDays(day.date, 2));
    expect((await page('dr-deepa-shenoy', { ...day, date: addDays(day.date, 1) })).picker).toMatchObject({ closed: true, times: [] });
  });

  it('says how few seats a lab has left', async () => {
    const query = { service: world.labs.pulse.tests.hba1c.id, clinic: world.clinics.indiranagar.id, date: next(1) };
    const first = (await page('pulse-diagnostics', query)).picker!.times[0]!;
    expect(first.note).toBeUndefined();
    for (const seat of [0, 1, 2, 4]) await claim(world.labs.pulse.id, first.startsAt, 10, { seat });
    expect((await page('pulse-diagnostics', query)).picker!.times[0]).toEqual({ startsAt: first.startsAt, note: '1 left' });
    await claim(world.labs.pulse.id, first.startsAt, 10, { seat: 3 });
    expect((await page('pulse-diagnostics', query)).picker!.times[0]!.startsAt).not.toBe(first.startsAt);
  });

  it('goes on by strips of fourteen days to the last day of the horizon', async () => {
    const shown: string[] = [];
    let href: string | null = `/providers/dr-ananya-rao?date=${today()}`;
    while (href) {
      const { picker } = await page('dr-ananya-rao', Object.fromEntries(new URL(href, 'http://localhost').searchParams));
      expect(picker!.days.length).toBeLessThanOrEqual(14);
      shown.push(...picker!.days.map(({ date }) => date));
      href = picker!.laterHref;
    }
    expect(shown).toEqual(Array.from({ length: 46 }, (_, ahead) => addDays(today(), ahead)));
  });

  it('shows leave as closed days, and opens the clinic that is free first', async () => {
    const monday = addDays(today(), 8 - weekdayOf(today()));
    const away = await page('dr-manjunath-gowda', { date: monday });
    expect(away.picker).toMatchObject({ closed: true, times: [] });
    expect(away.picker!.next!.at > `${addDays(monday, 6)}T18:30`).toBe(true);
    const tuesday = next(2);
    const firstOf = ({ picker }: ProviderView) => picker!.times[0]?.startsAt ?? picker!.next!.at;
    const opened = await page('dr-ananya-rao', { date: tuesday });
    const each = await Promise.all(opened.clinics.map(({ id }) => page('dr-ananya-rao', { date: tuesday, clinic: id })));
    expect(firstOf(opened)).toBe(each.map(firstOf).sort()[0]);
    expect(each.length).toBeGreaterThan(1);
  });
});

describe('adding to the visit', () => {
  async function wish(slug: string, query: object = {}, at = 0): Promise<Record<string, string>> {
    const { service, clinic, picker } = await page(slug, query);
    return { serviceId: service!.id, clinicId: clinic!.id, startsAt: picker!.times[at]!.startsAt };
  }
  const basketOf = (answer: Response) => readBasketCookie(getRequest('/', cookieHeader(...answer.headers.getSetCookie())));

  it('starts a visit, adds to it, and moves a part to another time', async () => {
    const first = await post('dr-ananya-rao', await wish('dr-ananya-rao'));
    expect([first.status, first.headers.get('Location')]).toEqual([303, '/visit']);
    const cookie = cookieHeader(...first.headers.getSetCookie());
    const second = await post('pulse-diagnostics', await wish('pulse-diagnostics', { service: world.labs.pulse.tests.hba1c.id }), cookie);
    const basket = await basketOf(second);
    expect(basket).toEqual({ id: (await basketOf(first))!.id, count: 2 });
    const lines = () => test.db.selectFrom('basket_line').select(['id', 'starts_at']).where('basket_id', '=', basket!.id).orderBy('position').execute();
    const [line] = await lines();
    const other = await wish('dr-ananya-rao', { replaces: line!.id }, 2);
    const moved = await post('dr-ananya-rao', { ...other, replacesLineId: line!.id }, cookie);
    expect(await basketOf(moved)).toMatchObject({ count: 2 });
    expect((await lines())[0]).toEqual({ id: line!.id, starts_at: new Date(other.startsAt!) });
    expect((await page('dr-ananya-rao', { replaces: line!.id })).replacesLineId).toBe(line!.id);
  });

  it('refuses a time that was taken meanwhile, without a cookie, and the page has fresh times', async () => {
    const fields = await wish('dr-ananya-rao');
    await claim(world.doctors.rao.id, fields.startsAt!, 25);
    const answer = await post('dr-ananya-rao', fields);
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([409, null]);
    expect(await answer.json()).toEqual({ errors: { startsAt: ['That time was taken a moment ago. Here are the times that are free now.'] } });
    expect((await wish('dr-ananya-rao')).startsAt).not.toBe(fields.startsAt);
  });

  it('refuses a time beside the grid, in the past, and a service that is not sold there', async () => {
    const fields = await wish('dr-ananya-rao');
    const status = async (change: Record<string, string>) => (await post('dr-ananya-rao', { ...fields, ...change })).status;
    expect(await status({ startsAt: new Date(Date.parse(fields.startsAt!) + 60_000).toISOString() })).toBe(409);
    expect(await status({ startsAt: '2020-01-01T05:00:00.000Z' })).toBe(409);
    expect(await status({ clinicId: world.clinics.bandra.id })).toBe(409);
    expect(await status({ serviceId: 'nobody-sells-this' })).toBe(409);
  });

  it.each([
    [{ startsAt: '' }, 'startsAt'], [{ startsAt: 'noon' }, 'startsAt'], [{ serviceId: '' }, 'serviceId'], [{ clinicId: 'x'.repeat(300) }, 'clinicId'],
  ])('answers 400 to %j', async (change, field) => {
    const answer = await post('dr-ananya-rao', { ...(await wish('dr-ananya-rao')), ...(change as Record<string, string>) });
    expect([answer.status, Object.keys(((await answer.json()) as { errors: object }).errors)]).toEqual([400, [field]]);
  });

  it('sells a follow-up only after its consultation, and ties it to a signed-in patient’s visit', async () => {
    const followUp = { service: world.doctors.rao.followUp.id, date: addDays(today(), 9) };
    const cookie = cookieHeader(await openSession(test.db, { account: test.patient, userAgent: '', now: new Date() }));
    const alone = await post('dr-ananya-rao', await wish('dr-ananya-rao', followUp), cookie);
    expect(alone.status).toBe(409);
    const consultation = await post('dr-ananya-rao', await wish('dr-ananya-rao'), cookie);
    const basket = await basketOf(consultation);
    const both = await post('dr-ananya-rao', await wish('dr-ananya-rao', followUp), `${cookie}; ${cookieHeader(...consultation.headers.getSetCookie())}`);
    expect([both.status, await basketOf(both)]).toEqual([303, { id: basket!.id, count: 2 }]);
    const { patient_id } = await test.db.selectFrom('basket').select('patient_id').where('id', '=', basket!.id).executeTakeFirstOrThrow();
    expect(patient_id).toBe(test.patient.id);
  });
});
