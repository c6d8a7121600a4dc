import { formatDay } from '#app/domain/appointment-time.ts';
import { findOutlooks, type Outlook } from '#app/use-cases/find-free-times.server.ts';
import { findProviders, type FoundProvider } from '#db/catalogue.ts';
import type { Database } from '#db/client.ts';
import { findReference } from '#db/reference.ts';
import { readFilters, writeCursor, type SearchFilters } from './search-filters.server.ts';
import { formOf } from './search-form.server.ts';
import type { ProviderResult, SearchView } from './search-view.ts';

const PAGE_SIZE = 20;
/** How far a result looks for its next free time. */
const LOOK_AHEAD_DAYS = 14;
const TIMES_SHOWN = 3;

/** Three queries: who matches, their rules, their claims. Names for the filters come from memory. */
export async function loadSearch(db: Database, params: URLSearchParams, now: Date): Promise<SearchView> {
  const reference = await findReference(db, now);
  const filters = readFilters(params, reference, now);
  const rows = await findProviders(db, filters.provider, { after: filters.after, size: PAGE_SIZE + 1 });
  const providers = [...Map.groupBy(rows, (row) => row.id).values()];
  const shown = providers.slice(0, PAGE_SIZE);
  const outlooks = await findOutlooks(db, { bookables: shown.map(bookableOf), date: filters.date, days: LOOK_AHEAD_DAYS, now });
  const results = shown.map((places) => resultOf(places, outlooks.get(places[0]!.id)!, filters));
  const last = shown.at(-1)?.[0];
  const more = providers.length > PAGE_SIZE && last;
  return {
    title: titleOf(filters),
    form: formOf(filters, reference),
    errors: filters.errors,
    kinds: filters.specialisation || filters.labTest ? [] : kindsOf(params, filters),
    chips: chipsOf(params, filters),
    date: filters.date,
    results: results.filter(({ freeOnDay }) => freeOnDay !== 0),
    notThatDay: results.filter(({ freeOnDay }) => freeOnDay === 0),
    nextHref: more ? searchHref(params, { after: writeCursor({ pricePaise: last.list_price_paise, name: last.name, id: last.id }) }) : null,
    startHref: filters.after ? searchHref(params, { after: null }) : null,
  };
}

function bookableOf(places: readonly FoundProvider[]) {
  const provider = places[0]!;
  return {
    providerId: provider.id,
    service: { durationMinutes: provider.duration_minutes, bufferMinutes: provider.buffer_minutes },
    window: { minNoticeMinutes: provider.min_notice_minutes, horizonDays: provider.horizon_days },
    clinics: places.map(({ clinic_id, zone }) => ({ id: clinic_id, zone })),
  };
}

function resultOf(places: readonly FoundProvider[], outlook: Outlook, filters: SearchFilters): ProviderResult {
  const row = places[0]!;
  const isLab = row.kind === 'lab';
  const meansService = !isLab || filters.labTest !== undefined || (filters.provider.words?.labTestIds.length ?? 0) > 0;
  const page = (more: Record<string, string>) => `/providers/${row.slug}?${new URLSearchParams({ ...(meansService && { service: row.service_id }), ...more })}`;
  const times = outlook.next?.times ?? [];
  return {
    name: row.name,
    href: page(filters.date ? { date: filters.date } : {}).replace(/\?$/, ''),
    field: isLab ? `Lab · ${row.services_on_offer} ${row.services_on_offer === 1 ? 'test' : 'tests'}` : (row.specialisation_name ?? 'Doctor'),
    qualification: row.qualification,
    experienceYears: row.experience_years,
    languages: row.languages,
    places: places.map((place) => ({ name: place.clinic_name, locality: place.locality, city: place.city_name })),
    service: { name: meansService ? row.service_name : 'Tests', pricePaise: row.list_price_paise, isFrom: !meansService },
    freeOnDay: outlook.onDay === null ? null : outlook.onDay.length,
    next: outlook.next && {
      date: outlook.next.date,
      zone: outlook.next.zone,
      at: times[0]!.startsAt.toISOString(),
      times: (meansService ? times.slice(0, TIMES_SHOWN) : []).map(({ startsAt, clinicId }) => ({
        at: startsAt.toISOString(),
        href: `${page({ service: row.service_id, clinic: clinicId, date: outlook.next!.date, at: startsAt.toISOString() })}#times`,
      })),
    },
  };
}

function titleOf({ specialisation, labTest, typed, kind, city }: SearchFilters): string {
  const kinds = { doctor: 'Doctors', lab: 'Labs' };
  const subject = labTest?.name ?? specialisation?.name ?? (typed ? `“${typed}”` : kind ? kinds[kind] : 'Doctors and labs');
  return city ? `${subject} in ${city.name}` : subject;
}

function kindsOf(params: URLSearchParams, { kind }: SearchFilters): SearchView['kinds'] {
  const tab = (label: string, value: 'doctor' | 'lab' | undefined) => ({
    label, href: searchHref(params, { kind: value ?? null, after: null }), current: kind === value,
  });
  return [tab('Doctors and labs', undefined), tab('Doctors', 'doctor'), tab('Labs', 'lab')];
}

/** Every filter in force, each linked to the same search without it; the kind has its tabs. */
function chipsOf(params: URLSearchParams, { city, specialisation, labTest, typed, date }: SearchFilters): SearchView['chips'] {
  const without = (label: string | undefined, ...names: string[]) => {
    const changes = Object.fromEntries([...names, 'after'].map((name) => [name, null]));
    return label ? [{ label, href: searchHref(params, changes), active: true as const }] : [];
  };
  const field = labTest ?? specialisation;
  return [
    ...without(city?.name, 'city'),
    ...without(field?.name, 'specialisation', 'test', ...(params.has('specialisation') || params.has('test') ? [] : ['q'])),
    ...without(typed && !field ? `“${typed}”` : undefined, 'q'),
    ...without(date ? formatDay(date) : undefined, 'date'),
  ];
}

function searchHref(params: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams([...params].filter(([, value]) => value !== ''));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next.size > 0 ? `/search?${next}` : '/search';
}
