import { DAY_MINUTES, formatMinute, formatWeekday } from './appointment-time.ts';
import { TICK_MINUTES } from './calendar-tick.ts';
import { SEATS_MAX, SPANS_PER_DAY_MAX } from './schedule-bounds.ts';

/** Monday first, as a week is read in India. */
export const WEEK = [1, 2, 3, 4, 5, 6, 0] as const;

/** Minutes since local midnight. */
export interface Hours {
  readonly startMinute: number;
  readonly endMinute: number;
  readonly capacity: number;
}

export interface WeeklySpan extends Hours {
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
}

export interface HoursFault {
  /** Which of the two times, or the seats, has to be mended. */
  readonly field: 'start' | 'end' | 'seats';
  readonly message: string;
}

type Span = Pick<Hours, 'startMinute' | 'endMinute'>;

/** A minute as it is typed and read in hours: midnight at the end of a day is `24:00`. */
export function clockOf(minute: number): string {
  return minute === DAY_MINUTES ? '24:00' : formatMinute(minute);
}

/** `09:30 to 13:00` */
export function hoursInWords({ startMinute, endMinute }: Span): string {
  return `${clockOf(startMinute)} to ${clockOf(endMinute)}`;
}

/** What is wrong with these hours by themselves, or nothing. */
export function findHoursFault({ startMinute, endMinute, capacity }: Hours): HoursFault | null {
  if (startMinute % TICK_MINUTES !== 0) return { field: 'start', message: `Begin on a full ${TICK_MINUTES} minutes, like 09:30` };
  if (endMinute % TICK_MINUTES !== 0) return { field: 'end', message: `End on a full ${TICK_MINUTES} minutes, like 13:00` };
  if (startMinute < 0 || startMinute >= DAY_MINUTES) return { field: 'start', message: 'Begin between 00:00 and 23:55' };
  if (endMinute > DAY_MINUTES) return { field: 'end', message: 'End at 24:00 at the latest' };
  if (endMinute <= startMinute) return { field: 'end', message: `End after ${formatMinute(startMinute)}, when it begins` };
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > SEATS_MAX) return { field: 'seats', message: `Enter seats from 1 to ${SEATS_MAX}` };
  return null;
}

export function overlap(a: Span, b: Span): boolean {
  return a.startMinute < b.endMinute && b.startMinute < a.endMinute;
}

/** The first thing wrong with one clinic's week: with a span, or between it and an earlier one of its day. */
export function findWeekFault(spans: readonly WeeklySpan[]): (HoursFault & { readonly index: number }) | null {
  for (const [index, span] of spans.entries()) {
    const fault = findHoursFault(span);
    if (fault) return { ...fault, index };
    const earlier = spans.slice(0, index).filter(({ weekday }) => weekday === span.weekday);
    const other = earlier.find((each) => overlap(each, span));
    const day = formatWeekday(span.weekday, true);
    if (other) return { index, field: 'start', message: `${day} ${hoursInWords(span)} overlaps ${hoursInWords(other)}. Make them one, or move one of them.` };
    if (earlier.length >= SPANS_PER_DAY_MAX) return { index, field: 'start', message: `${day} has more than ${SPANS_PER_DAY_MAX} spans. Join some of them.` };
  }
  return null;
}

/** One clinic's week as a short text, for telling whether somebody changed it since a page was made. */
export function stateOfWeek(spans: readonly WeeklySpan[]): string {
  const sorted = spans.toSorted((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute || a.endMinute - b.endMinute || a.capacity - b.capacity);
  return sorted.map(({ weekday, startMinute, endMinute, capacity }) => `${weekday}:${startMinute}-${endMinute}x${capacity}`).join(' ');
}
