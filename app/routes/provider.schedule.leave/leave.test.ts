import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, DAY_MINUTES, formatMinute, instantOf, localDateOf, localMinuteOf, MINUTE_MS, minutesAfter, type LocalDate } from '#app/domain/appointment-time.ts';
import { addLeave, type Leave } from '#app/use-cases/add-leave.server.ts';
import { renewHold } from '#app/use-cases/renew-hold.server.ts';
import { ZONE } from '#db/seed/places.ts';
import { openScheduleWorld } from '../provider.schedule._index/schedule-world.server.ts';
import { action as removeRule } from '../provider.schedule.rules.$id.remove/route.tsx';
import type { Wish } from '../visit/visit-world.server.ts';
import { action } from './route.tsx';

let world: Awaited<ReturnType<typeof openScheduleWorld>>;
let visit: Wish;
beforeAll(async () => {
  world = await openScheduleWorld();
  const { rao } = world.world.doctors;
  visit = { of: rao, service: rao.consultation, day: 5 };
});
afterAll(() => world.close());
beforeEach(() => world.startOver());

const wholeDay = (date: LocalDate, more: Record<string, string> = {}) => ({ clinic: 'every', from: date, ...more });
const leaveOf = async () => (await world.overview()).leave;
const freeOn = (date: LocalDate) => world.freeOn(visit.service, visit.of.clinicIds[0]!, date);

describe('leave over sold bookings', () => {
  test('is saved once they are kept; they stand, are listed, and the rest of the day is closed', async () => {
    const { part, date } = await world.sell(visit);
    expect(await freeOn(date)).not.toEqual([]);
    const asked = await world.post(action, wholeDay(date, { note: 'Wedding' }));
    expect([asked.status, asked.location]).toEqual([409, null]);
    expect(asked.body).toMatchObject({ message: 'One booking stands outside this change. Nothing was saved yet.', values: { from: date, note: 'Wedding' } });
    expect(asked.body!.outside).toMatchObject([{ id: part.id, reason: 'closed', patientName: world.patient.name, startsAt: part.starts_at.toISOString() }]);
    expect([await leaveOf(), await world.audited()]).toEqual([[], []]);

    const kept = await world.post(action, wholeDay(date, { note: 'Wedding', intent: 'keep', keep: part.id }));
    expect([kept.status, kept.location]).toEqual([303, '/provider/schedule?saved=leave']);
    expect((await world.partsOf(part.master_booking_id))[0]).toEqual(part);
    expect(await freeOn(date)).toEqual([]);
    expect(await world.overview()).toMatchObject({ leave: [{ onDate: date, untilDate: date, clinicName: null, note: 'Wedding' }], outside: [{ id: part.id }] });
    const [entry, ...more] = await world.audited();
    expect([entry!.verb, entry!.actor_id, entry!.subject_id, more.length]).toEqual(['add_leave', (await world.accountOf('rao')).id, visit.of.id, 0]);
    expect(entry!.after_json).toContain(part.id);
  });

  test('goes back to the form as it was typed', async () => {
    const { date, part } = await world.sell(visit);
    const back = await world.post(action, wholeDay(date, { note: 'Wedding', keep: part.id, intent: 'edit' }));
    expect([back.status, back.body!.outside, back.body!.values]).toMatchObject([400, [], { from: date, note: 'Wedding' }]);
    expect(await leaveOf()).toEqual([]);
  });

  test('lists what was sold since the list was made, before anything is saved', async () => {
    const first = await world.sell(visit);
    await world.post(action, wholeDay(first.date));
    const second = await world.sell({ ...visit, pick: 3 }, world.fatima);
    const again = await world.post(action, wholeDay(first.date, { intent: 'keep', keep: first.part.id }));
    expect([again.status, again.body!.outside.map(({ id }) => id)]).toEqual([409, [first.part.id, second.part.id]]);
    expect(again.body!.message).toBe('2 bookings stand outside this change. Nothing was saved yet. The list changed since you last saw it.');
    expect(await leaveOf()).toEqual([]);
  });

  test('names nobody whose time is only held', async () => {
    const held = await world.hold(world.patient, [visit]);
    const [part] = await world.partsOf(held.masterBookingId);
    const asked = await world.post(action, wholeDay(localDateOf(part!.starts_at, ZONE)));
    expect(asked.body!.outside).toMatchObject([{ id: part!.id, patientName: null }]);
    expect(JSON.stringify(asked.body)).not.toContain(world.patient.name);
  });

  test('removed, it opens the day again and nothing stands outside', async () => {
    const { part, date } = await world.sell(visit);
    await world.post(action, wholeDay(date, { intent: 'keep', keep: part.id }));
    const [leave] = await leaveOf();
    const params = { id: leave!.id };
    for (const login of ['iyer', 'pulse', 'meera', 'kavita'] as const) expect((await world.post(removeRule, { intent: 'remove' }, { login, params })).status).toBe(404);
    expect(await leaveOf()).toHaveLength(1);
    expect((await world.post(removeRule, { intent: 'remove' }, { params })).location).toBe('/provider/schedule?saved=removed');
    expect(await world.overview()).toMatchObject({ leave: [], outside: [] });
    expect((await freeOn(date)).length).toBeGreaterThan(0);
    expect((await world.audited()).map(({ verb }) => verb)).toEqual(['add_leave', 'remove_leave']);
  });
});

describe('a hold', () => {
  const ended = { ago: 11 };

  test('that ended before the leave is not given again', async () => {
    const held = await world.hold(world.patient, [visit], ended);
    const [part] = await world.partsOf(held.masterBookingId);
    expect((await world.post(action, wholeDay(localDateOf(part!.starts_at, ZONE)))).status).toBe(303);
    const renewed = await renewHold(world.db, { masterBookingId: held.masterBookingId, patientId: world.patient.id, now: new Date() });
    expect(renewed).toMatchObject({ ok: false, refusal: { code: 'times_gone' } });
  });

  test('that is paid late is kept all the same, and listed', async () => {
    const held = await world.hold(world.patient, [visit], ended);
    const [part] = await world.partsOf(held.masterBookingId);
    await world.post(action, wholeDay(localDateOf(part!.starts_at, ZONE)));
    await world.settle(held);
    expect((await world.overview()).outside).toMatchObject([{ id: part!.id, patientName: world.patient.name }]);
  });

  test('that is made while leave is saved stands and is listed, or is asked about first, or was refused', async () => {
    for (const pick of [0, 1, 2, 3, 4, 5]) {
      await world.startOver();
      const at = await world.timeOf({ ...visit, pick });
      const date = localDateOf(at.startsAt, ZONE);
      const [held, leave] = await Promise.allSettled([world.hold(world.patient, [{ ...visit, at }]), world.post(action, wholeDay(date))]);
      if (leave.status === 'rejected') throw leave.reason;
      const parts = held.status === 'fulfilled' ? await world.partsOf(held.value.masterBookingId) : [];
      expect([303, 409]).toContain(leave.value.status);
      if (leave.value.status === 409) expect(leave.value.body!.outside.map(({ id }) => id)).toEqual(parts.map(({ id }) => id));
      expect((await world.overview()).outside.map(({ id }) => id)).toEqual(leave.value.status === 303 ? parts.map(({ id }) => id) : []);
      const claims = await world.db.selectFrom('calendar_claim').select('tick').where('subject_id', '=', visit.of.id).execute();
      expect(claims).toHaveLength(parts.length * (visit.service.duration_minutes + visit.service.buffer_minutes) / 5);
    }
  });
});

describe('the form', () => {
  const today = localDateOf(new Date(), ZONE);
  const from = addDays(today, 4);

  test.each([
    [{ from: '' }, 'from', 'Enter the first day of the leave'],
    [{ from: '2026-02-31' }, 'from', 'Enter a date, like 2026-11-24'],
    [{ from: addDays(today, -3) }, 'from', / has passed$/],
    [{ from: addDays(today, 900) }, 'from', 'Begin within the next two years'],
    [{ until: addDays(from, -1) }, 'until', 'End on or after the first day'],
    [{ until: addDays(from, 366) }, 'until', /^Leave lasts at most 366 days/],
    [{ start: '9' }, 'end', 'Enter when it ends, or clear both hours for whole days'],
    [{ end: '17' }, 'start', 'Enter when it begins, or clear both hours for whole days'],
    [{ start: '9', end: 'noon' }, 'end', 'Enter a time of day, like 09:30'],
    [{ start: '9:03', end: '10' }, 'start', 'Begin on a full 5 minutes, like 09:30'],
    [{ start: '17', end: '9' }, 'end', 'End after 17:00, when it begins'],
    [{ clinic: 'somebody else’s' }, 'clinic', 'Choose one of your clinics'],
    [{ note: 'x'.repeat(121) }, 'note', 'Use at most 120 characters'],
  ])('refuses %j beside its field and keeps what was typed', async (fields, field, message) => {
    const typed = { clinic: 'every', from, note: 'Diwali', ...fields };
    const { status, body } = await world.post(action, typed);
    expect([status, Object.keys(body!.errors)]).toEqual([400, [field]]);
    expect(body!.errors[field]![0]).toMatch(message);
    expect(body!.values).toMatchObject(Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '')));
    expect(await leaveOf()).toEqual([]);
  });

  test('cuts hours out of each day, to midnight', async () => {
    const first = localDateOf((await world.timeOf(visit)).startsAt, ZONE);
    const before = await freeOn(first);
    const cut = localMinuteOf(before[2]!, ZONE);
    expect((await world.post(action, { clinic: visit.of.clinicIds[0]!, from: first, until: first, start: formatMinute(cut), end: '00:00' })).status).toBe(303);
    expect(await freeOn(first)).toEqual(before.slice(0, 2));
    expect(await leaveOf()).toMatchObject([{ startMinute: cut, endMinute: DAY_MINUTES, clinicName: world.world.clinics.indiranagar.name }]);
  });

  test('sent twice at once is one leave', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => world.post(action, wholeDay(from))));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect([(await leaveOf()).length, (await world.audited()).length]).toEqual([1, 1]);
  });

  test('two leaves at once are both saved', async () => {
    await Promise.all([world.post(action, wholeDay(from)), world.post(action, wholeDay(addDays(from, 1)))]);
    expect((await leaveOf()).map(({ onDate }) => onDate)).toEqual([from, addDays(from, 1)]);
  });

  test.each(['meera', 'kavita'] as const)('is not for %s', async (login) => {
    expect((await world.post(action, wholeDay(from), { login })).status).toBe(404);
  });
});

test('today is the clinic’s day, whatever day it is in UTC', async () => {
  const date = '2030-05-14' as LocalDate;
  const { id: accountId } = await world.accountOf('rao');
  const give = (leave: Partial<Leave>, now: Date) =>
    addLeave(world.db, { providerId: visit.of.id, accountId, keep: [], now, leave: { clinicId: null, onDate: date, untilDate: date, startMinute: 0, endMinute: DAY_MINUTES, note: '', ...leave } });
  const midnight = instantOf(addDays(date, 1), 0, ZONE);
  expect(await give({}, midnight)).toMatchObject({ ok: false, refusal: { field: 'from' } });
  const morning = { startMinute: 0, endMinute: 12 * 60 };
  expect(await give(morning, minutesAfter(midnight, -1))).toMatchObject({ ok: false, refusal: { field: 'end', message: 'These hours have passed already' } });
  expect(await give({}, new Date(midnight.getTime() - MINUTE_MS))).toMatchObject({ ok: true });
  const next = addDays(date, 1);
  expect(await give({ onDate: next, untilDate: next }, midnight)).toMatchObject({ ok: true });
});
