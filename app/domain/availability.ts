import { addDays, DAY_MINUTES, instantOf, localDateOf, MINUTE_MS, weekdayOf, type LocalDate } from './appointment-time.ts';
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
}

interface Session {
  readonly clinicId: string;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly capacity: number;
}

/** The sessions of one day at one clinic, with leave cut out. */
function sessionsOn(rules: readonly ScheduleRule[], clinicId: string, date: LocalDate): Session[] {
  const weekday = weekdayOf(date);
  const open = rules.filter(
    (rule): rule is Exclude<ScheduleRule, { kind: 'leave' }> =>
      rule.kind !== 'leave' && rule.clinicId === clinicId && (rule.kind === 'weekly' ? rule.weekday === weekday : rule.onDate === date),
  );
  const leaves = rules.filter(
    (rule) => rule.kind === 'leave' && (rule.clinicId ?? clinicId) === clinicId && rule.onDate <= date && date <= rule.untilDate,
  );
  let sessions: Session[] = open;
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

/** Whether every tick of service and buffer still has a seat. */
function hasSeat(startsAt: Date, minutes: number, capacity: number, taken: TakenSeats): boolean {
  return ticksCovered(startsAt, minutes).every((tick) => (taken.get(tick) ?? 0) < capacity);
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

/**
 * Free times of one service at one clinic on one local date, in order. Times start at the session's opening and step
 * by duration plus buffer; the buffer may run past the session's end (nobody waits for the doctor's own pause).
 */
export function freeTimesOn(query: FreeTimesQuery): FreeTime[] {
  const { service, clinic, date } = query;
  const span = bookableSpan(query.window, clinic.zone, query.now);
  const step = service.durationMinutes + service.bufferMinutes;
  const found = new Map<number, FreeTime>();
  for (const session of sessionsOn(query.rules, clinic.id, date)) {
    for (let minute = session.startMinute; minute + service.durationMinutes <= session.endMinute; minute += step) {
      const startsAt = instantOf(date, minute, clinic.zone);
      if (startsAt < span.from || startsAt >= span.before) continue;
      if (!hasSeat(startsAt, step, session.capacity, query.taken)) continue;
      found.set(startsAt.getTime(), { clinicId: clinic.id, startsAt, capacity: session.capacity });
    }
  }
  return [...found.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/**
 * Whether `startsAt` is a time that the rules offer at all, claims aside, and the capacity it has. `null` means that
 * the patient's page is out of date or the form was forged: either way it is not for sale.
 */
export function offeredTime(query: Omit<FreeTimesQuery, 'date' | 'taken'> & { readonly startsAt: Date }): FreeTime | null {
  const date = localDateOf(query.startsAt, query.clinic.zone);
  const times = freeTimesOn({ ...query, date, taken: new Map() });
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
