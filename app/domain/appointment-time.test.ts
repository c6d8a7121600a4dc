import { describe, expect, it } from 'vitest';
import { addDays, formatWhen, instantOf, localDateOf, parseLocalDate, weekdayOf, type LocalDate } from './appointment-time.ts';

const day = (text: string) => text as LocalDate;

describe('appointment time', () => {
  it('turns the clinic clock into UTC and back', () => {
    const at = instantOf(day('2026-11-24'), 10 * 60 + 30, 'Asia/Kolkata');
    expect(at.toISOString()).toBe('2026-11-24T05:00:00.000Z');
    expect(formatWhen(at, 'Asia/Kolkata')).toBe('Tue 24 Nov, 10:30');
  });

  it('knows that half past midnight in India is still yesterday in UTC', () => {
    const at = new Date('2026-11-23T19:00:00Z');
    expect(localDateOf(at, 'Asia/Kolkata')).toBe('2026-11-24');
    expect(localDateOf(at, 'UTC')).toBe('2026-11-23');
  });

  it('reads a minute that the clock skips as if it had not jumped yet', () => {
    // New York springs from 02:00 to 03:00 on 8 March 2026.
    expect(instantOf(day('2026-03-08'), 150, 'America/New_York').toISOString()).toBe('2026-03-08T07:30:00.000Z');
    expect(instantOf(day('2026-03-08'), 60, 'America/New_York').toISOString()).toBe('2026-03-08T06:00:00.000Z');
    expect(instantOf(day('2026-03-08'), 240, 'America/New_York').toISOString()).toBe('2026-03-08T08:00:00.000Z');
  });

  it('takes the earlier of a minute that happens twice', () => {
    expect(instantOf(day('2026-11-01'), 90, 'America/New_York').toISOString()).toBe('2026-11-01T05:30:00.000Z');
    expect(instantOf(day('2026-11-01'), 180, 'America/New_York').toISOString()).toBe('2026-11-01T08:00:00.000Z');
  });

  it('refuses days that do not exist', () => {
    expect(parseLocalDate('2026-02-31')).toBeNull();
    expect(parseLocalDate('2026-2-3')).toBeNull();
    expect(parseLocalDate('2028-02-29')).toBe('2028-02-29');
  });

  it('counts days over a month and year end', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01');
    expect(weekdayOf(day('2026-11-24'))).toBe(2);
  });
});
