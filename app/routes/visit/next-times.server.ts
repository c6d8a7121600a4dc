import { addDays, localDateOf, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { countTakenSeats, freeTimesOn, tickSpan, type ScheduleRule } from '#app/domain/availability.ts';
import { ticksCovered } from '#app/domain/calendar-tick.ts';
import type { BasketLine } from '#db/baskets.ts';
import { findTakenTicks } from '#db/claims.ts';
import type { Database } from '#db/client.ts';

const DAYS_LOOKED_AT = 14;
export const CHOICES_MAX = 3;

export interface NextTimesQuery {
  /** The lines that need another time. */
  readonly wanting: readonly BasketLine[];
  readonly lines: readonly BasketLine[];
  readonly rules: ReadonlyMap<string, readonly ScheduleRule[]>;
  readonly patientId: string | null;
  readonly now: Date;
}

type Taken = ReadonlyMap<string, { readonly tick: number }[]>;

/** For each line its next free times at the same clinic, from the time it had: clear of the visit's other services and of the patient's bookings. */
export async function findNextTimes(db: Database, query: NextTimesQuery): Promise<Map<string, Date[]>> {
  const { wanting, patientId, now } = query;
  if (wanting.length === 0) return new Map();
  const spans = wanting.map((line) => tickSpan(localDateOf(later(line.starts_at, now), line.zone), DAYS_LOOKED_AT, line.zone));
  const subjects = new Set([...wanting.map((line) => line.provider_id), ...(patientId === null ? [] : [patientId])]);
  const taken = await findTakenTicks(db, {
    providerIds: [...subjects],
    fromTick: Math.min(...spans.map((span) => span.from)),
    beforeTick: Math.max(...spans.map((span) => span.before)),
    now,
  });
  return new Map(wanting.map((line) => [line.id, nextTimesOf(line, query, taken)]));
}

function nextTimesOf(line: BasketLine, query: NextTimesQuery, taken: Taken): Date[] {
  const from = later(line.starts_at, query.now);
  const busy = new Set((taken.get(query.patientId ?? '') ?? []).map(({ tick }) => tick));
  const found: Date[] = [];
  for (let day = 0; day < DAYS_LOOKED_AT && found.length < CHOICES_MAX; day += 1) {
    const free = freeTimesOn({
      rules: query.rules.get(line.provider_id) ?? [],
      service: { durationMinutes: line.duration_minutes, bufferMinutes: line.buffer_minutes },
      window: { minNoticeMinutes: line.min_notice_minutes, horizonDays: line.horizon_days },
      clinic: { id: line.clinic_id, zone: line.zone },
      date: addDays(localDateOf(from, line.zone), day),
      taken: countTakenSeats(taken.get(line.provider_id) ?? []),
      now: query.now,
    });
    const fitting = free.filter(
      ({ startsAt }) =>
        startsAt >= from && fits(line, startsAt, query.lines) && !ticksCovered(startsAt, line.duration_minutes).some((tick) => busy.has(tick)),
    );
    found.push(...fitting.map(({ startsAt }) => startsAt));
  }
  return found.slice(0, CHOICES_MAX);
}

/** A follow-up comes after its consultation, and nothing overlaps. */
function fits(line: BasketLine, startsAt: Date, lines: readonly BasketLine[]): boolean {
  const endsAt = startsAt.getTime() + line.duration_minutes * MINUTE_MS;
  if (line.followed_starts_at !== null && line.followed_starts_at >= startsAt) return false;
  return lines.every((other) => {
    if (other.id === line.id) return true;
    if (other.id === line.follows_line_id && other.starts_at >= startsAt) return false;
    if (other.follows_line_id === line.id && other.starts_at <= startsAt) return false;
    const otherEndsAt = other.starts_at.getTime() + other.duration_minutes * MINUTE_MS;
    return endsAt <= other.starts_at.getTime() || otherEndsAt <= startsAt.getTime();
  });
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}
