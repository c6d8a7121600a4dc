import { addDays } from '#app/domain/appointment-time.ts';
import type { Reference } from '#db/reference.ts';
import { SEARCH_AHEAD_DAYS, type SearchFilters } from './search-filters.server.ts';
import type { SearchForm } from './search-view.ts';

/** The search form with what was asked; a specialisation or test of the address stands in its box by name. */
export function formOf({ city, specialisation, labTest, typed, typedDate, kind, today }: SearchFilters, { cities, specialisations, labTests }: Reference): SearchForm {
  const beside: Record<string, string> = typed && specialisation && specialisation.name !== typed ? { specialisation: specialisation.slug } : {};
  return {
    city: city?.slug ?? '',
    what: typed || (labTest ?? specialisation)?.name || '',
    date: typedDate,
    keep: kind ? { kind, ...beside } : beside,
    firstDate: today,
    lastDate: addDays(today, SEARCH_AHEAD_DAYS),
    cities: cities.map(({ slug, name }) => ({ value: slug, label: name })),
    suggestions: [...specialisations, ...labTests].map(({ name }) => name),
  };
}
