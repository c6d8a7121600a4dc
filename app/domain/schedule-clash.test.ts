import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf, type LocalDate } from './appointment-time.ts';
import type { ScheduleRule } from './availability.ts';
import { findClash } from './schedule-clash.ts';

const IST = 'Asia/Kolkata';
const TODAY = '2026-11-22' as LocalDate;
const TUESDAY = '2026-11-24' as LocalDate;
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;
const PLACES = [{ id: 'hill', name: 'Hill Clinic', zone: IST }, { id: 'lake', name: 'Lake Clinic', zone: IST }];

const weekly = (clinicId: string, from: number, until: number, date = TUESDAY): ScheduleRule => ({ kind: 'weekly', clinicId, weekday: weekdayOf(date), startMinute: from, endMinute: until, capacity: 1 });
const extra = (clinicId: string, from: number, until: number, onDate = TUESDAY): ScheduleRule => ({ kind: 'extra', clinicId, onDate, startMinute: from, endMinute: until, capacity: 1 });
const leave = (clinicId: string | null): ScheduleRule => ({ kind: 'leave', clinicId, onDate: TUESDAY, untilDate: TUESDAY, startMinute: 0, endMinute: hour(24) });

describe('a doctor at two clinics at once', () => {
  it('is said in a sentence', () => {
    expect(findClash([weekly('hill', hour(9), hour(13)), weekly('lake', hour(12, 30), hour(17))], PLACES, TODAY)).toBe(
      'On Tuesdays Hill Clinic (09:00 to 13:00) and Lake Clinic (12:30 to 17:00) overlap. A doctor can be at one clinic at a time.',
    );
    expect(findClash([weekly('hill', hour(9), hour(13)), extra('lake', hour(12), hour(14))], PLACES, TODAY)).toMatch(/^On Tue 24 Nov /);
  });

  it('is nobody who only goes from one to the other', () => {
    expect(findClash([weekly('hill', hour(9), hour(13)), weekly('lake', hour(13), hour(17)), weekly('lake', hour(9), hour(13), addDays(TUESDAY, 1))], PLACES, TODAY)).toBeNull();
  });

  it('may stand in elsewhere while on leave here, but leave mends no weekly hours', () => {
    const away = [weekly('hill', hour(9), hour(13)), leave('hill'), extra('lake', hour(9), hour(13))];
    expect(findClash(away, PLACES, TODAY)).toBeNull();
    expect(findClash(away.filter(({ kind }) => kind !== 'leave'), PLACES, TODAY)).not.toBeNull();
    expect(findClash([weekly('hill', hour(9), hour(13)), weekly('lake', hour(9), hour(13)), leave('hill')], PLACES, TODAY)).not.toBeNull();
  });

  it('is judged by instants where the clinics’ clocks differ', () => {
    const places = [PLACES[0]!, { id: 'lake', name: 'Lake Clinic', zone: 'Asia/Dubai' }];
    expect(findClash([weekly('hill', hour(9), hour(13)), weekly('lake', hour(9), hour(11))], places, TODAY)).not.toBeNull();
    expect(findClash([weekly('hill', hour(9), hour(13)), weekly('lake', hour(11, 30), hour(15))], places, TODAY)).toBeNull();
    expect(findClash([extra('hill', hour(0), hour(1), addDays(TUESDAY, 1)), extra('lake', hour(23), hour(23, 30))], places, TODAY)).not.toBeNull();
  });

  it('does not matter any more on a day that has passed', () => {
    expect(findClash([extra('hill', hour(9), hour(13)), extra('lake', hour(9), hour(13))], PLACES, addDays(TUESDAY, 1))).toBeNull();
  });
});
