import { readFilters } from '#app/routes/search/search-filters.server.ts';
import { formOf } from '#app/routes/search/search-form.server.ts';
import type { Database } from '#db/client.ts';
import { findReference } from '#db/reference.ts';

/** Tests shown by name; the rest is one link away. */
const TESTS_SHOWN = 12;

/** No query of its own: everything comes from the names kept in memory. */
export async function loadHome(db: Database, now: Date) {
  const reference = await findReference(db, now);
  const offered = reference.labTests.filter(({ labs }) => labs > 0);
  return {
    form: formOf(readFilters(new URLSearchParams(), reference, now), reference),
    cities: reference.cities.map(({ slug, name, clinics }) => ({ slug, name, clinics })),
    specialisations: reference.specialisations.filter(({ doctors }) => doctors > 0).map(({ slug, name, treats, doctors }) => ({ slug, name, treats, doctors })),
    labTests: offered
      .toSorted((a, b) => b.labs - a.labs || a.name.localeCompare(b.name))
      .slice(0, TESTS_SHOWN)
      .map(({ slug, name, fromPaise, labs }) => ({ slug, name, fromPaise, labs })),
  };
}
