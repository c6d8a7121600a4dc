import type { LoaderFunctionArgs, SerializeFrom } from '@remix-run/node';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { instantOf, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import type { IndividualBookingTable } from '#db/tables.ts';
import { newId, newVisitCode } from '#db/new-id.ts';
import { arrangeDay } from '../provider._index/day.ts';
import { daySentence } from '../provider._index/day-sentence.ts';
import { loader as dayLoader } from '../provider._index/route.tsx';
import { arrangeWeek, mondayOf } from '../provider.week/week.ts';
import { loader as weekLoader } from '../provider.week/route.tsx';

const ZONE = 'Asia/Kolkata';
/** Far from everything seeded; a Wednesday. */
const DATE = '2031-03-12' as LocalDate;

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

async function args(login: LoginKey, path: string): Promise<LoaderFunctionArgs> {
  return { request: await here.getAs(login, path), params: {}, context: {} };
}
const dayOf = async (login: LoginKey, path: string): Promise<SerializeFrom<typeof dayLoader>> => JSON.parse(await (await dayLoader(await args(login, path))).text());
const weekOf = async (login: LoginKey, path: string): Promise<SerializeFrom<typeof weekLoader>> => JSON.parse(await (await weekLoader(await args(login, path))).text());

interface Booked {
  readonly login: LoginKey;
  readonly minute: number;
  readonly date?: LocalDate;
  readonly changes?: Partial<Insertable<IndividualBookingTable>>;
  /** Minutes until the hold ends, for a time that is not paid. */
  readonly heldMinutes?: number;
}

/** A copy of one of the provider's seeded bookings at another time. */
async function book({ login, minute, date = DATE, changes = {}, heldMinutes }: Booked): Promise<string> {
  const { provider_id } = await here.accountOf(login);
  const part = await here.db.selectFrom('individual_booking').selectAll().where('provider_id', '=', provider_id!).executeTakeFirstOrThrow();
  const master = await here.db.selectFrom('master_booking').selectAll().where('id', '=', part.master_booking_id).executeTakeFirstOrThrow();
  const masterId = newId();
  const id = newId();
  const held = heldMinutes !== undefined;
  await here.db
    .insertInto('master_booking')
    .values({
      ...master,
      id: masterId,
      code: newVisitCode(),
      status: held ? 'pending_payment' : 'confirmed',
      hold_expires_at: new Date(Date.now() + (heldMinutes ?? 0) * 60_000),
      confirmed_at: held ? null : new Date(),
    })
    .execute();
  const status = held ? 'scheduled' : 'confirmed';
  await here.db
    .insertInto('individual_booking')
    .values({ ...part, status, ...changes, id, master_booking_id: masterId, starts_at: instantOf(date, minute, ZONE) })
    .execute();
  return id;
}

test('a day is the clinic’s day, from its midnight to its midnight, and only this provider’s', async () => {
  const first = await book({ login: 'rao', minute: 0 });
  const last = await book({ login: 'rao', minute: 23 * 60 + 55 });
  await book({ login: 'rao', minute: 24 * 60 });
  await book({ login: 'rao', minute: -5 });
  await book({ login: 'iyer', minute: 600 });
  const day = await dayOf('rao', `/provider?date=${DATE}`);
  expect(day.entries.map((entry) => entry.id)).toEqual([first, last]);
  expect([day.previous, day.next]).toEqual(['2031-03-11', '2031-03-13']);
  expect(Object.keys(day.entries[0]!)).toContain('patient_phone');
  expect(JSON.stringify(day)).not.toMatch(/@/);
});

test('a date that is none is today, a clinic of somebody else’s is none', async () => {
  const today = localDateOf(new Date(), ZONE);
  const day = await dayOf('rao', '/provider?date=2031-02-31&clinic=nowhere');
  expect([day.date, day.clinicSlug]).toEqual([today, null]);
});

test('a clinic narrows the day', async () => {
  const date = '2031-04-02' as LocalDate;
  const { clinics } = await dayOf('rao', '/provider');
  const [chosen, other] = clinics;
  const id = await book({ login: 'rao', minute: 600, date, changes: { clinic_id: chosen!.id } });
  await book({ login: 'rao', minute: 660, date, changes: { clinic_id: other!.id } });
  const day = await dayOf('rao', `/provider?date=${date}&clinic=${chosen!.slug}`);
  expect(day.entries.map((entry) => entry.id)).toEqual([id]);
});

test('held times are nobody’s yet; ended holds are gone; unpaid ones never come', async () => {
  const date = '2031-04-09' as LocalDate;
  const held = await book({ login: 'rao', minute: 600, date, heldMinutes: 7 });
  await book({ login: 'rao', minute: 620, date, heldMinutes: -1 });
  await book({ login: 'rao', minute: 640, date, heldMinutes: -1, changes: { status: 'cancelled' } });
  const given = await book({ login: 'rao', minute: 660, date, changes: { status: 'cancelled' } });
  const { entries, now } = await dayOf('rao', `/provider?date=${date}`);
  const day = arrangeDay(entries, now);
  expect(day.held.map((entry) => [entry.id, entry.patient_name, entry.patient_phone])).toEqual([[held, '', '']]);
  expect(day.cancelled.map((entry) => entry.id)).toEqual([given]);
  expect(daySentence(day)).toBe('Nothing is booked.');
});

test('the now-line parts what has begun from what is ahead', async () => {
  const date = '2031-04-16' as LocalDate;
  await book({ login: 'rao', minute: 570, date, changes: { status: 'completed' } });
  await book({ login: 'rao', minute: 600, date });
  await book({ login: 'rao', minute: 630, date });
  const { entries } = await dayOf('rao', `/provider?date=${date}`);
  const day = arrangeDay(entries, instantOf(date, 600, ZONE).toISOString());
  expect([day.past.length, day.ahead.length]).toEqual([2, 1]);
  expect(daySentence(day)).toBe('3 booked, 1 completed, next at 10:30.');
});

test('a lab sees seats taken of its capacity, held ones and running ones included', async () => {
  const date = '2031-04-23' as LocalDate;
  const lab = { capacity: 3, duration_minutes: 10, buffer_minutes: 5 };
  const early = await book({ login: 'pulse', minute: 600, date, changes: lab });
  const late = await book({ login: 'pulse', minute: 610, date, changes: lab });
  await book({ login: 'pulse', minute: 610, date, changes: lab, heldMinutes: 7 });
  const later = await book({ login: 'pulse', minute: 625, date, changes: lab });
  const { entries, now } = await dayOf('pulse', `/provider?date=${date}`);
  const seats = Object.fromEntries(arrangeDay(entries, now).ahead.map(({ entry, seats: taken }) => [entry.id, taken]));
  expect(seats).toEqual({ [early]: 1, [late]: 3, [later]: 1 });
});

test('a week begins on Monday and has seven days', async () => {
  const { entries, monday, sunday } = await weekOf('rao', `/provider/week?date=${DATE}`);
  expect([monday, sunday]).toEqual(['2031-03-10', '2031-03-16']);
  expect(mondayOf('2031-03-16' as LocalDate)).toBe('2031-03-10');
  const counts = arrangeWeek(entries, monday).map((day) => day.entries.length);
  expect(counts).toEqual([0, 1, 2, 1, 0, 0, 0]);
});
