import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { ClinicTable } from './tables.ts';

export type DeskClinic = NonNullable<Awaited<ReturnType<typeof findClinic>>>;

/** By city and name, with how many providers work there. */
export async function listClinics(db: Database) {
  const rows = await db
    .selectFrom('clinic')
    .innerJoin('city', 'city.id', 'clinic.city_id')
    .leftJoin('provider_clinic as works', 'works.clinic_id', 'clinic.id')
    .select(({ fn }) => ['clinic.id', 'clinic.name', 'clinic.address', 'clinic.locality', 'clinic.zone', 'city.name as city_name', fn.count<number>('works.provider_id').as('providers')])
    .groupBy(['clinic.id', 'clinic.name', 'clinic.address', 'clinic.locality', 'clinic.zone', 'city.name'])
    .orderBy('city.name')
    .orderBy('clinic.name')
    .orderBy('clinic.id')
    .execute();
  return rows.map((row) => ({ ...row, providers: Number(row.providers) }));
}

export async function findClinic(db: Database, id: string) {
  return db.selectFrom('clinic').innerJoin('city', 'city.id', 'clinic.city_id').selectAll('clinic').select('city.name as city_name').where('clinic.id', '=', id).executeTakeFirst();
}

export async function lockClinic(trx: Trx, id: string) {
  await trx.selectFrom('clinic').select('id').where('id', '=', id).forUpdate().execute();
  return findClinic(trx, id);
}

export async function findCity(db: Database, id: string) {
  return db.selectFrom('city').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findCityBySlug(db: Database, slug: string) {
  return db.selectFrom('city').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function insertCity(trx: Trx, { name, slug }: { readonly name: string; readonly slug: string }): Promise<string> {
  const id = newId();
  await trx.insertInto('city').values({ id, name, slug }).execute();
  return id;
}

export async function listCities(db: Database) {
  return db.selectFrom('city').selectAll().orderBy('name').execute();
}

/** Of those that there are, by name. */
export async function listClinicNames(db: Database, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db.selectFrom('clinic').select(['id', 'name', 'locality']).where('id', 'in', [...ids]).orderBy('name').orderBy('id').execute();
}

export async function isClinicSlugTaken(db: Database, slug: string): Promise<boolean> {
  return (await db.selectFrom('clinic').select('id').where('slug', '=', slug).executeTakeFirst()) !== undefined;
}

export async function insertClinic(trx: Trx, clinic: Omit<ClinicTable, 'id'>): Promise<string> {
  const id = newId();
  await trx.insertInto('clinic').values({ id, ...clinic }).execute();
  return id;
}

export type ClinicFacts = Pick<ClinicTable, 'name' | 'address' | 'locality' | 'pin_code' | 'phone' | 'zone'>;

export async function setClinicFacts(trx: Trx, id: string, facts: ClinicFacts): Promise<void> {
  await trx.updateTable('clinic').set(facts).where('id', '=', id).execute();
}
