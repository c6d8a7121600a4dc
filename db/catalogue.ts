import { sql, type Expression, type SqlBool } from 'kysely';
import type { Database } from './client.ts';
import type { ProviderKind } from './tables.ts';

/** Who can be found, and what a provider sells. Nothing here reads bookings. */
export interface ProviderFilter {
  readonly cityId?: string;
  readonly kind?: ProviderKind;
  readonly specialisationId?: string;
  /** Labs that offer it, cheapest first; every other list is by name. */
  readonly labTestId?: string;
  readonly words?: SearchWords;
}

/** What was typed, as names to look for or as what those words mean. */
export interface SearchWords {
  /** Each must be somewhere in the name. */
  readonly nameParts: readonly string[];
  readonly specialisationIds: readonly string[];
  readonly labTestIds: readonly string[];
}

/** Where the next page begins: after this provider, in the list's order. */
export interface ProviderCursor {
  readonly pricePaise: number;
  readonly name: string;
  readonly id: string;
}

export type FoundProvider = Awaited<ReturnType<typeof findProviders>>[number];

/**
 * Providers with their clinics, one row per clinic, and the service that stands for them: the consultation, the asked
 * test, or a lab's cheapest one. Pages by key, so that a late page costs what the first one does.
 */
export async function findProviders(db: Database, filter: ProviderFilter, page: { readonly after: ProviderCursor | null; readonly size: number }) {
  const { cityId } = filter;
  const found = matchingProviders(db, filter, page).as('found');
  return db
    .selectFrom(found)
    .innerJoin('provider', 'provider.id', 'found.id')
    .leftJoin('specialisation', 'specialisation.id', 'provider.specialisation_id')
    .innerJoin('service', 'service.id', 'found.service_id')
    .innerJoin('provider_clinic as works', 'works.provider_id', 'provider.id')
    .innerJoin('clinic', 'clinic.id', 'works.clinic_id')
    .innerJoin('city', 'city.id', 'clinic.city_id')
    .select([
      'provider.id', 'provider.kind', 'provider.slug', 'provider.name', 'provider.qualification', 'provider.languages', 'provider.experience_years',
      'provider.min_notice_minutes', 'provider.horizon_days', 'specialisation.name as specialisation_name',
      'service.id as service_id', 'service.name as service_name', 'service.list_price_paise', 'service.duration_minutes', 'service.buffer_minutes',
      'found.services_on_offer',
      'clinic.id as clinic_id', 'clinic.name as clinic_name', 'clinic.locality', 'clinic.zone', 'city.name as city_name',
    ])
    .$if(cityId !== undefined, (query) => query.where('clinic.city_id', '=', cityId!))
    .orderBy(sql`${filter.labTestId === undefined ? sql`` : sql`service.list_price_paise, `}provider.name, provider.id, clinic.name`)
    .execute();
}

/** The page's provider ids, each with the service that stands for it; the rest is joined to these few. */
function matchingProviders(db: Database, filter: ProviderFilter, { after, size }: { readonly after: ProviderCursor | null; readonly size: number }) {
  const { cityId, kind, specialisationId, labTestId, words } = filter;
  const byPrice = labTestId !== undefined;
  return db
    .selectFrom('provider')
    .innerJoin('service', (join) => join.on('service.id', '=', standingService(filter)))
    .select(({ selectFrom }) => [
      'provider.id', 'service.id as service_id',
      selectFrom('service as own').select(({ fn }) => fn.countAll<number>().as('count')).whereRef('own.provider_id', '=', 'provider.id').where('own.active', '=', 1).as('services_on_offer'),
    ])
    .where('provider.active', '=', 1)
    .$if(kind !== undefined, (query) => query.where('provider.kind', '=', kind!))
    .$if(specialisationId !== undefined, (query) => query.where('provider.specialisation_id', '=', specialisationId!))
    .$if(cityId !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('provider_clinic as there').innerJoin('clinic', 'clinic.id', 'there.clinic_id').select('there.clinic_id')
            .whereRef('there.provider_id', '=', 'provider.id').where('clinic.city_id', '=', cityId!),
        ),
      ),
    )
    .$if(words !== undefined, (query) => query.where(meant(words!)))
    .$if(after !== null, (query) => query.where(comesAfter(after!, byPrice)))
    .orderBy(sql`${byPrice ? sql`service.list_price_paise, ` : sql``}provider.name, provider.id`)
    .limit(size);
}

/** A correlated pick: one row per provider, found by the (provider, active) key. */
function standingService({ labTestId, words }: ProviderFilter): Expression<string> {
  const asked = labTestId === undefined ? (words?.labTestIds ?? []) : [labTestId];
  const first = asked.length === 0 ? sql`` : sql`pick.lab_test_id in (${sql.join(asked)}) desc, `;
  const only = labTestId === undefined ? sql`` : sql` and pick.lab_test_id = ${labTestId}`;
  return sql`(select pick.id from service as pick where pick.provider_id = provider.id and pick.active = 1 and pick.kind <> 'follow_up'${only}
    order by ${first}pick.list_price_paise, pick.id limit 1)`;
}

function meant({ nameParts, specialisationIds, labTestIds }: SearchWords): Expression<SqlBool> {
  const named = nameParts.length === 0 ? sql`false` : sql`(${sql.join(nameParts.map((part) => sql`provider.name like ${`%${escapeLike(part)}%`}`), sql` and `)})`;
  const treats = specialisationIds.length === 0 ? sql`` : sql` or provider.specialisation_id in (${sql.join(specialisationIds)})`;
  const tests = labTestIds.length === 0 ? sql`` : sql` or service.lab_test_id in (${sql.join(labTestIds)})`;
  return sql<SqlBool>`(${named}${treats}${tests})`;
}

function comesAfter({ pricePaise, name, id }: ProviderCursor, byPrice: boolean): Expression<SqlBool> {
  const byName = sql`(provider.name > ${name} or (provider.name = ${name} and provider.id > ${id}))`;
  return byPrice ? sql<SqlBool>`(service.list_price_paise > ${pricePaise} or (service.list_price_paise = ${pricePaise} and ${byName}))` : sql<SqlBool>`${byName}`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

export type ProviderRow = Awaited<ReturnType<typeof findProviderRows>>[number];

/** An active provider with every active service, its policy and every clinic: one row per service and clinic. */
export async function findProviderRows(db: Database, slug: string) {
  return db
    .selectFrom('provider')
    .leftJoin('specialisation', 'specialisation.id', 'provider.specialisation_id')
    .innerJoin('service', (join) => join.onRef('service.provider_id', '=', 'provider.id').on('service.active', '=', 1))
    .leftJoin('lab_test', 'lab_test.id', 'service.lab_test_id')
    .innerJoin('cancellation_policy as policy', 'policy.id', 'service.policy_id')
    .innerJoin('provider_clinic as works', 'works.provider_id', 'provider.id')
    .innerJoin('clinic', 'clinic.id', 'works.clinic_id')
    .innerJoin('city', 'city.id', 'clinic.city_id')
    .select([
      'provider.id', 'provider.kind', 'provider.slug', 'provider.name', 'provider.qualification', 'provider.registration_number', 'provider.languages',
      'provider.experience_years', 'provider.about', 'provider.min_notice_minutes', 'provider.horizon_days', 'provider.follow_up_days', 'provider.follow_up_price_bps',
      'specialisation.name as specialisation_name',
      'service.id as service_id', 'service.kind as service_kind', 'service.name as service_name', 'service.list_price_paise', 'service.duration_minutes',
      'service.buffer_minutes', 'lab_test.also_known_as', 'lab_test.preparation', 'policy.body as policy',
      'clinic.id as clinic_id', 'clinic.name as clinic_name', 'clinic.address', 'clinic.locality', 'clinic.pin_code', 'clinic.phone', 'clinic.zone', 'city.name as city_name',
    ])
    .where('provider.slug', '=', slug)
    .where('provider.active', '=', 1)
    .orderBy(sql`service.kind, service.name, clinic.name`)
    .execute();
}
