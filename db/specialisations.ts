import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';

/** By name, with how many doctors of it are on offer. */
export async function listSpecialisations(db: Database) {
  const rows = await db
    .selectFrom('specialisation as special')
    .leftJoin('provider', (join) => join.onRef('provider.specialisation_id', '=', 'special.id').on('provider.active', '=', 1))
    .select(({ fn }) => ['special.id', 'special.name', 'special.treats', fn.count<number>('provider.id').as('doctors')])
    .groupBy(['special.id', 'special.name', 'special.treats'])
    .orderBy('special.name')
    .execute();
  return rows.map((row) => ({ ...row, doctors: Number(row.doctors) }));
}

export async function findSpecialisation(db: Database, id: string) {
  return db.selectFrom('specialisation').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function lockSpecialisation(trx: Trx, id: string) {
  return trx.selectFrom('specialisation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function isSpecialisationTaken(db: Database, { slug, name }: { readonly slug: string; readonly name: string }): Promise<boolean> {
  return (await db.selectFrom('specialisation').select('id').where((eb) => eb.or([eb('slug', '=', slug), eb('name', '=', name)])).executeTakeFirst()) !== undefined;
}

export async function countDoctorsOf(db: Database, specialisationId: string): Promise<number> {
  const row = await db.selectFrom('provider').select(({ fn }) => fn.countAll<number>().as('doctors')).where('specialisation_id', '=', specialisationId).where('active', '=', 1).executeTakeFirstOrThrow();
  return Number(row.doctors);
}

interface Words {
  readonly name: string;
  readonly treats: string;
}

export async function insertSpecialisation(trx: Trx, words: Words & { readonly slug: string }): Promise<string> {
  const id = newId();
  await trx.insertInto('specialisation').values({ id, ...words }).execute();
  return id;
}

export async function setSpecialisationWords(trx: Trx, id: string, { name, treats }: Words): Promise<void> {
  await trx.updateTable('specialisation').set({ name, treats }).where('id', '=', id).execute();
}
