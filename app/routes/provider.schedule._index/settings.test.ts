import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatTime } from '#app/domain/appointment-time.ts';
import { ZONE } from '#db/seed/places.ts';
import { action as saveMinutes, loader as minutesPage } from '../provider.schedule.services.$id/route.tsx';
import { action as saveWindow, loader as windowPage } from '../provider.schedule.window/route.tsx';
import type { Wish } from '../visit/visit-world.server.ts';
import { loader } from './route.tsx';
import { openScheduleWorld } from './schedule-world.server.ts';

let world: Awaited<ReturnType<typeof openScheduleWorld>>;
let visit: Wish;
let params: { id: string };
beforeAll(async () => {
  world = await openScheduleWorld();
  const { rao } = world.world.doctors;
  visit = { of: rao, service: rao.consultation, day: 5 };
  params = { id: visit.service.id };
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.startOver();
  await world.db.updateTable('service').set({ duration_minutes: 20, buffer_minutes: 5 }).where('id', '=', params.id).execute();
  await world.db.updateTable('provider').set({ min_notice_minutes: 120, horizon_days: 45 }).where('id', '=', visit.of.id).execute();
});

const serviceNow = () => world.db.selectFrom('service').selectAll().where('id', '=', params.id).executeTakeFirstOrThrow();

describe('minutes of a service', () => {
  test('count from the next booking on; what is sold keeps its own', async () => {
    const { part, date } = await world.sell({ ...visit, pick: 1 });
    expect((await world.post(saveMinutes, { duration: '30', buffer: '15' }, { params })).location).toBe('/provider/schedule?saved=minutes');
    expect((await world.partsOf(part.master_booking_id))[0]).toEqual(part);
    expect((await world.overview()).outside).toEqual([]);
    const service = await serviceNow();
    const free = await world.freeOn(service, visit.of.clinicIds[0]!, date);
    const ends = part.starts_at.getTime() + 25 * 60_000;
    expect(free.every((at) => at.getTime() >= ends || at.getTime() + 45 * 60_000 <= part.starts_at.getTime()), free.map((at) => formatTime(at, ZONE)).join()).toBe(true);
    const [entry, ...more] = await world.audited();
    expect([entry!.verb, entry!.subject_id, entry!.before_json, entry!.after_json, more]).toEqual([
      'set_service_minutes', params.id, '{"durationMinutes":20,"bufferMinutes":5}', '{"durationMinutes":30,"bufferMinutes":15}', [],
    ]);
  });

  test.each([
    [{ duration: '', buffer: '5' }, 'duration', 'Enter how many minutes it takes'],
    [{ duration: '22', buffer: '5' }, 'duration', 'Enter 5 to 240 minutes in steps of 5'],
    [{ duration: '0', buffer: '5' }, 'duration', 'Enter 5 to 240 minutes in steps of 5'],
    [{ duration: '20', buffer: '-5' }, 'buffer', 'Enter the minutes after it, or 0'],
    [{ duration: '20', buffer: '125' }, 'buffer', 'Enter 0 to 120 minutes in steps of 5'],
  ])('refuse %j beside the field', async (fields, field, message) => {
    const { status, body } = await world.post(saveMinutes, fields, { params });
    expect([status, body!.errors, await world.audited()]).toEqual([400, { [field]: [message] }, []]);
    expect(await serviceNow()).toMatchObject({ duration_minutes: 20, buffer_minutes: 5 });
  });

  test('of a service of somebody else’s, or of one that is not sold any more, are not found', async () => {
    const minutes = { duration: '30', buffer: '15' };
    for (const [login, id] of [['iyer', params.id], ['rao', world.world.doctors.iyer.consultation.id], ['rao', 'nobodyhasthisid00000'], ['meera', params.id], ['kavita', params.id]] as const) {
      expect((await world.look(minutesPage, { login, params: { id } })).status).toBe(404);
      expect((await world.post(saveMinutes, minutes, { login, params: { id } })).status).toBe(404);
    }
    await world.db.updateTable('service').set({ active: 0 }).where('id', '=', params.id).execute();
    expect((await world.post(saveMinutes, minutes, { params })).status).toBe(404);
    await world.db.updateTable('service').set({ active: 1 }).where('id', '=', params.id).execute();
    expect(await serviceNow()).toMatchObject({ duration_minutes: 20 });
  });
});

describe('the booking window', () => {
  test('closes what is nearer or farther, and what is booked there stands', async () => {
    const { part, date } = await world.sell(visit);
    expect((await world.post(saveWindow, { notice: '60', horizon: '1' })).location).toBe('/provider/schedule?saved=window');
    expect(await world.freeOn(visit.service, visit.of.clinicIds[0]!, date)).toEqual([]);
    expect((await world.partsOf(part.master_booking_id))[0]).toEqual(part);
    expect(await world.overview()).toMatchObject({ outside: [], window: { minNoticeMinutes: 60, horizonDays: 1 } });
    expect((await world.look(windowPage)).body).toEqual({ window: { minNoticeMinutes: 60, horizonDays: 1 } });
    expect((await world.audited()).map(({ verb, before_json }) => [verb, before_json])).toEqual([['set_booking_window', '{"minNoticeMinutes":120,"horizonDays":45}']]);
    expect((await world.post(saveWindow, { notice: '60', horizon: '1' })).status).toBe(303);
    expect(await world.audited()).toHaveLength(1);
  });

  test.each([
    [{ notice: '60', horizon: '0' }, 'horizon', 'Enter 1 to 180 days'],
    [{ notice: '60', horizon: 'a month' }, 'horizon', 'Enter a number of days'],
    [{ notice: '62', horizon: '30' }, 'notice', 'Choose how long before a time it can still be booked'],
    [{ notice: '20000', horizon: '30' }, 'notice', 'Choose how long before a time it can still be booked'],
  ])('refuses %j beside the field', async (fields, field, message) => {
    const { status, body } = await world.post(saveWindow, fields);
    expect([status, body!.errors, body!.values]).toEqual([400, { [field]: [message] }, fields]);
  });
});

test('the overview is each provider’s own', async () => {
  await world.sell(visit);
  await world.db.deleteFrom('schedule_rule').execute();
  expect(await world.overview('rao')).toMatchObject({ outside: [{ patientName: world.patient.name, reason: 'closed' }], saved: null });
  const iyer = await world.overview('iyer');
  expect([iyer.outside, iyer.weeks.map(({ id }) => id).toSorted()]).toEqual([[], [...world.world.doctors.iyer.clinicIds].toSorted()]);
  expect(JSON.stringify(iyer)).not.toContain(world.patient.name);
  for (const login of ['meera', 'kavita'] as const) expect((await world.look(loader, { login })).status).toBe(404);
});
