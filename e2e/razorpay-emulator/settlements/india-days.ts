const INDIA_OFFSET_SECONDS = 19_800;
const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_MINUTE = 60;

/** Which day it is in India at a unix second, counted from 1 January 1970. */
export function dayOf(unixSeconds: number): number {
  return Math.floor((unixSeconds + INDIA_OFFSET_SECONDS) / SECONDS_PER_DAY);
}

/** The unix second of that minute of that day in India. */
export function secondOf(day: number, minuteOfDay: number): number {
  return day * SECONDS_PER_DAY - INDIA_OFFSET_SECONDS + minuteOfDay * SECONDS_PER_MINUTE;
}

/** Days of a month, or the one day of it; none when the month has no such day. */
export function daysOf(year: number, month: number, day: number | null): number[] {
  const first = Date.UTC(year, month - 1, 1) / (SECONDS_PER_DAY * 1000);
  const afterLast = Date.UTC(year, month, 1) / (SECONDS_PER_DAY * 1000);
  const all = Array.from({ length: afterLast - first }, (_, index) => first + index);
  return day === null ? all : all.slice(day - 1, day);
}
