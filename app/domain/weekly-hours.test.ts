import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MINUTES, parseMinute } from './appointment-time.ts';
import { minutesInWords } from './minutes-in-words.ts';
import { SEATS_MAX, SPANS_PER_DAY_MAX } from './schedule-bounds.ts';
import { clockOf, findHoursFault, findWeekFault, hoursInWords, overlap, stateOfWeek, type WeeklySpan } from './weekly-hours.ts';

const MONDAY = 1;
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;
const span = (from: number, until: number, more: Partial<WeeklySpan> = {}): WeeklySpan => ({ weekday: MONDAY, startMinute: from, endMinute: until, capacity: 1, ...more });
const fieldOf = (from: number, until: number, capacity = 1) => findHoursFault(span(from, until, { capacity }))?.field;

describe('hours', () => {
  it('may fill the whole day, to midnight and no farther', () => {
    expect(findHoursFault(span(0, DAY_MINUTES))).toBeNull();
    expect(fieldOf(hour(23), DAY_MINUTES + 5)).toBe('end');
    expect(fieldOf(-5, hour(9))).toBe('start');
    expect(fieldOf(DAY_MINUTES, DAY_MINUTES)).toBe('start');
  });

  it('end after they begin, on a tick', () => {
    expect(fieldOf(hour(9), hour(9))).toBe('end');
    expect(fieldOf(hour(22), hour(2))).toBe('end');
    expect(fieldOf(hour(9, 3), hour(10))).toBe('start');
    expect(fieldOf(hour(9), hour(10, 1))).toBe('end');
  });

  it('have a whole number of seats', () => {
    for (const seats of [0, -1, 1.5, Number.NaN, SEATS_MAX + 1]) expect(fieldOf(hour(9), hour(10), seats)).toBe('seats');
    expect(findHoursFault(span(hour(9), hour(10), { capacity: SEATS_MAX }))).toBeNull();
  });

  it('are written as they are typed', () => {
    expect(hoursInWords(span(hour(9, 30), DAY_MINUTES))).toBe('09:30 to 24:00');
    fc.assert(fc.property(fc.integer({ min: 0, max: DAY_MINUTES }), (minute) => parseMinute(clockOf(minute)) === minute));
  });
});

describe('a week', () => {
  it('names the later of two spans that overlap, and lets them touch', () => {
    expect(findWeekFault([span(hour(9), hour(13)), span(hour(13), hour(17))])).toBeNull();
    expect(findWeekFault([span(hour(9), hour(13)), span(hour(12, 55), hour(17), { weekday: 2 })])).toBeNull();
    expect(findWeekFault([span(hour(9), hour(13)), span(hour(12, 55), hour(17))])).toEqual({
      index: 1, field: 'start', message: 'Monday 12:55 to 17:00 overlaps 09:00 to 13:00. Make them one, or move one of them.',
    });
  });

  it('has so many spans a day', () => {
    const spans = Array.from({ length: SPANS_PER_DAY_MAX + 1 }, (_, index) => span(hour(index), hour(index) + 30));
    expect(findWeekFault(spans.slice(1))).toBeNull();
    expect(findWeekFault(spans)).toMatchObject({ index: SPANS_PER_DAY_MAX, field: 'start' });
  });

  it('reads the same in any order, and differently for any other week', () => {
    const spans = fc.uniqueArray(fc.record({ weekday: fc.nat(6), startMinute: fc.nat(1_435), endMinute: fc.nat(1_440), capacity: fc.nat(9) }), { selector: (each) => JSON.stringify(each), maxLength: 6 });
    fc.assert(fc.property(spans, (week) => stateOfWeek(week) === stateOfWeek(week.toReversed())));
    fc.assert(fc.property(spans, spans, (a, b) => {
      const as = (week: readonly WeeklySpan[]) => week.map((each) => JSON.stringify(each)).toSorted().join('|');
      return (stateOfWeek(a) === stateOfWeek(b)) === (as(a) === as(b));
    }));
  });

  it('overlaps both ways or neither', () => {
    const times = fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 50 })).map(([from, minutes]) => span(from, from + minutes));
    fc.assert(fc.property(times, times, (a, b) => {
      const shared = Array.from({ length: 200 }, (_, minute) => minute).some((minute) => [a, b].every((each) => each.startMinute <= minute && minute < each.endMinute));
      return overlap(a, b) === shared && overlap(b, a) === shared;
    }));
  });
});

it('says minutes in the largest unit that is exact', () => {
  expect([0, 1, 45, 60, 90, 120, 1_440, 2_880, 1_500].map(minutesInWords)).toEqual(['0 minutes', '1 minute', '45 minutes', '1 hour', '90 minutes', '2 hours', '1 day', '2 days', '25 hours']);
});
