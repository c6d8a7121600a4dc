import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, DAY_MINUTES, formatTime, instantOf, localDateOf, weekdayOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { addExtraSession } from '#app/use-cases/add-extra-session.server.ts';
import { ZONE } from '#db/seed/places.ts';
import { action as addLeave } from '../provider.schedule.leave/route.tsx';
import { openScheduleWorld } from '../provider.schedule._index/schedule-world.server.ts';
import { action as removeRule, loader as removePage } from '../provider.schedule.rules.$id.remove/route.tsx';
import type { Wish } from '../visit/visit-world.server.ts';
import { action } from './route.tsx';

let world: Awaited<ReturnType<typeof openScheduleWorld>>;
let visit: Wish;
/** Rao is in Indiranagar on weekday mornings and in Jayanagar on Tuesday and Thursday afternoons. */
let indiranagar: string;
let jayanagar: string;
beforeAll(async () => {
  world = await openScheduleWorld();
  const { rao } = world.world.doctors;
  [indiranagar, jayanagar] = rao.clinicIds as [string, string];
  visit = { of: rao, service: rao.consultation };
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.startOver();
  await world.db.deleteFrom('schedule_rule').where('kind', '!=', 'weekly').execute();
});

/** The first such weekday after the fifth day from now. */
function next(weekday: number): LocalDate {
  const from = addDays(localDateOf(new Date(), ZONE), 5);
  return addDays(from, (weekday - weekdayOf(from) + 7) % 7);
}
const sunday = next(0);
const tuesday = next(2);
const session = (more: Record<string, string> = {}) => ({ clinic: indiranagar, date: sunday as string, start: '9', end: '10:15', ...more });
const clocks = async (clinicId: string, date: LocalDate) => (await world.freeOn(visit.service, clinicId, date)).map((at) => formatTime(at, ZONE));
const extras = async () => (await world.overview()).extra;

describe('an extra session', () => {
  test('gives free times on a closed day', async () => {
    expect(await clocks(indiranagar, sunday)).toEqual([]);
    const answer = await world.post(action, session({ note: 'Camp' }));
    expect([answer.status, answer.location]).toEqual([303, '/provider/schedule?saved=extra']);
    expect(await clocks(indiranagar, sunday)).toEqual(['09:00', '09:25', '09:50']);
    expect(await extras()).toMatchObject([{ onDate: sunday, startMinute: 540, endMinute: 615, clinicName: world.world.clinics.indiranagar.name, note: 'Camp' }]);
    expect((await world.audited()).map(({ verb, subject_id }) => [verb, subject_id])).toEqual([['add_extra_session', visit.of.id]]);
  });

  test('may end at midnight', async () => {
    await world.post(action, session({ start: '23:35', end: '00:00' }));
    expect(await clocks(indiranagar, sunday)).toEqual(['23:35']);
  });

  test('removed after something was sold in it, it asks first and keeps what was sold', async () => {
    await world.post(action, session());
    const { part } = await world.sell({ ...visit, day: await dayOf(sunday) });
    expect(localDateOf(part.starts_at, ZONE)).toBe(sunday);
    const params = { id: (await extras())[0]!.id };
    const asked = await world.post(removeRule, { intent: 'remove' }, { params });
    expect([asked.status, asked.body!.outside.map(({ id }) => id)]).toEqual([409, [part.id]]);
    expect(await extras()).toHaveLength(1);
    expect((await world.post(removeRule, { intent: 'keep', keep: part.id }, { params })).status).toBe(303);
    expect(await clocks(indiranagar, sunday)).toEqual([]);
    expect(await world.overview()).toMatchObject({ extra: [], outside: [{ id: part.id, reason: 'closed' }] });
    expect((await world.partsOf(part.master_booking_id))[0]).toEqual(part);
    expect((await world.audited()).at(-1)!.after_json).toContain(part.id);
  });

  test('sent twice at once is one session', async () => {
    const answers = await Promise.all([1, 2].map(() => world.post(action, session())));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect([(await extras()).length, (await world.audited()).length]).toEqual([1, 1]);
  });

  test('two that overlap, sent at once, are one and a refusal', async () => {
    const answers = await Promise.all([world.post(action, session()), world.post(action, session({ start: '10', end: '11' }))]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 400]);
    expect(await extras()).toHaveLength(1);
  });

  test.each(['meera', 'kavita'] as const)('is not for %s', async (login) => {
    expect((await world.post(action, session(), { login })).status).toBe(404);
  });
});

/** Which of the open days from tomorrow on it is, as a wish counts them. */
async function dayOf(date: LocalDate): Promise<number> {
  for (let day = 1; ; day += 1) if (localDateOf((await world.timeOf({ ...visit, day })).startsAt, ZONE) === date) return day;
}

describe('the form', () => {
  test.each([
    [{ date: '' }, 'date', 'Enter the day of the session'],
    [{ date: '2026-01-05' }, 'date', 'Choose today or a later day; Mon 5 Jan has passed'],
    [{ start: 'early' }, 'start', 'Enter a time of day, like 09:30'],
    [{ end: '8' }, 'end', 'End after 09:00, when it begins'],
    [{ start: '24:00', end: '24:00' }, 'start', 'Begin between 00:00 and 23:55'],
    [{ clinic: 'x' }, 'clinic', 'Choose one of your clinics'],
    [{ date: tuesday, start: '12', end: '14' }, 'start', /^You already work there on Tue .+, 09:30 to 13:00\. Choose hours outside of that\.$/],
  ])('refuses %j beside its field and keeps what was typed', async (fields: Record<string, string>, field, message) => {
    const { status, body } = await world.post(action, session({ note: 'Camp', ...fields }));
    expect([status, Object.keys(body!.errors)]).toEqual([400, [field]]);
    expect(body!.errors[field]![0]).toMatch(message);
    expect(body!.values).toMatchObject({ note: 'Camp', ...(fields.date === '' ? {} : fields) });
    expect(await extras()).toEqual([]);
  });

  test('refuses a clinic of another provider', async () => {
    expect((await world.post(action, session({ clinic: world.world.clinics.koramangala.id }))).body!.errors).toEqual({ clinic: ['Choose one of your clinics'] });
  });

  test('refuses two places at once, and a day of leave', async () => {
    const clash = await world.post(action, session({ clinic: jayanagar, date: tuesday, start: '12', end: '14' }));
    expect(clash.body!.errors['']![0]).toMatch(/overlap\. A doctor can be at one clinic at a time\.$/);
    await world.post(addLeave, { clinic: indiranagar, from: tuesday });
    expect((await world.post(action, session({ date: tuesday, start: '14', end: '15' }))).body!.errors.date![0]).toMatch(/^You are on leave on Tue /);
    expect((await world.post(action, session({ clinic: jayanagar, date: tuesday, start: '12', end: '14' }))).status).toBe(303);
  });

  test('does not let leave be removed where somebody stands in elsewhere', async () => {
    await world.post(addLeave, { clinic: indiranagar, from: tuesday });
    await world.post(action, session({ clinic: jayanagar, date: tuesday, start: '12', end: '14' }));
    const params = { id: (await world.overview()).leave[0]!.id };
    const answer = await world.post(removeRule, { intent: 'remove' }, { params });
    expect([answer.status, Object.keys(answer.body!.errors)]).toEqual([400, ['']]);
    expect((await world.overview()).leave).toHaveLength(1);
  });
});

test('the page to remove a rule is its owner’s, and weekly hours are no such rule', async () => {
  await world.post(action, session());
  const { id } = (await extras())[0]!;
  const weekly = await world.db.selectFrom('schedule_rule').select('id').where('provider_id', '=', visit.of.id).where('kind', '=', 'weekly').executeTakeFirstOrThrow();
  expect((await world.look(removePage, { params: { id } })).body).toMatchObject({ exception: { id, kind: 'extra' } });
  for (const [login, rule] of [['iyer', id], ['rao', weekly.id], ['rao', 'nobodyhasthisid00000']] as const) {
    expect((await world.look(removePage, { login, params: { id: rule } })).status).toBe(404);
    expect((await world.post(removeRule, { intent: 'remove' }, { login, params: { id: rule } })).status).toBe(404);
  }
  expect((await world.post(removeRule, {}, { params: { id } })).status).toBe(400);
  expect(await extras()).toHaveLength(1);
});

test('a lab’s extra session has the seats that were typed', async () => {
  const { pulse } = world.world.labs;
  const typed = { clinic: pulse.clinicIds[0]!, date: sunday as string, start: '7', end: '11' };
  expect((await world.post(action, { ...typed, seats: '0' }, { login: 'pulse' })).body!.errors).toEqual({ seats: ['Enter seats from 1 to 50'] });
  expect((await world.post(action, { ...typed, seats: '6' }, { login: 'pulse' })).status).toBe(303);
  expect((await world.overview('pulse')).extra).toMatchObject([{ capacity: 6 }]);
});

test('what has passed on the clinic’s clock is refused, whatever day it is in UTC', async () => {
  const date = '2030-05-14' as LocalDate;
  const { id: accountId } = await world.accountOf('rao');
  const hours = { clinicId: indiranagar, onDate: date, startMinute: 22 * 60, endMinute: DAY_MINUTES, capacity: 1, note: '' };
  const add = (now: Date) => addExtraSession(world.db, { providerId: visit.of.id, accountId, keep: [], now, session: hours });
  const midnight = instantOf(addDays(date, 1), 0, ZONE);
  expect(await add(midnight)).toMatchObject({ ok: false, refusal: { field: 'date' } });
  expect(await add(new Date(midnight.getTime() - 1))).toMatchObject({ ok: true });
});
