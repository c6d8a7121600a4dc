import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { LabTestTable } from './tables.ts';

/** A test as every lab sells it, so that patients find all labs by one name. */
export async function findLabTestBySlug(db: Database, slug: string) {
  return db.selectFrom('lab_test').selectAll().where('slug', '=', slug).executeTakeFirst();
}

export async function listLabTestNames(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('lab_test').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

export async function insertLabTest(trx: Trx, test: Omit<LabTestTable, 'id'>): Promise<string> {
  const id = newId();
  await trx.insertInto('lab_test').values({ id, ...test }).execute();
  return id;
}
