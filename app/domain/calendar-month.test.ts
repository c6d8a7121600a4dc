import { expect, test } from 'vitest';
import { addMonths, formatMonth, monthOf, monthsBetween, monthSpan, parseMonth, type CalendarMonth } from './calendar-month.ts';

const month = (text: string) => text as CalendarMonth;

test('reads months that exist and nothing else', () => {
  expect(parseMonth('2026-11')).toBe('2026-11');
  for (const text of ['', '2026-13', '2026-00', '2026-1', '0026-01', '2026-11-01', ' 2026-11', '2026-11\n']) expect(parseMonth(text)).toBeNull();
});

test('a month begins and ends at midnight on the clinic’s clock', () => {
  const { from, until } = monthSpan(month('2026-12'), 'Asia/Kolkata');
  expect([from.toISOString(), until.toISOString()]).toEqual(['2026-11-30T18:30:00.000Z', '2026-12-31T18:30:00.000Z']);
  expect(monthOf(from, 'Asia/Kolkata')).toBe('2026-12');
  expect(monthOf(new Date(from.getTime() - 1), 'Asia/Kolkata')).toBe('2026-11');
});

test('lists months newest first, over a turn of the year, up to a number', () => {
  expect(monthsBetween(month('2025-11'), month('2026-02'), 24)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  expect(monthsBetween(month('2020-01'), month('2026-02'), 2)).toEqual(['2026-02', '2026-01']);
  expect(monthsBetween(month('2026-03'), month('2026-02'), 9)).toEqual([]);
  expect([addMonths(month('2026-01'), -1), formatMonth(month('2026-01'))]).toEqual(['2025-12', 'January 2026']);
});
