import { instantOf, localDateOf, localMinuteOf, MINUTE_MS, minutesAfter } from '#app/domain/appointment-time.ts';

const ZONE = 'Asia/Kolkata';
const WINDOW_MINUTES = 180;
/** Room after closing for what takes a few minutes of our own clock, so that it still ends on the same day. */
const CLOSES_BEFORE_END_MINUTES = 5;
const NOON_MINUTE = 720;

/** A piece of the past. Everything in it happens side by side; the emulator's clock stands near its opening, then goes to its closing. */
export interface LiveWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Once a day: when people at the desk and at the clinics see to what has gone wrong. */
  readonly isNoon: boolean;
}

/**
 * Windows never cross midnight in India: the emulator's clock is coarser than ours, and what it writes into its
 * statement must carry the same day as our posting, since books are compared day by day.
 */
export function windowAt(at: Date): LiveWindow {
  const midnight = instantOf(localDateOf(at, ZONE), 0, ZONE);
  const index = Math.floor((at.getTime() - midnight.getTime()) / (WINDOW_MINUTES * MINUTE_MS));
  const opensAt = minutesAfter(midnight, index * WINDOW_MINUTES);
  return { opensAt, closesAt: minutesAfter(opensAt, WINDOW_MINUTES - CLOSES_BEFORE_END_MINUTES), isNoon: localMinuteOf(opensAt, ZONE) === NOON_MINUTE };
}

/** Every window from the one `first` is in, without a gap; the last closes at `now`. */
export function windowsBetween(first: Date, now: Date): LiveWindow[] {
  const windows: LiveWindow[] = [];
  for (let window = windowAt(first); window.opensAt <= now; window = windowAt(minutesAfter(window.opensAt, WINDOW_MINUTES))) {
    windows.push(window.closesAt <= now ? window : { ...window, closesAt: now, isNoon: false });
  }
  return windows;
}
