import { localDateOf, localMinuteOf, MINUTE_MS } from './appointment-time.ts';
import { sessionsOn, type ScheduleRule, type Session } from './availability.ts';
import { ticksCovered } from './calendar-tick.ts';

/** A time that somebody has paid for or is paying for, with the length it was sold with. */
export interface StandingBooking {
  readonly id: string;
  readonly clinicId: string;
  /** IANA zone of the clinic. */
  readonly zone: string;
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  /** Where seats have become fewer, the last to book is the one too many. */
  readonly bookedAt: Date;
}

/** `closed`: no session holds it. `no_seat`: the session does, but more are booked than it has seats. */
export type OutsideReason = 'closed' | 'no_seat';

export interface Outside<B extends StandingBooking> {
  readonly booking: B;
  readonly reason: OutsideReason;
}

/**
 * The bookings that the rules would not allow today, in order of time. They stand all the same: what was sold keeps its
 * time whatever becomes of the rules. Computed each time, so that a booking which is covered again is silently no issue.
 *
 * A booking is inside when sessions of its local day hold it from start to end without a gap. Its start need not be a
 * time on offer, for slots change with the service's length, and its buffer may run past the end, as on offer. Minutes
 * are those of the wall clock, as offered times count them, so that on a day when the clock jumps nothing that was
 * just sold falls outside.
 */
export function bookingsOutside<B extends StandingBooking>(rules: readonly ScheduleRule[], bookings: readonly B[]): Outside<B>[] {
  const sessionsOf = sessionsByDay(rules);
  const seated = new Map<string, number>();
  const outside: Outside<B>[] = [];
  for (const booking of bookings.toSorted((a, b) => a.bookedAt.getTime() - b.bookedAt.getTime() || (a.id < b.id ? -1 : 1))) {
    const sessions = sessionsOf(booking);
    const startMinute = localMinuteOf(booking.startsAt, booking.zone);
    if (!holds(sessions, startMinute, startMinute + booking.durationMinutes)) outside.push({ booking, reason: 'closed' });
    else if (!takeSeat(seated, booking, seatsAt(sessions, startMinute))) outside.push({ booking, reason: 'no_seat' });
  }
  return outside.sort((a, b) => a.booking.startsAt.getTime() - b.booking.startsAt.getTime() || (a.booking.id < b.booking.id ? -1 : 1));
}

/** Bookings that the change would leave outside; those that were outside already have been kept once and are not asked about again. */
export function bookingsLeftOutside<B extends StandingBooking>(
  change: { readonly before: readonly ScheduleRule[]; readonly after: readonly ScheduleRule[] },
  bookings: readonly B[],
): Outside<B>[] {
  const known = new Set(bookingsOutside(change.before, bookings).map(({ booking }) => booking.id));
  return bookingsOutside(change.after, bookings).filter(({ booking }) => !known.has(booking.id));
}

/** Whether anything of it is still to come. */
export function isNotOver({ startsAt, durationMinutes }: Pick<StandingBooking, 'startsAt' | 'durationMinutes'>, now: Date): boolean {
  return startsAt.getTime() + durationMinutes * MINUTE_MS > now.getTime();
}

function sessionsByDay(rules: readonly ScheduleRule[]): (booking: StandingBooking) => Session[] {
  const known = new Map<string, Session[]>();
  return ({ clinicId, startsAt, zone }) => {
    const date = localDateOf(startsAt, zone);
    const key = `${clinicId} ${date}`;
    const sessions = known.get(key) ?? sessionsOn(rules, clinicId, date).sort((a, b) => a.startMinute - b.startMinute);
    known.set(key, sessions);
    return sessions;
  };
}

/** Sessions that touch are one to whoever sits in them. They come in order of their start. */
function holds(sessions: readonly Session[], from: number, until: number): boolean {
  let reached = from;
  for (const { startMinute, endMinute } of sessions) {
    if (startMinute > reached) return false;
    reached = Math.max(reached, endMinute);
    if (reached >= until) return true;
  }
  return false;
}

/** As on offer: where sessions overlap, the one with more seats counts. */
function seatsAt(sessions: readonly Session[], minute: number): number {
  return Math.max(...sessions.filter(({ startMinute, endMinute }) => startMinute <= minute && minute < endMinute).map(({ capacity }) => capacity));
}

/** Takes a seat at every tick of service and buffer, or none and says so. */
function takeSeat(seated: Map<string, number>, booking: StandingBooking, seats: number): boolean {
  const keys = ticksCovered(booking.startsAt, booking.durationMinutes + booking.bufferMinutes).map((tick) => `${booking.clinicId} ${tick}`);
  if (keys.some((key) => (seated.get(key) ?? 0) >= seats)) return false;
  for (const key of keys) seated.set(key, (seated.get(key) ?? 0) + 1);
  return true;
}
