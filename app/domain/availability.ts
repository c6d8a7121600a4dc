import { addDays, DAY_MINUTES, instantOf, localDateOf, localMinuteOf, MINUTE_MS, weekdayOf, type LocalDate } from './appointment-time.ts';
import { ticksCovered, TICK_MINUTES, tickOf } from './calendar-tick.ts';

/**
 * Free times are computed from rules minus claims (product.md 3); there is no table of slots to fall out of step.
 * Minutes are since local midnight at the rule's clinic; dates are that clinic's dates.
 */
export type ScheduleRule =
  | { readonly kind: 'weekly'; readonly clinicId: string; readonly weekday: number; readonly startMinute: number; readonly endMinute: number; readonly capacity: number }
  | { readonly kind: 'extra'; readonly clinicId: string; readonly onDate: LocalDate; readonly startMinute: number; readonly endMinute: number; readonly capacity: number }
  /** Leave with no clinic is leave everywhere; the minutes are cut out of each day from `onDate` to `untilDate`. */
  | { readonly kind: 'leave'; readonly clinicId: string | null; readonly onDate: LocalDate; readonly untilDate: LocalDate; readonly startMinute: number; readonly endMinute: number };

export interface BookableService {
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
}

export interface BookingWindow {
  readonly minNoticeMinutes: number;
  readonly horizonDays: number;
}

/** Seats taken per tick of this provider; claims whose hold has ended are not in it. */
export type TakenSeats = ReadonlyMap<number, number>;

export interface FreeTime {
  readonly clinicId: string;
  readonly startsAt: Date;
  /** Seats per tick of the session it lies in: 1 for a doctor, several for a lab. */
  readonly capacity: number;
  /** Seats of it that nobody has taken; equal to `capacity` where claims were left aside. */
  readonly seatsLeft: number;
}

export interface Session {
  readonly startMinute: number;
  readonly endMinute: number;
  readonly capacity: number;
}

/**
 * The sessions of one day at one clinic, with leave cut out. A session belongs to the day it starts on and ends at
 * midnight at the latest: a date and a minute would otherwise name two different times.
 */
export function sessionsOn(rules: readonly ScheduleRule[], clinicId: string, date: LocalDate): Session[] {
  const weekday = weekdayOf(date);
  const open = rules.filter(
    (rule): rule is Exclude<ScheduleRule, { kind: 'leave' }> =>
      rule.kind !== 'leave' && rule.clinicId === clinicId && (rule.kind === 'weekly' ? rule.weekday === weekday : rule.onDate === date),
  );
  const leaves = rules.filter(
    (rule) => rule.kind === 'leave' && (rule.clinicId ?? clinicId) === clinicId && rule.onDate <= date && date <= rule.untilDate,
  );
  let sessions: Session[] = open.map(({ startMinute, endMinute, capacity }) => ({ startMinute, endMinute: Math.min(endMinute, DAY_MINUTES), capacity }));
  for (const leave of leaves) sessions = sessions.flatMap((session) => cutOut(session, leave.startMinute, leave.endMinute));
  return sessions;
}

function cutOut(session: Session, from: number, until: number): Session[] {
  if (until <= session.startMinute || from >= session.endMinute) return [session];
  return [
    { ...session, endMinute: from },
    { ...session, startMinute: until },
  ].filter((rest) => rest.endMinute > rest.startMinute);
}

/** The fewest seats that any tick of service and buffer still has; none or fewer means that it cannot be booked. */
function seatsLeftAt(startsAt: Date, minutes: number, capacity: number, taken: TakenSeats): number {
  return Math.min(...ticksCovered(startsAt, minutes).map((tick) => capacity - (taken.get(tick) ?? 0)));
}

export interface FreeTimesQuery {
  readonly rules: readonly ScheduleRule[];
  readonly service: BookableService;
  readonly window: BookingWindow;
  readonly clinic: { readonly id: string; readonly zone: string };
  readonly date: LocalDate;
  readonly taken: TakenSeats;
  readonly now: Date;
}

/** First and last instant that may be booked now: minimum notice, and the end of the horizon's last local day. */
export function bookableSpan(window: BookingWindow, zone: string, now: Date): { from: Date; before: Date } {
  const lastDay = addDays(localDateOf(now, zone), window.horizonDays);
  return {
    from: new Date(now.getTime() + window.minNoticeMinutes * MINUTE_MS),
    before: instantOf(addDays(lastDay, 1), 0, zone),
  };
}

/** From a minute of that day to its instant; `null` for the minutes that the clock jumps over. */
function clockOf(date: LocalDate, zone: string): (minute: number) => Date | null {
  const midnight = instantOf(date, 0, zone).getTime();
  const dayMs = instantOf(addDays(date, 1), 0, zone).getTime() - midnight;
  if (dayMs === DAY_MINUTES * MINUTE_MS) return (minute) => new Date(midnight + minute * MINUTE_MS);
  return (minute) => {
    const at = instantOf(date, minute, zone);
    return localMinuteOf(at, zone) === minute ? at : null;
  };
}

/**
 * All times of one service at one clinic on one local date that the rules offer, taken or not, in order. Times start at
 * the session's opening and step by duration plus buffer; the buffer may run past the session's end (nobody waits for
 * the doctor's own pause). Where sessions overlap, the one with more seats counts.
 */
export function offeredTimesOn(query: Omit<FreeTimesQuery, 'taken'>): FreeTime[] {
  const { service, clinic, date } = query;
  if (service.durationMinutes <= 0 || service.bufferMinutes < 0) throw new RangeError('a service takes time');
  const sessions = sessionsOn(query.rules, clinic.id, date);
  if (sessions.length === 0) return [];
  const span = bookableSpan(query.window, clinic.zone, query.now);
  const instantAt = clockOf(date, clinic.zone);
  const found = new Map<number, FreeTime>();
  for (const { startMinute, endMinute, capacity } of sessions) {
    for (let minute = startMinute; minute + service.durationMinutes <= endMinute; minute += service.durationMinutes + service.bufferMinutes) {
      const startsAt = instantAt(minute);
      if (startsAt === null || startsAt < span.from || startsAt >= span.before) continue;
      if ((found.get(startsAt.getTime())?.capacity ?? 0) >= capacity) continue;
      found.set(startsAt.getTime(), { clinicId: clinic.id, startsAt, capacity, seatsLeft: capacity });
    }
  }
  return [...found.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Of the offered times those that still have a seat at every tick of service and buffer. */
export function freeTimesOn(query: FreeTimesQuery): FreeTime[] {
  return withSeats(offeredTimesOn(query), query);
}

function withSeats(times: readonly FreeTime[], { service, taken }: Pick<FreeTimesQuery, 'service' | 'taken'>): FreeTime[] {
  const minutes = service.durationMinutes + service.bufferMinutes;
  return times
    .map((time) => ({ ...time, seatsLeft: seatsLeftAt(time.startsAt, minutes, time.capacity, taken) }))
    .filter((time) => time.seatsLeft > 0);
}

export interface FreeDay {
  readonly date: LocalDate;
  /** The rules offer nothing (any more) that day; a day with offered times that are all taken is full, not closed. */
  readonly closed: boolean;
  readonly times: readonly FreeTime[];
}

export function freeDay(query: FreeTimesQuery): FreeDay {
  const offered = offeredTimesOn(query);
  return { date: query.date, closed: offered.length === 0, times: withSeats(offered, query) };
}

/** The first free time on `date` or on one of the days after it, `days` in all. */
export function nextFreeTime(query: FreeTimesQuery, days: number): FreeTime | null {
  for (let ahead = 0; ahead < days; ahead += 1) {
    const [first] = freeTimesOn({ ...query, date: addDays(query.date, ahead) });
    if (first) return first;
  }
  return null;
}

/**
 * Whether `startsAt` is a time that the rules offer at all, claims aside, and the capacity it has. `null` means that
 * the patient's page is out of date or the form was forged: either way it is not for sale.
 */
export function offeredTime(query: Omit<FreeTimesQuery, 'date' | 'taken'> & { readonly startsAt: Date }): FreeTime | null {
  const span = bookableSpan(query.window, query.clinic.zone, query.now);
  if (!(query.startsAt >= span.from && query.startsAt < span.before)) return null;
  const date = localDateOf(query.startsAt, query.clinic.zone);
  const times = offeredTimesOn({ ...query, date });
  return times.find((time) => time.startsAt.getTime() === query.startsAt.getTime()) ?? null;
}

/** Counts taken seats per tick from claim rows. */
export function countTakenSeats(claims: Iterable<{ readonly tick: number }>): TakenSeats {
  const taken = new Map<number, number>();
  for (const { tick } of claims) taken.set(tick, (taken.get(tick) ?? 0) + 1);
  return taken;
}

/** Ticks that a provider's claims must be read for, to show `days` local days from `date`. */
export function tickSpan(date: LocalDate, days: number, zone: string): { from: number; before: number } {
  return {
    from: tickOf(instantOf(date, 0, zone)),
    before: tickOf(instantOf(addDays(date, days), 0, zone)) + DAY_MINUTES / TICK_MINUTES,
  };
}
