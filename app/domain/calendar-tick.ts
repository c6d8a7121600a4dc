import { MINUTE_MS } from './appointment-time.ts';

/** Calendars are claimed in ticks of 5 minutes, counted from the Unix epoch; every duration and buffer is a multiple. */
export const TICK_MINUTES = 5;
const TICK_MS = TICK_MINUTES * MINUTE_MS;

export function tickOf(at: Date): number {
  return Math.floor(at.getTime() / TICK_MS);
}

export function instantOfTick(tick: number): Date {
  return new Date(tick * TICK_MS);
}

/** A follow-up's grant is claimed like a seat, with the consultation as its subject and all on this one tick. */
export const GRANT_TICK = 0;

/** The ticks from `startsAt` that `minutes` cover; a started tick counts whole. */
export function ticksCovered(startsAt: Date, minutes: number): number[] {
  const first = tickOf(startsAt);
  const last = tickOf(new Date(startsAt.getTime() + minutes * MINUTE_MS - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
