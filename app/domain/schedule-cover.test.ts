import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, DAY_MINUTES, instantOf, minutesAfter, weekdayOf, type LocalDate } from './appointment-time.ts';
import { freeTimesOn, type ScheduleRule } from './availability.ts';
import { bookingsLeftOutside, bookingsOutside, isNotOver, type StandingBooking } from './schedule-cover.ts';

const IST = 'Asia/Kolkata';
const TUESDAY = '2026-11-24' as LocalDate;
const BOOKED = new Date('2026-11-01T00:00:00Z');
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;

const weekly = (from: number, until: number, capacity = 1): ScheduleRule => ({ kind: 'weekly', clinicId: 'clinic', weekday: weekdayOf(TUESDAY), startMinute: from, endMinute: until, capacity });
const leave = (from: number, until: number, clinicId: string | null = null): ScheduleRule => ({ kind: 'leave', clinicId, onDate: TUESDAY, untilDate: TUESDAY, startMinute: from, endMinute: until });
const extra = (from: number, until: number, capacity = 1): ScheduleRule => ({ kind: 'extra', clinicId: 'clinic', onDate: TUESDAY, startMinute: from, endMinute: until, capacity });
const booking = (id: string, minute: number, more: Partial<StandingBooking> & { date?: LocalDate } = {}): StandingBooking => {
  const { date = TUESDAY, zone = IST, ...rest } = more;
  return { id, clinicId: 'clinic', zone, startsAt: instantOf(date, minute, zone), durationMinutes: 20, bufferMinutes: 5, bookedAt: BOOKED, ...rest };
};
const names = (outside: ReturnType<typeof bookingsOutside>) => outside.map(({ booking: { id }, reason }) => `${id} ${reason}`);

describe('a booking is inside', () => {
  it('from the first minute to the last, its buffer aside', () => {
    const rules = [weekly(hour(9), hour(10))];
    expect(names(bookingsOutside(rules, [booking('early', hour(8, 55)), booking('first', hour(9)), booking('last', hour(9, 40)), booking('late', hour(9, 45))]))).toEqual(['early closed', 'late closed']);
  });

  it('across sessions that touch, but not across a gap', () => {
    expect(bookingsOutside([weekly(hour(9, 10), hour(10)), extra(hour(8), hour(9, 10))], [booking('across', hour(9))])).toEqual([]);
    expect(names(bookingsOutside([weekly(hour(9, 10), hour(10)), extra(hour(8), hour(9, 5))], [booking('gap', hour(9))]))).toEqual(['gap closed']);
  });

  it('until leave cuts into any of it', () => {
    const day = weekly(hour(9), hour(18));
    for (const cut of [leave(0, DAY_MINUTES), leave(hour(10, 15), hour(10, 20)), leave(hour(9), hour(10, 5), 'clinic')]) expect(names(bookingsOutside([day, cut], [booking('cut', hour(10))]))).toEqual(['cut closed']);
    for (const cut of [leave(hour(9), hour(10)), leave(hour(10, 20), hour(12)), leave(0, DAY_MINUTES, 'another clinic')]) expect(bookingsOutside([day, cut], [booking('kept', hour(10))])).toEqual([]);
  });

  it('on its clinic’s day and clock, to midnight', () => {
    const night = [weekly(hour(23), DAY_MINUTES), weekly(0, hour(1))];
    const kiritimati = { zone: 'Pacific/Kiritimati' };
    expect(bookingsOutside(night, [booking('morning', 0), booking('midnight', hour(23, 40)), booking('far', 0, kiritimati), booking('farther', hour(23, 40), kiritimati)])).toEqual([]);
    expect(names(bookingsOutside(night, [booking('over', hour(23, 45)), booking('tomorrow', 0, { date: addDays(TUESDAY, 1) })]))).toEqual(['over closed', 'tomorrow closed']);
  });
});

describe('seats', () => {
  it('leave the last to book without one', () => {
    const three = ['second', 'third', 'first'].map((id) => booking(id, hour(9), { bookedAt: minutesAfter(BOOKED, ['first', 'second', 'third'].indexOf(id)) }));
    expect(names(bookingsOutside([weekly(hour(9), hour(10), 2)], three))).toEqual(['third no_seat']);
    expect(bookingsOutside([weekly(hour(9), hour(10), 2), extra(hour(9), hour(9, 30), 3)], three)).toEqual([]);
  });

  it('are taken for the buffer too', () => {
    const [one, other] = [booking('one', hour(9)), booking('other', hour(9, 20), { bookedAt: minutesAfter(BOOKED, 1) })];
    expect(names(bookingsOutside([weekly(hour(9), hour(10))], [one, other]))).toEqual(['other no_seat']);
  });
});

describe('a change', () => {
  const day = weekly(hour(9), hour(18));

  it('asks about what it leaves outside, not about what stood outside before', () => {
    const bookings = [booking('noon', hour(12)), booking('night', hour(20))];
    const change = { before: [day], after: [day, leave(hour(11), hour(13))] };
    expect(names(bookingsLeftOutside(change, bookings))).toEqual(['noon closed']);
    expect(bookingsLeftOutside({ before: change.after, after: change.before }, bookings)).toEqual([]);
  });

  const minute = fc.nat(DAY_MINUTES / 5).map((ticks) => ticks * 5);
  const hours = fc.tuple(minute, minute).filter(([a, b]) => a !== b).map(([a, b]) => ({ startMinute: Math.min(a, b), endMinute: Math.max(a, b) }));
  const clinicId = fc.constantFrom('clinic', 'other');
  const near = fc.integer({ min: -1, max: 1 }).map((days) => addDays(TUESDAY, days));
  const rule: fc.Arbitrary<ScheduleRule> = fc.oneof(
    fc.tuple(clinicId, near, hours).map(([place, date, times]): ScheduleRule => ({ kind: 'weekly', clinicId: place, weekday: weekdayOf(date), capacity: 1, ...times })),
    fc.tuple(clinicId, near, hours).map(([place, onDate, times]): ScheduleRule => ({ kind: 'extra', clinicId: place, onDate, capacity: 1, ...times })),
    fc.tuple(fc.option(clinicId), near, fc.nat(2), hours).map(([place, onDate, days, times]): ScheduleRule => ({ kind: 'leave', clinicId: place, onDate, untilDate: addDays(onDate, days), ...times })),
  );
  const rules = fc.array(rule, { maxLength: 8 });
  const zone = fc.constantFrom(IST, 'UTC', 'Pacific/Kiritimati', 'America/St_Johns');
  /** One a clinic and day, so that seats play no part in it. */
  const sold = fc.uniqueArray(
    fc.tuple(clinicId, near, fc.integer({ min: 0, max: 280 }), fc.integer({ min: 1, max: 8 })).map(([place, date, start, ticks]) => ({ place, date, start: start * 5, minutes: ticks * 5 })),
    { selector: ({ place, date }) => `${place} ${date}`, maxLength: 6 },
  );

  /** Minute by minute, without any of the arithmetic of sessions. */
  function isOpen(all: readonly ScheduleRule[], place: string, date: LocalDate, at: number): boolean {
    const has = (each: ScheduleRule) => each.startMinute <= at && at < each.endMinute;
    const away = all.some((each) => each.kind === 'leave' && (each.clinicId === null || each.clinicId === place) && each.onDate <= date && date <= each.untilDate && has(each));
    return !away && all.some((each) => each.kind !== 'leave' && each.clinicId === place && (each.kind === 'weekly' ? each.weekday === weekdayOf(date) : each.onDate === date) && has(each));
  }

  it('lists exactly the bookings whose time was covered and is no longer', () => {
    fc.assert(
      fc.property(rules, rules, sold, zone, (before, after, all, where) => {
        const bookings = all.map(({ place, date, start, minutes }, index) => booking(String(index), start, { clinicId: place, date, zone: where, durationMinutes: minutes }));
        const covered = (rulesNow: readonly ScheduleRule[], { place, date, start, minutes }: (typeof all)[number]) =>
          Array.from({ length: minutes }, (_, passed) => start + passed).every((at) => at < DAY_MINUTES && isOpen(rulesNow, place, date, at));
        const lost = all.flatMap((each, index) => (covered(before, each) && !covered(after, each) ? [String(index)] : []));
        expect(bookingsLeftOutside({ before, after }, bookings).map(({ booking: { id } }) => id).toSorted()).toEqual(lost);
      }),
      { numRuns: 400 },
    );
  });

  it('finds every time that is on offer inside, on days when the clock jumps too', () => {
    const jumps = fc.constantFrom(['2026-03-08', 'America/New_York'], ['2026-11-01', 'America/New_York'], ['2026-11-24', IST]);
    fc.assert(
      fc.property(jumps, fc.array(hours, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 12 }), ([day, where], spans, ticks) => {
        const date = day as LocalDate;
        const open = spans.map((times): ScheduleRule => ({ kind: 'extra', clinicId: 'clinic', onDate: date, capacity: 1, ...times }));
        const service = { durationMinutes: ticks * 5, bufferMinutes: 0 };
        const times = freeTimesOn({ rules: open, service, date, clinic: { id: 'clinic', zone: where! }, taken: new Map(), now: instantOf(addDays(date, -2), 0, where!), window: { minNoticeMinutes: 0, horizonDays: 9 } });
        for (const { startsAt } of times) expect(bookingsOutside(open, [{ id: 'sold', clinicId: 'clinic', zone: where!, startsAt, ...service, bookedAt: BOOKED }])).toEqual([]);
      }),
    );
  });
});

it('is over with its last minute', () => {
  const one = booking('one', hour(9));
  expect([minutesAfter(one.startsAt, 19), minutesAfter(one.startsAt, 20)].map((now) => isNotOver(one, now))).toEqual([true, false]);
});
