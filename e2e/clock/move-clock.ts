import { shiftDate } from './shift-date.ts';

/**
 * The one clock of a run that is moved: `npm test -- --at INSTANT`. It ticks as always, from that instant on, and is this
 * process's and every Node process's that gets `environment` (each loads preload.ts); PostgreSQL is told by its server's
 * start, browsers by the tests' fixtures. The product itself knows nothing of it: in production no clock can be moved.
 * Rejected: a `now()` of our own, which express, graphile-worker and cookies would not have asked.
 */
export interface MovedClock {
  readonly offsetMs: number;
  readonly environment: Readonly<Record<string, string>>;
}

const OFFSET = 'CLOCK_OFFSET_MS';
const OPTIONS = 'NODE_OPTIONS';

/** `at` is an ISO instant with its zone. */
export function clockMovedTo(at: string): MovedClock {
  const instant = /(Z|[+-]\d\d:\d\d)$/.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(instant)) throw new Error(`--at takes an instant with its zone, such as 2027-02-28T23:50:00+05:30, not ${at}`);
  const offsetMs = instant - Date.now() + clockOffsetMs();
  const preload = `--import=${new URL('preload.ts', import.meta.url).href}`;
  const others = (process.env[OPTIONS] ?? '').split(' ').filter((option) => option !== '' && option !== preload);
  return { offsetMs, environment: { [OFFSET]: String(offsetMs), [OPTIONS]: [...others, preload].join(' ') } };
}

/** How far the clock of this process, and of those it starts, is from the machine's. */
export function clockOffsetMs(): number {
  return Number(process.env[OFFSET] ?? 0);
}

/** For a process that is started without the rest of our environment. */
export function ownClock(): Record<string, string | undefined> {
  return { [OFFSET]: process.env[OFFSET], [OPTIONS]: process.env[OPTIONS] };
}

/** From here on, for this process and all it starts. Once: a second time would come on top. */
export function moveClock(clock: MovedClock): void {
  Object.assign(process.env, clock.environment);
  shiftDate(clock.offsetMs);
}
