import { seatsTaken, type DiaryEntry } from '../provider/diary-entry.ts';

export interface BookedRow {
  entry: DiaryEntry;
  /** Taken at its start; only where a session has several seats. */
  seats: number | null;
}

export interface Day {
  /** What has begun or is over, in order of time. */
  past: BookedRow[];
  /** What is still ahead. */
  ahead: BookedRow[];
  held: DiaryEntry[];
  cancelled: DiaryEntry[];
}

/** Parts the day at `now`; a hold that has ended holds nothing and is left out. */
export function arrangeDay(entries: readonly DiaryEntry[], now: string): Day {
  const nowMs = Date.parse(now);
  const live = entries.filter((entry) => entry.status !== 'scheduled' || Date.parse(entry.hold_expires_at) > nowMs);
  const booked = live
    .filter((entry) => entry.status !== 'scheduled' && entry.status !== 'cancelled')
    .map((entry) => ({ entry, seats: entry.capacity > 1 ? seatsTaken(entry, live) : null }));
  return {
    past: booked.filter(({ entry }) => Date.parse(entry.starts_at) <= nowMs),
    ahead: booked.filter(({ entry }) => Date.parse(entry.starts_at) > nowMs),
    held: live.filter((entry) => entry.status === 'scheduled'),
    cancelled: live.filter((entry) => entry.status === 'cancelled'),
  };
}
