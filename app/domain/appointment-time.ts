import { tzOffset } from '@date-fns/tz';

/**
 * The only place where clinic wall-clock time and UTC meet. Instants are `Date`s (UTC); a local date is `YYYY-MM-DD`;
 * a local time is minutes since that day's midnight on the clinic's clock; a zone is an IANA name.
 */
export type LocalDate = string & { readonly __unit: 'local-date' };

export const MINUTE_MS = 60_000;
export const DAY_MINUTES = 24 * 60;

export function minutesAfter(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const WEEKDAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Parses `YYYY-MM-DD` and refuses days that do not exist (31 Feb). */
export function parseLocalDate(text: string): LocalDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const utc = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(utc.getTime()) && utc.toISOString().startsWith(text) ? (text as LocalDate) : null;
}

/** Clocks change on a quarter of an hour of UTC everywhere, so within one the answer stays; asking costs microseconds, a page asks hundreds of times. */
const QUARTER_MS = 15 * MINUTE_MS;
const QUARTERS_KEPT = 20_000;
const knownOffsets = new Map<string, Map<number, number>>();

/** Minutes that the zone is ahead of UTC at that instant. */
function offsetMinutes(zone: string, at: Date): number {
  const quarter = Math.floor(at.getTime() / QUARTER_MS);
  let ofZone = knownOffsets.get(zone);
  const known = ofZone?.get(quarter);
  if (known !== undefined) return known;
  const offset = tzOffset(zone, at);
  if (Number.isNaN(offset)) throw new RangeError(`unknown time zone: ${zone}`);
  if (!ofZone || ofZone.size >= QUARTERS_KEPT) knownOffsets.set(zone, (ofZone = new Map()));
  ofZone.set(quarter, offset);
  return offset;
}

/** A Date whose UTC fields read as the clinic's wall clock; for reading fields only, never stored. */
function wallClock(at: Date, zone: string): Date {
  return new Date(at.getTime() + offsetMinutes(zone, at) * MINUTE_MS);
}

export function localDateOf(at: Date, zone: string): LocalDate {
  return wallClock(at, zone).toISOString().slice(0, 10) as LocalDate;
}

/** Minutes since local midnight. */
export function localMinuteOf(at: Date, zone: string): number {
  const wall = wallClock(at, zone);
  return wall.getUTCHours() * 60 + wall.getUTCMinutes();
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const utc = new Date(`${date}T00:00:00Z`);
  utc.setUTCDate(utc.getUTCDate() + days);
  return utc.toISOString().slice(0, 10) as LocalDate;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/**
 * The instant at which the clinic's clock shows that date and minute. A minute that happens twice (the clock falls
 * back) is the earlier one; a minute that never happens (it springs forward) is read as if it had not sprung yet.
 */
export function instantOf(date: LocalDate, minute: number, zone: string): Date {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE_MS;
  const before = offsetMinutes(zone, new Date(wallMs - DAY_MINUTES * MINUTE_MS));
  const after = offsetMinutes(zone, new Date(wallMs + DAY_MINUTES * MINUTE_MS));
  const unsprung = new Date(wallMs - before * MINUTE_MS);
  if (before === after || offsetMinutes(zone, unsprung) === before) return unsprung;
  const sprung = new Date(wallMs - after * MINUTE_MS);
  return offsetMinutes(zone, sprung) === after ? sprung : unsprung;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `10:30` from minutes since midnight. */
export function formatMinute(minute: number): string {
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** `Mon`, or `Monday` in full; 0 is Sunday. */
export function formatWeekday(weekday: number, full = false): string {
  return (full ? WEEKDAY_NAMES : WEEKDAYS)[weekday]!;
}

/** Minutes since midnight of `9`, `9:30`, `09.30`, `0930`, `4:30 pm` or `24:00`; `null` for what is no time of day. */
export function parseMinute(typed: string): number | null {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (!match) return null;
  const [, hours, minutes = '0', half] = match;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const minute = (half ? (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : hour) * 60 + Number(minutes);
  return Number(minutes) < 60 && minute <= DAY_MINUTES ? minute : null;
}

/** `Tue 24 Nov`. */
export function formatDay(date: LocalDate): string {
  const utc = new Date(`${date}T00:00:00Z`);
  return `${WEEKDAYS[utc.getUTCDay()]} ${utc.getUTCDate()} ${MONTHS[utc.getUTCMonth()]}`;
}

/** `10:30` on the clinic's clock. */
export function formatTime(at: Date | string, zone: string): string {
  return formatMinute(localMinuteOf(new Date(at), zone));
}

/** `Tue 24 Nov, 10:30` on the clinic's clock. Hand-made so that server and browser agree to the letter. */
export function formatWhen(at: Date | string, zone: string): string {
  const instant = new Date(at);
  return `${formatDay(localDateOf(instant, zone))}, ${formatTime(instant, zone)}`;
}

/** `Tue 24 Nov 2026, 10:30`, for receipts and lists that span years. */
export function formatWhenWithYear(at: Date | string, zone: string): string {
  const instant = new Date(at);
  const date = localDateOf(instant, zone);
  return `${formatDay(date)} ${date.slice(0, 4)}, ${formatTime(instant, zone)}`;
}
