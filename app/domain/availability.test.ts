import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatTime, instantOf, localDateOf, MINUTE_MS, weekdayOf, type LocalDate } from './appointment-time.ts';
import { bookableSpan, countTakenSeats, freeDay, freeTimesOn, nextFreeTime, offeredTime, tickSpan, type FreeTimesQuery, type ScheduleRule } from './availability.ts';
import { tickOf, ticksCovered } from './calendar-tick.ts';

const IST = 'Asia/Kolkata';
const TUESDAY = '2026-11-24' as LocalDate;
const SUNDAY_NOON = instantOf('2026-11-22' as LocalDate, 12 * 60, IST);
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;

const weekly = (from: number, until: number, more: Partial<Extract<ScheduleRule, { kind: 'weekly' }>> = {}): ScheduleRule => ({
  kind: 'weekly', clinicId: 'clinic', weekday: weekdayOf(TUESDAY), startMinute: from, endMinute: until, capacity: 1, ...more,
});
const leave = (from: number, until: number, more: Partial<Extract<ScheduleRule, { kind: 'leave' }>> = {}): ScheduleRule => ({
  kind: 'leave', clinicId: null, onDate: TUESDAY, untilDate: TUESDAY, startMinute: from, endMinute: until, ...more,
});
const extra = (from: number, until: number, capacity = 1): ScheduleRule => ({
  kind: 'extra', clinicId: 'clinic', onDate: TUESDAY, startMinute: from, endMinute: until, capacity,
});
/** Twenty minutes and five to write it down, on a Tuesday, seen on the Sunday before. */
const query = (rules: ScheduleRule[], more: Partial<FreeTimesQuery> = {}): FreeTimesQuery => ({
  rules,
  service: { durationMinutes: 20, bufferMinutes: 5 },
  window: { minNoticeMinutes: 60, horizonDays: 30 },
  clinic: { id: 'clinic', zone: IST },
  date: TUESDAY,
  taken: new Map(),
  now: SUNDAY_NOON,
  ...more,
});
const clocks = (asked: FreeTimesQuery) => freeTimesOn(asked).map(({ startsAt }) => formatTime(startsAt, asked.clinic.zone));
/** What a booking from `minute` on takes: so many minutes, buffer included. */
const booked = (minute: number, minutes = 25, zone = IST) => ticksCovered(instantOf(TUESDAY, minute, zone), minutes).map((tick) => ({ tick }));
const taken = (...bookings: { tick: number }[][]) => countTakenSeats(bookings.flat());

describe('free times', () => {
  it('step by duration and buffer; the last buffer may pass the end', () => {
    expect(clocks(query([weekly(hour(9, 30), hour(11, 5))]))).toEqual(['09:30', '09:55', '10:20', '10:45']);
    expect(clocks(query([weekly(hour(9, 30), hour(11, 4))]))).toEqual(['09:30', '09:55', '10:20']);
  });

  it('come from the right weekday, clinic and extra session, in order', () => {
    const rules = [weekly(hour(17), hour(17, 20)), weekly(hour(9), hour(10), { weekday: 3 }), weekly(hour(9), hour(10), { clinicId: 'other' }), extra(hour(8), hour(8, 20))];
    expect(clocks(query(rules))).toEqual(['08:00', '17:00']);
    expect(clocks(query(rules, { date: addDays(TUESDAY, 7) }))).toEqual(['17:00']);
  });

  it('throws on a service that takes no time instead of looping for ever', () => {
    expect(() => freeTimesOn(query([weekly(hour(9), hour(10))], { service: { durationMinutes: 0, bufferMinutes: 0 } }))).toThrow(RangeError);
  });
});

describe('zones', () => {
  it('keeps an early Indian morning on its own day although UTC is still on the day before', () => {
    const [first] = freeTimesOn(query([weekly(0, 20)]));
    expect(first?.startsAt.toISOString()).toBe('2026-11-23T18:30:00.000Z');
    expect(clocks(query([weekly(hour(23, 40), hour(24))]))).toEqual(['23:40']);
  });

  it('lets no session run over midnight, whoever stored it', () => {
    const late = [weekly(hour(23), hour(26))];
    expect(clocks(query(late))).toEqual(['23:00', '23:25']);
    expect(clocks(query([weekly(hour(22), hour(2))]))).toEqual([]);
    for (const { startsAt } of freeTimesOn(query(late))) expect(offeredTime({ ...query(late), startsAt })).not.toBeNull();
  });

  it('counts a day on the clinic clock, not the server clock', () => {
    const rules = [weekly(hour(9), hour(9, 20))];
    for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'UTC']) {
      const [time] = freeTimesOn(query(rules, { clinic: { id: 'clinic', zone } }));
      expect([localDateOf(time!.startsAt, zone), formatTime(time!.startsAt, zone)]).toEqual([TUESDAY, '09:00']);
    }
  });

  it('offers nothing in the hour that the clock jumps over, and nothing twice', () => {
    const spring = '2026-03-08' as LocalDate;
    const asked = query([weekly(hour(1), hour(4), { weekday: 0 })], {
      date: spring, clinic: { id: 'clinic', zone: 'America/New_York' }, now: new Date('2026-03-01T12:00:00Z'), service: { durationMinutes: 20, bufferMinutes: 0 },
    });
    expect(clocks(asked)).toEqual(['01:00', '01:20', '01:40', '03:00', '03:20', '03:40']);
    expect(clocks({ ...asked, rules: [weekly(hour(1), hour(3), { weekday: 0 })] })).toEqual(['01:00', '01:20', '01:40']);
  });

  it('offers the hour that happens twice once', () => {
    const autumn = '2026-11-01' as LocalDate;
    const asked = query([weekly(hour(0, 30), hour(3), { weekday: 0 })], {
      date: autumn, clinic: { id: 'clinic', zone: 'America/New_York' }, now: new Date('2026-10-25T12:00:00Z'), service: { durationMinutes: 30, bufferMinutes: 0 },
    });
    expect(clocks(asked)).toEqual(['00:30', '01:00', '01:30', '02:00', '02:30']);
    const starts = freeTimesOn(asked).map(({ startsAt }) => startsAt.toISOString());
    expect([starts[1], starts[3]]).toEqual(['2026-11-01T05:00:00.000Z', '2026-11-01T07:00:00.000Z']);
  });
});

describe('leave', () => {
  const morning = weekly(hour(9), hour(12));

  it('cuts a session in two, each half with its own times', () => {
    expect(clocks(query([morning, leave(hour(10), hour(11))]))).toEqual(['09:00', '09:25', '11:00', '11:25']);
  });

  it('cuts only its part of the day, its clinic and its dates', () => {
    expect(clocks(query([morning, leave(0, hour(11, 30))]))).toEqual(['11:30']);
    expect(clocks(query([morning, leave(hour(9, 20), hour(24))]))).toEqual(['09:00']);
    expect(clocks(query([morning, leave(0, hour(24), { clinicId: 'other' })]))).toHaveLength(7);
    expect(clocks(query([morning, leave(0, hour(24), { clinicId: 'clinic' })]))).toEqual([]);
    expect(clocks(query([morning, leave(0, hour(24), { onDate: '2026-11-20' as LocalDate, untilDate: '2026-11-23' as LocalDate })]))).toHaveLength(7);
    expect(clocks(query([morning, leave(0, hour(24), { onDate: '2026-11-20' as LocalDate, untilDate: TUESDAY })]))).toEqual([]);
  });

  it('may overlap other leave, and touches nothing where it only touches', () => {
    expect(clocks(query([morning, leave(hour(9), hour(10)), leave(hour(9, 30), hour(11, 30))]))).toEqual(['11:30']);
    expect(clocks(query([morning, leave(hour(8), hour(9)), leave(hour(12), hour(13))]))).toHaveLength(7);
  });
});

describe('notice and horizon', () => {
  const times = (now: Date, minNoticeMinutes: number) => clocks(query([weekly(hour(9), hour(10))], { now, window: { minNoticeMinutes, horizonDays: 30 } }));

  it('still offers a time exactly at the end of the notice, not a millisecond later', () => {
    const atEight = instantOf(TUESDAY, hour(8), IST);
    expect(times(atEight, 60)).toEqual(['09:00', '09:25']);
    expect(times(new Date(atEight.getTime() + 1), 60)).toEqual(['09:25']);
  });

  it('offers no time that has begun, even without notice', () => {
    const atNine = instantOf(TUESDAY, hour(9), IST);
    expect(times(atNine, 0)).toEqual(['09:00', '09:25']);
    expect(times(new Date(atNine.getTime() + MINUTE_MS), 0)).toEqual(['09:25']);
  });

  it('includes the whole last day of the horizon on the clinic clock, and nothing after it', () => {
    const late = weekly(hour(23), hour(23, 20));
    // 00:30 on Sunday in India, Saturday evening in UTC: two days on is Tuesday.
    const now = new Date('2026-11-21T19:00:00Z');
    expect(clocks(query([late], { now, window: { minNoticeMinutes: 0, horizonDays: 2 } }))).toEqual(['23:00']);
    expect(clocks(query([late], { now, window: { minNoticeMinutes: 0, horizonDays: 1 } }))).toEqual([]);
    expect(clocks(query([weekly(0, 20)], { now, window: { minNoticeMinutes: 0, horizonDays: 1 } }))).toEqual([]);
    expect(bookableSpan({ minNoticeMinutes: 0, horizonDays: 2 }, IST, now).before.toISOString()).toBe('2026-11-24T18:30:00.000Z');
  });
});

describe('seats', () => {
  const morning = weekly(hour(9), hour(10, 30));

  it('keeps a buffer clear of the next booking, and of the one before', () => {
    // 09:00 with its buffer ends at 09:25; somebody starts at 09:20.
    expect(clocks(query([morning], { taken: taken(booked(hour(9, 20))) }))).toEqual(['09:50']);
    expect(clocks(query([morning], { taken: taken(booked(hour(9, 25))) }))).toEqual(['09:00', '09:50']);
  });

  it.each([1, 2, 3, 4, 5])('of a lab for %i are free until the last is taken', (capacity) => {
    const lab = query([weekly(hour(9), hour(9, 20), { capacity })], { service: { durationMinutes: 10, bufferMinutes: 0 } });
    const bookings = (count: number) => taken(...Array.from({ length: count }, () => booked(hour(9), 10)));
    for (let count = 0; count < capacity; count += 1) {
      expect(freeTimesOn({ ...lab, taken: bookings(count) })[0]).toMatchObject({ capacity, seatsLeft: capacity - count });
    }
    expect(clocks({ ...lab, taken: bookings(capacity) })).toEqual(['09:10']);
  });

  it('are those of the larger session where two overlap, in whatever order they are stored', () => {
    for (const rules of [[extra(hour(9), hour(9, 20), 3), weekly(hour(9), hour(9, 20))], [weekly(hour(9), hour(9, 20)), extra(hour(9), hour(9, 20), 3)]]) {
      const one = { ...query(rules), taken: taken(booked(hour(9)), booked(hour(9))) };
      expect(freeTimesOn(one)).toMatchObject([{ capacity: 3, seatsLeft: 1 }]);
      expect(offeredTime({ ...one, startsAt: instantOf(TUESDAY, hour(9), IST) })?.capacity).toBe(3);
    }
  });

  it('tells a full day from a closed one', () => {
    const one = weekly(hour(9), hour(9, 20));
    expect(freeDay(query([one], { taken: taken(booked(hour(9))) }))).toMatchObject({ closed: false, times: [] });
    expect(freeDay(query([one, leave(0, hour(24))]))).toMatchObject({ closed: true, times: [] });
    expect(freeDay(query([one], { now: instantOf(TUESDAY, hour(10), IST) }))).toMatchObject({ closed: true });
    expect(nextFreeTime(query([one], { taken: taken(booked(hour(9))) }), 8)?.startsAt).toEqual(instantOf(addDays(TUESDAY, 7), hour(9), IST));
    expect(nextFreeTime(query([one], { taken: taken(booked(hour(9))) }), 7)).toBeNull();
  });
});

describe('what is offered', () => {
  it('is a free time to the millisecond, and nothing beside the grid', () => {
    const rules = [weekly(hour(9), hour(10))];
    const at = instantOf(TUESDAY, hour(9, 25), IST);
    expect(offeredTime({ ...query(rules), startsAt: at })).not.toBeNull();
    expect(offeredTime({ ...query(rules), startsAt: new Date(at.getTime() + 1) })).toBeNull();
    expect(offeredTime({ ...query(rules), startsAt: instantOf(TUESDAY, hour(9, 5), IST) })).toBeNull();
    expect(offeredTime({ ...query(rules), startsAt: new Date(Number.NaN) })).toBeNull();
    expect(offeredTime({ ...query(rules), startsAt: new Date(8.64e15) })).toBeNull();
  });

  it('never overlaps a taken tick beyond capacity, is bookable, and lies inside a session', () => {
    const minute = fc.integer({ min: 0, max: 287 }).map((tick) => tick * 5);
    const session = fc.record({ from: minute, length: fc.integer({ min: 1, max: 60 }), capacity: fc.integer({ min: 1, max: 5 }) });
    const scene = fc.record({
      zone: fc.constantFrom(IST, 'UTC', 'America/New_York', 'Australia/Lord_Howe'),
      sessions: fc.array(session, { minLength: 1, maxLength: 3 }),
      away: fc.array(session, { maxLength: 2 }),
      bookings: fc.array(fc.record({ from: minute, length: fc.integer({ min: 1, max: 12 }) }), { maxLength: 12 }),
      service: fc.record({ durationMinutes: fc.integer({ min: 1, max: 12 }).map((n) => n * 5), bufferMinutes: fc.integer({ min: 0, max: 3 }).map((n) => n * 5) }),
      minNoticeMinutes: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(scene, ({ zone, sessions, away, bookings, service, minNoticeMinutes }) => {
        const open = sessions.map(({ from, length, capacity }) => weekly(from, from + length * 5, { capacity }));
        const gone = away.map(({ from, length }) => leave(from, from + length * 5));
        const seats = taken(...bookings.map(({ from, length }) => booked(from, length * 5, zone)));
        const asked = query([...open, ...gone], { service, taken: seats, clinic: { id: 'clinic', zone }, window: { minNoticeMinutes, horizonDays: 30 } });
        for (const { startsAt, capacity, seatsLeft } of freeTimesOn(asked)) {
          const ticks = ticksCovered(startsAt, service.durationMinutes + service.bufferMinutes);
          for (const tick of ticks) expect((seats.get(tick) ?? 0) + seatsLeft).toBeLessThanOrEqual(capacity);
          expect(seatsLeft).toBeGreaterThan(0);
          expect(startsAt.getTime()).toBeGreaterThanOrEqual(SUNDAY_NOON.getTime() + minNoticeMinutes * MINUTE_MS);
          expect(localDateOf(startsAt, zone)).toBe(TUESDAY);
          expect(offeredTime({ ...asked, startsAt })?.capacity).toBe(capacity);
          const ends = new Date(startsAt.getTime() + service.durationMinutes * MINUTE_MS);
          expect(open.some((rule) => startsAt >= instantOf(TUESDAY, rule.startMinute, zone) && ends <= instantOf(TUESDAY, Math.min(rule.endMinute, hour(24)), zone))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lies in the ticks that are read for its days, its buffer too', () => {
    const { from, before } = tickSpan(TUESDAY, 1, IST);
    const last = instantOf(TUESDAY, hour(23, 55), IST);
    expect(tickOf(instantOf(TUESDAY, 0, IST))).toBe(from);
    expect(ticksCovered(last, 120).every((tick) => tick < before)).toBe(true);
  });
});
