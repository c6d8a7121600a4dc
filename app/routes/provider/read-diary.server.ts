import { localDateOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { getPractice, listProviderBookings } from '#db/provider-days.ts';
import { zoneOf, type Clinic } from './diary-entry.ts';
import { diarySpan } from './diary-span.ts';

interface DiaryQuery {
  readonly providerId: string;
  readonly url: URL;
  readonly now: Date;
  readonly days: number;
  /** The first day on view, for the date that was asked for. */
  readonly firstDay: (date: LocalDate) => LocalDate;
}

/** The provider's clinics and bookings for the days that the address asks for; what it cannot mean is today, anywhere. */
export async function readDiary({ providerId, url, now, days, firstDay }: DiaryQuery) {
  const { db } = resources();
  const { name, kind, clinics } = await getPractice(db, providerId);
  const zone = zoneOf(clinics);
  const today = localDateOf(now, zone);
  const date = parseLocalDate(url.searchParams.get('date') ?? '') ?? today;
  const clinic: Clinic | null = clinics.find(({ slug }) => slug === url.searchParams.get('clinic')) ?? null;
  const entries = await listProviderBookings(db, { providerId, ...diarySpan(clinics, firstDay(date), days) });
  return {
    name, kind, clinics, zone, today, date,
    clinicSlug: clinic?.slug ?? null,
    entries: clinic ? entries.filter((entry) => entry.clinic_id === clinic.id) : entries,
  };
}
