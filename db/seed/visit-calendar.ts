import { addDays, instantOf, MINUTE_MS, type LocalDate } from '#app/domain/appointment-time.ts';
import { freeTimesOn, type FreeTime, type ScheduleRule } from '#app/domain/availability.ts';
import { ticksCovered } from '#app/domain/calendar-tick.ts';
import type { CalendarClaimTable } from '../tables.ts';
import { ZONE } from './places.ts';
import type { SeededDoctor, SeededLab, SeededService } from './world.ts';

/** Longest gap in anybody's schedule: a week of leave and the week around it. */
const SEARCH_DAYS = 16;
/** Seeded visits were booked long ago or just now: neither notice nor horizon bounds them here. */
const ANY_TIME = { minNoticeMinutes: 0, horizonDays: 60 };

export interface TimeQuery {
  readonly provider: SeededDoctor | SeededLab;
  readonly service: SeededService;
  readonly patientId: string;
  readonly fromDate: LocalDate;
  /** Not earlier than this instant, where the line comes after another one. */
  readonly notBefore: Date;
  /** Which of the day's free times to take; wraps around. */
  readonly pick: number;
  readonly clinicId: string | null;
}

export interface VisitCalendar {
  findTime(query: TimeQuery): FreeTime;
  /** Takes the time and gives the claims of a paid booking: the provider's ticks with buffer, the patient's without. */
  take(bookingId: string, patientId: string, service: SeededService, startsAt: Date): CalendarClaimTable[];
}

/** The seeded claims as they grow, so that the seed double-books nobody and keeps to everybody's hours. */
export function createVisitCalendar(rules: ReadonlyMap<string, readonly ScheduleRule[]>): VisitCalendar {
  const taken = new Map<string, Map<number, number>>();
  const takenOf = (subjectId: string) => taken.get(subjectId) ?? new Map<number, number>();

  function timesOn(query: TimeQuery, date: LocalDate, clinicId: string): FreeTime[] {
    const { provider, service, patientId, notBefore } = query;
    const midnight = instantOf(date, 0, ZONE);
    const times = freeTimesOn({
      rules: rules.get(provider.id) ?? [],
      service: { durationMinutes: service.duration_minutes, bufferMinutes: service.buffer_minutes },
      window: ANY_TIME,
      clinic: { id: clinicId, zone: ZONE },
      date,
      taken: takenOf(provider.id),
      now: midnight,
    });
    const busy = takenOf(patientId);
    return times.filter((time) => time.startsAt >= notBefore && ticksCovered(time.startsAt, service.duration_minutes).every((tick) => !busy.has(tick)));
  }

  function findTime(query: TimeQuery): FreeTime {
    const clinics = query.provider.clinicIds.toSorted((a, b) => Number(b === query.clinicId) - Number(a === query.clinicId));
    for (let ahead = 0; ahead < SEARCH_DAYS; ahead += 1) {
      for (const clinicId of clinics) {
        const times = timesOn(query, addDays(query.fromDate, ahead), clinicId);
        if (times.length > 0) return times[query.pick % times.length]!;
      }
    }
    throw new Error(`${query.provider.name} has no free time within ${SEARCH_DAYS} days of ${query.fromDate}`);
  }

  function take(bookingId: string, patientId: string, service: SeededService, startsAt: Date): CalendarClaimTable[] {
    const claim = (subject_id: string, minutes: number) =>
      ticksCovered(startsAt, minutes).map((tick) => {
        const own = takenOf(subject_id);
        const seat = own.get(tick) ?? 0;
        taken.set(subject_id, own.set(tick, seat + 1));
        return { subject_id, tick, seat, individual_booking_id: bookingId, expires_at: null };
      });
    return [
      ...claim(service.provider_id, service.duration_minutes + service.buffer_minutes),
      ...claim(patientId, service.duration_minutes),
    ];
  }

  return { findTime, take };
}

export function endOf(startsAt: Date, service: SeededService): Date {
  return new Date(startsAt.getTime() + service.duration_minutes * MINUTE_MS);
}
