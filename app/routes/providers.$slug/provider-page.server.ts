import { policySentence } from '#app/domain/policy-sentence.ts';
import { findClinicDays, type Bookable, type ClinicDays } from '#app/use-cases/find-free-times.server.ts';
import { findProviderRows, type ProviderRow } from '#db/catalogue.ts';
import type { Database } from '#db/client.ts';
import { followUpSentence } from './follow-up-sentence.ts';
import { askedDay, pickerOf } from './picker.server.ts';
import type { ClinicChoice, ProviderView, ServiceChoice } from './provider-view.ts';

type Link = (changes: Record<string, string | null>) => string;

/** Three queries: who it is with all services and clinics, their rules, their claims up to the end of the open calendar. */
export async function findProviderPage(db: Database, slug: string, params: URLSearchParams, now: Date): Promise<ProviderView | null> {
  const rows = await findProviderRows(db, slug);
  const [first] = rows;
  if (!first) return null;
  const link = linksOf(slug, params);
  const services = servicesOf(rows, link);
  const asked = params.get('service');
  const service = services.find(({ id }) => id === asked) ?? (first.kind === 'doctor' ? services[0] : undefined) ?? null;
  const places = [...new Map(rows.map((row) => [row.clinic_id, row])).values()];
  const bookable = bookableOf(rows, service?.id ?? first.service_id, places);
  const calendars = await findClinicDays(db, { bookable, days: first.horizon_days + 1, now });
  const daysAt = (clinicId: string) => calendars.find((calendar) => calendar.clinicId === clinicId)?.days ?? [];
  const clinics = places.map((row) => clinicOf(row, daysAt(row.clinic_id).flatMap((day) => day.times)[0]?.startsAt ?? null, link));
  const askedClinic = clinics.find(({ id }) => id === params.get('clinic'));
  const clinic = askedClinic ?? clinics.find(({ id }) => id === soonestAt(calendars, params.get('date'))) ?? clinics[0] ?? null;
  const picker = service && clinic
    ? pickerOf({ clinic, days: daysAt(clinic.id), asked: { date: params.get('date'), at: params.get('at') }, horizonDays: first.horizon_days, now, link })
    : null;
  const problem = service && clinic ? askedDay(params.get('date'), clinic, first.horizon_days, now).problem : null;
  return {
    provider: factsOf(first),
    services,
    find: (params.get('find') ?? '').trim(),
    service,
    allServicesHref: link({ service: null, clinic: null, date: null, at: null, find: null }),
    clinics,
    clinic: service && clinic,
    picker,
    missing: [
      ...(asked && asked !== service?.id ? ['That service is not offered any more. Choose another one.'] : []),
      ...(params.get('clinic') && !askedClinic ? ['There are no times at that clinic any more. Here is where there are.'] : []),
      ...(problem ? [problem] : []),
    ],
    replacesLineId: params.get('replaces'),
  };
}

function linksOf(slug: string, params: URLSearchParams): Link {
  return (changes) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return next.size > 0 ? `/providers/${slug}?${next}` : `/providers/${slug}`;
  };
}

function factsOf(row: ProviderRow): ProviderView['provider'] {
  return {
    slug: row.slug,
    name: row.name,
    kind: row.kind,
    field: row.kind === 'lab' ? 'Lab' : (row.specialisation_name ?? 'Doctor'),
    qualification: row.qualification,
    registrationNumber: row.registration_number,
    languages: row.languages,
    experienceYears: row.experience_years,
    about: row.about,
  };
}

function servicesOf(rows: readonly ProviderRow[], link: Link): ServiceChoice[] {
  return [...new Map(rows.map((row) => [row.service_id, row])).values()].map((row) => ({
    id: row.service_id,
    kind: row.service_kind,
    name: row.service_name,
    pricePaise: row.list_price_paise,
    minutes: row.duration_minutes,
    policy: policySentence(row.policy),
    follows: row.service_kind === 'follow_up'
      ? followUpSentence({ doctor: row.name, days: row.follow_up_days, priceBps: row.follow_up_price_bps, fullPricePaise: row.list_price_paise })
      : null,
    alsoKnownAs: row.also_known_as,
    preparation: row.preparation,
    href: `${link({ service: row.service_id, date: null, at: null, find: null })}#choose`,
  }));
}

function clinicOf(row: ProviderRow, nextAt: Date | null, link: Link): ClinicChoice {
  return {
    id: row.clinic_id,
    name: row.clinic_name,
    address: row.address,
    locality: row.locality,
    city: row.city_name,
    pinCode: row.pin_code,
    phone: row.phone,
    zone: row.zone,
    href: `${link({ clinic: row.clinic_id, date: null, at: null })}#choose`,
    nextAt: nextAt?.toISOString() ?? null,
  };
}

function bookableOf(rows: readonly ProviderRow[], serviceId: string, places: readonly ProviderRow[]): Bookable {
  const row = rows.find((each) => each.service_id === serviceId)!;
  return {
    providerId: row.id,
    service: { durationMinutes: row.duration_minutes, bufferMinutes: row.buffer_minutes },
    window: { minNoticeMinutes: row.min_notice_minutes, horizonDays: row.horizon_days },
    clinics: places.map(({ clinic_id, zone }) => ({ id: clinic_id, zone })),
  };
}

/** The clinic with the first free time, on the asked day or after it. */
function soonestAt(calendars: readonly ClinicDays[], asked: string | null): string | undefined {
  const firsts = calendars.flatMap(({ days }) => days.filter(({ date }) => asked === null || date >= asked).flatMap(({ times }) => times)[0] ?? []);
  return firsts.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0]?.clinicId;
}
