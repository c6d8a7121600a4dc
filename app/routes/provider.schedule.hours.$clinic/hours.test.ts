import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestPerson } from '#app/auth/test-people.ts';
import { formatMinute, localMinuteOf, weekdayOf } from '#app/domain/appointment-time.ts';
import type { WeeklySpan } from '#app/domain/weekly-hours.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { ZONE } from '#db/seed/places.ts';
import { openScheduleWorld } from '../provider.schedule._index/schedule-world.server.ts';
import type { Wish } from '../visit/visit-world.server.ts';
import { action, loader } from './route.tsx';
import { rowsOfWeek } from './week-rows.ts';

const MONDAY = 1;
const TUESDAY = 2;

let world: Awaited<ReturnType<typeof openScheduleWorld>>;
let visit: Wish;
let clinic: string;
beforeAll(async () => {
  world = await openScheduleWorld();
  const { rao } = world.world.doctors;
  visit = { of: rao, service: rao.consultation, day: 5 };
  clinic = world.world.clinics.indiranagar.slug;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.startOver();
  await world.db.deleteFrom('schedule_rule').where('kind', '!=', 'weekly').execute();
});

interface Page {
  readonly spans: WeeklySpan[];
  readonly seen: string;
}
const read = async (login: LoginKey = 'rao', slug = clinic) => (await world.look<Page>(loader, { login, params: { clinic: slug } })).body;
const save = (fields: Record<string, string>, login: LoginKey = 'rao', slug = clinic) => world.post(action, fields, { login, params: { clinic: slug } });

/** The form as the page fills it. */
function fieldsOf({ spans, seen }: Page): Record<string, string> {
  const rows = rowsOfWeek(spans, undefined).flatMap((day) => day.rows);
  return { seen, ...Object.fromEntries(rows.flatMap(({ key, start, end, seats }) => [[`start-${key}`, start], [`end-${key}`, end], [`seats-${key}`, seats]])) };
}
const withoutDay = (page: Page, weekday: number) => fieldsOf({ ...page, spans: page.spans.filter((span) => span.weekday !== weekday) });

describe('the week', () => {
  test('saved as it is shown changes nothing', async () => {
    const page = await read();
    expect((await save(fieldsOf(page))).location).toBe('/provider/schedule?saved=hours');
    expect([await read(), await world.audited()]).toEqual([page, []]);
  });

  test('gets other hours, and only at this clinic', async () => {
    const other = await read('rao', world.world.clinics.jayanagar.slug);
    const page = await read();
    const answer = await save({ ...fieldsOf(page), [`start-${TUESDAY}-0`]: '8', [`end-${TUESDAY}-0`]: '12.30 pm', [`start-${TUESDAY}-1`]: '21', [`end-${TUESDAY}-1`]: '00:00' });
    expect(answer.status).toBe(303);
    const tuesday = (await read()).spans.filter(({ weekday }) => weekday === TUESDAY);
    expect(tuesday.map(({ startMinute, endMinute }) => [startMinute, endMinute])).toEqual([[480, 750], [1_260, 1_440]]);
    expect(await read('rao', world.world.clinics.jayanagar.slug)).toEqual(other);
    const [entry, ...more] = await world.audited();
    expect([entry!.verb, more]).toEqual(['set_weekly_hours', []]);
    expect(JSON.parse(entry!.before_json!).rules).toHaveLength(1);
    expect(JSON.parse(entry!.after_json!).rules).toHaveLength(2);
  });

  test('lets a day be cleared; what was sold on it is listed, kept and untouched', async () => {
    const { part, date } = await world.sell(visit);
    const cleared = withoutDay(await read(), weekdayOf(date));
    const asked = await save(cleared);
    expect([asked.status, asked.body!.outside.map(({ id }) => id)]).toEqual([409, [part.id]]);
    expect((await save({ ...cleared, intent: 'keep', keep: part.id })).status).toBe(303);
    expect((await world.overview()).outside.map(({ id }) => id)).toEqual([part.id]);
    expect(await world.freeOn(visit.service, visit.of.clinicIds[0]!, date)).toEqual([]);
    expect((await world.partsOf(part.master_booking_id))[0]).toEqual(part);
  });

  test('asks about nobody who is still inside', async () => {
    const { part, date } = await world.sell(visit);
    const page = await read();
    const around = { weekday: weekdayOf(date), startMinute: localMinuteOf(part.starts_at, ZONE), endMinute: localMinuteOf(part.starts_at, ZONE) + part.duration_minutes, capacity: 1 };
    const spans = [...page.spans.filter(({ weekday }) => weekday !== around.weekday), around];
    expect((await save(fieldsOf({ ...page, spans }))).status).toBe(303);
    expect((await world.overview()).outside).toEqual([]);
  });
});

describe('the form', () => {
  test('shows overlapping hours beside their field, and keeps what was typed', async () => {
    const typed = { ...fieldsOf(await read()), [`start-${MONDAY}-1`]: '12:55', [`end-${MONDAY}-1`]: '8 pm' };
    const { status, body } = await save(typed);
    expect([status, body!.errors]).toEqual([400, { [`start-${MONDAY}-1`]: ['Monday 12:55 to 20:00 overlaps 09:30 to 13:00. Make them one, or move one of them.'] }]);
    expect(rowsOfWeek([], body!.values).find(({ weekday }) => weekday === MONDAY)!.rows[1]).toMatchObject({ start: '12:55', end: '8 pm' });
    expect(await world.audited()).toEqual([]);
  });

  test.each([
    [{ 'start-2-1': '14' }, 'end-2-1', 'Enter when Tuesday ends, or clear the row'],
    [{ 'end-2-1': '14' }, 'start-2-1', 'Enter when Tuesday begins, or clear the row'],
    [{ 'start-2-1': '14', 'end-2-1': '25' }, 'end-2-1', 'Enter a time of day, like 09:30'],
    [{ 'start-2-1': '16', 'end-2-1': '14' }, 'end-2-1', 'End after 16:00, when it begins'],
    [{ 'start-2-1': '14:01', 'end-2-1': '15' }, 'start-2-1', 'Begin on a full 5 minutes, like 09:30'],
  ])('refuses %j', async (fields, field, message) => {
    const { status, body } = await save({ ...fieldsOf(await read()), ...fields });
    expect([status, body!.errors]).toEqual([400, { [field]: [message] }]);
    expect(body!.values).toMatchObject(fields);
  });

  test('refuses hours at two clinics at once', async () => {
    const { status, body } = await save({ ...fieldsOf(await read()), [`start-${TUESDAY}-1`]: '14', [`end-${TUESDAY}-1`]: '17' });
    expect([status, body!.errors['']![0]]).toEqual([400, expect.stringMatching(/^On Tuesdays .+ overlap\. A doctor can be at one clinic at a time\.$/)]);
  });

  test('of a clinic of somebody else’s is not found, nor for anybody else', async () => {
    const fields = fieldsOf(await read());
    const foreign = world.world.clinics.koramangala.slug;
    expect([(await world.look(loader, { params: { clinic: foreign } })).status, (await save(fields, 'rao', foreign)).status]).toEqual([404, 404]);
    for (const login of ['meera', 'kavita'] as const) expect((await save(fields, login)).status).toBe(404);
  });
});

test('of two edits of the same page one is saved, and the other is told', async () => {
  const page = await read();
  const edits = [withoutDay(page, MONDAY), withoutDay(page, TUESDAY)];
  const answers = await Promise.all(edits.map((fields) => save(fields)));
  const lost = answers.findIndex(({ status }) => status === 400);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 400]);
  expect(answers[lost]!.body).toMatchObject({ code: 'changed_meanwhile', values: { 'start-3-0': formatMinute(570) } });
  const now = await read();
  expect(now.spans.some(({ weekday }) => weekday === [MONDAY, TUESDAY][lost])).toBe(true);
  expect(now.spans).toHaveLength(page.spans.filter(({ weekday }) => weekday !== [TUESDAY, MONDAY][lost]).length);
  expect(await world.audited()).toHaveLength(1);
  expect((await save({ ...edits[lost]!, seen: now.seen })).status).toBe(303);
});

describe('a lab', () => {
  const SEATS = 2;
  const THIRD: TestPerson = { id: 'athirdpatient0000000', role: 'patient', name: 'Third Patient', email: 'third@example.in' };
  const labVisit = (): Wish => {
    const { pulse } = world.world.labs;
    return { of: pulse, service: pulse.tests.lipidProfile, day: 5, pick: 4 };
  };
  const withSeats = (page: Page, seats: number) => fieldsOf({ ...page, spans: page.spans.map((span) => ({ ...span, capacity: seats })) });

  async function thirdPatient(): Promise<TestPerson> {
    await world.db.insertInto('account').values({ ...(await world.accountOf('meera')), ...THIRD }).execute();
    return THIRD;
  }

  test('needs seats in every row', async () => {
    const page = await read('pulse');
    const { body } = await save({ ...fieldsOf(page), [`seats-${MONDAY}-0`]: 'many' }, 'pulse');
    expect(body!.errors).toEqual({ [`seats-${MONDAY}-0`]: ['Enter seats from 1 to 50'] });
  });

  test('with fewer seats lists the last to book, keeps both, and sells no seat that is taken', async () => {
    const parts = [(await world.sell(labVisit())).part, (await world.sell(labVisit(), world.fatima)).part];
    await world.db.updateTable('individual_booking').set({ created_at: new Date(Date.now() - 60_000) }).where('id', '=', parts[0]!.id).execute();
    // Seats above those that will be left, where a claim that tries only these would not look.
    for (const [index, { id }] of parts.entries()) await world.db.updateTable('calendar_claim').set({ seat: 9 - index }).where('individual_booking_id', '=', id).where('subject_id', '=', labVisit().of.id).execute();
    const late = await world.fillBasket([labVisit()], { patient: await thirdPatient() });

    const page = await read('pulse');
    const asked = await save(withSeats(page, 1), 'pulse');
    expect([asked.status, asked.body!.outside]).toMatchObject([409, [{ id: parts[1]!.id, reason: 'no_seat' }]]);
    expect((await save(withSeats(page, SEATS), 'pulse')).status).toBe(303);
    const held = await holdVisit(world.db, { basketId: late.basketId, patientId: THIRD.id, now: new Date() });
    expect(held).toMatchObject({ ok: false, refusal: { code: 'time_taken' } });
    expect((await world.overview('pulse')).outside).toEqual([]);
    for (const part of parts) expect((await world.partsOf(part.master_booking_id))[0]).toMatchObject({ status: 'confirmed', starts_at: part.starts_at });
  });
});
