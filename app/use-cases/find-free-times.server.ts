import { addDays, localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { freeDay, freeTimesOn, nextFreeTime, tickSpan, type BookableService, type BookingWindow, type FreeDay, type FreeTime } from '#app/domain/availability.ts';
import type { Database } from '#db/client.ts';
import { findCalendars, type Calendar } from '#db/free-times.ts';

interface Clinic {
  readonly id: string;
  /** IANA zone. */
  readonly zone: string;
}

/** A service of a provider, wherever the provider works. */
export interface Bookable {
  readonly providerId: string;
  readonly service: BookableService;
  readonly window: BookingWindow;
  readonly clinics: readonly Clinic[];
}

export interface Outlook {
  /** Times on the day that was asked for, at all clinics; `null` when no day was. */
  readonly onDay: readonly FreeTime[] | null;
  /** The first day and clinic with a free time, from the asked day or from today on. */
  readonly next: { readonly date: LocalDate; readonly zone: string; readonly times: readonly FreeTime[] } | null;
}

export interface OutlookQuery {
  readonly bookables: readonly Bookable[];
  readonly date: LocalDate | null;
  /** Days to look ahead. */
  readonly days: number;
  readonly now: Date;
}

/** When each provider of a result page can be seen next; two queries however many they are. */
export async function findOutlooks(db: Database, { bookables, date, days, now }: OutlookQuery): Promise<Map<string, Outlook>> {
  const clinics = bookables.flatMap((bookable) => bookable.clinics);
  const calendarOf = await readCalendars(db, { bookables, clinics, fromDate: date, days, now });
  return new Map(bookables.map((bookable) => [bookable.providerId, outlookOf(bookable, calendarOf(bookable.providerId), { date, days, now })]));
}

function outlookOf(bookable: Bookable, calendar: Calendar, { date, days, now }: Omit<OutlookQuery, 'bookables'>): Outlook {
  const queries = bookable.clinics.map((clinic) => ({ ...bookable, ...calendar, clinic, now, date: date ?? localDateOf(now, clinic.zone) }));
  const firsts = queries.flatMap((query) => {
    const first = nextFreeTime(query, days);
    return first ? [{ first, query }] : [];
  });
  const [soonest] = firsts.sort((a, b) => a.first.startsAt.getTime() - b.first.startsAt.getTime());
  const onDay = date === null ? null : queries.flatMap((query) => freeTimesOn(query)).sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  if (!soonest) return { onDay, next: null };
  const { zone } = soonest.query.clinic;
  const nextDate = localDateOf(soonest.first.startsAt, zone);
  return { onDay, next: { date: nextDate, zone, times: freeTimesOn({ ...soonest.query, date: nextDate }) } };
}

export interface ClinicDays {
  readonly clinicId: string;
  readonly days: readonly FreeDay[];
}

/** Every day of one service at each of its clinics, from today (the clinic's) on; two queries. */
export async function findClinicDays(db: Database, { bookable, days, now }: { readonly bookable: Bookable; readonly days: number; readonly now: Date }): Promise<ClinicDays[]> {
  const calendarOf = await readCalendars(db, { bookables: [bookable], clinics: bookable.clinics, fromDate: null, days, now });
  const calendar = calendarOf(bookable.providerId);
  return bookable.clinics.map((clinic) => {
    const today = localDateOf(now, clinic.zone);
    const dates = Array.from({ length: days }, (_, ahead) => addDays(today, ahead));
    return { clinicId: clinic.id, days: dates.map((date) => freeDay({ ...bookable, ...calendar, clinic, now, date })) };
  });
}

/** One span of ticks that holds the asked days in the zone of every clinic. */
async function readCalendars(
  db: Database,
  { bookables, clinics, fromDate, days, now }: Omit<OutlookQuery, 'date'> & { readonly clinics: readonly Clinic[]; readonly fromDate: LocalDate | null },
) {
  const zones = [...new Set(clinics.map(({ zone }) => zone))];
  const spans = zones.map((zone) => tickSpan(fromDate ?? localDateOf(now, zone), days, zone));
  return findCalendars(db, {
    providerIds: spans.length === 0 ? [] : bookables.map(({ providerId }) => providerId),
    fromTick: Math.min(...spans.map(({ from }) => from)),
    beforeTick: Math.max(...spans.map(({ before }) => before)),
    now,
  });
}
