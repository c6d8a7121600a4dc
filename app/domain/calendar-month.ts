import { instantOf, localDateOf, type LocalDate } from './appointment-time.ts';

/** `YYYY-MM` on some clinic's calendar. */
export type CalendarMonth = string & { readonly __unit: 'calendar-month' };

const NAMES = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** Refuses months that do not exist (2026-13), and what is no month at all. */
export function parseMonth(text: string): CalendarMonth | null {
  return /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text) ? (text as CalendarMonth) : null;
}

export function monthOf(at: Date, zone: string): CalendarMonth {
  return localDateOf(at, zone).slice(0, 7) as CalendarMonth;
}

export function addMonths(month: CalendarMonth, months: number): CalendarMonth {
  const utc = new Date(`${month}-01T00:00:00Z`);
  utc.setUTCMonth(utc.getUTCMonth() + months);
  return utc.toISOString().slice(0, 7) as CalendarMonth;
}

/** From the month's first midnight until the next month's, on that zone's clock. */
export function monthSpan(month: CalendarMonth, zone: string): { readonly from: Date; readonly until: Date } {
  const midnight = (of: CalendarMonth) => instantOf(`${of}-01` as LocalDate, 0, zone);
  return { from: midnight(month), until: midnight(addMonths(month, 1)) };
}

/** Newest first, both ends included, and never more than `most`. */
export function monthsBetween(first: CalendarMonth, last: CalendarMonth, most: number): CalendarMonth[] {
  const months: CalendarMonth[] = [];
  for (let month = last; month >= first && months.length < most; month = addMonths(month, -1)) months.push(month);
  return months;
}

/** `November 2026`. */
export function formatMonth(month: CalendarMonth): string {
  return `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}
