import { sql } from 'kysely';
import type { Database } from './client.ts';

/** What the filters of a search are made of; changes rarely, is asked for by every visitor. */
export interface Reference {
  readonly cities: readonly City[];
  readonly specialisations: readonly Specialisation[];
  readonly labTests: readonly LabTest[];
}

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export type City = Named & {
  /** IANA zone of its clinics. */
  readonly zone: string;
  readonly clinics: number;
};
export type Specialisation = Named & { readonly treats: string; readonly doctors: number };
export type LabTest = Named & {
  readonly alsoKnownAs: string;
  readonly labs: number;
  /** The cheapest offer. */
  readonly fromPaise: number | null;
};

export const REFERENCE_SECONDS = 60;

const cache = new WeakMap<Database, { readonly readAt: Date; readonly reference: Promise<Reference> }>();

/** Cities, specialisations and tests by name, read by one query at most once a minute and process. */
export function findReference(db: Database, now: Date): Promise<Reference> {
  const known = cache.get(db);
  const ageMs = known ? now.getTime() - known.readAt.getTime() : Infinity;
  if (known && ageMs >= 0 && ageMs < REFERENCE_SECONDS * 1_000) return known.reference;
  const reference = readReference(db);
  cache.set(db, { readAt: now, reference });
  // A database that was away for a moment must not be away for a minute.
  reference.catch(() => cache.delete(db));
  return reference;
}

async function readReference(db: Database): Promise<Reference> {
  const rows = (await referenceRows(db).execute()).sort((a, b) => a.name.localeCompare(b.name));
  const kinds = Map.groupBy(rows, ({ kind }) => kind);
  const of = (kind: string) => kinds.get(kind) ?? [];
  return {
    cities: of('city').map(({ id, slug, name, detail, offers }) => ({ id, slug, name, zone: detail, clinics: offers })),
    specialisations: of('specialisation').map(({ id, slug, name, detail, offers }) => ({ id, slug, name, treats: detail, doctors: offers })),
    labTests: of('test').map(({ id, slug, name, detail, offers, from_paise }) => ({ id, slug, name, alsoKnownAs: detail, labs: offers, fromPaise: from_paise })),
  };
}

function referenceRows(db: Database) {
  const cities = db
    .selectFrom('city')
    .innerJoin('clinic', 'clinic.city_id', 'city.id')
    .select(({ fn }) => [
      sql<string>`'city'`.as('kind'), 'city.id', 'city.slug', 'city.name', fn.min('clinic.zone').as('detail'),
      fn.count<number>('clinic.id').as('offers'), sql<number | null>`null`.as('from_paise'),
    ])
    .groupBy(['city.id', 'city.slug', 'city.name']);
  const specialisations = db
    .selectFrom('specialisation as special')
    .leftJoin('provider', (join) => join.onRef('provider.specialisation_id', '=', 'special.id').on('provider.active', '=', 1))
    .select(({ fn }) => [
      sql<string>`'specialisation'`.as('kind'), 'special.id', 'special.slug', 'special.name', 'special.treats as detail',
      fn.count<number>('provider.id').as('offers'), sql<number | null>`null`.as('from_paise'),
    ])
    .groupBy(['special.id', 'special.slug', 'special.name', 'special.treats']);
  const labTests = db
    .selectFrom('lab_test as test')
    .leftJoin('service', (join) => join.onRef('service.lab_test_id', '=', 'test.id').on('service.active', '=', 1))
    .select(({ fn }) => [
      sql<string>`'test'`.as('kind'), 'test.id', 'test.slug', 'test.name', 'test.also_known_as as detail',
      fn.count<number>('service.id').as('offers'), fn.min('service.list_price_paise').as('from_paise'),
    ])
    .groupBy(['test.id', 'test.slug', 'test.name', 'test.also_known_as']);
  return cities.unionAll(specialisations).unionAll(labTests);
}
