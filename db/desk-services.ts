import { sql, type SqlBool } from 'kysely';
import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';
import type { Flag, ServiceTable } from './tables.ts';

const PAGE_ROWS = 50;

interface ListWish {
  /** Part of the provider's or the service's name. */
  readonly query?: string | undefined;
  readonly active?: Flag | undefined;
  /** The last service of the page before. */
  readonly after?: string | undefined;
}

/** Services as the desk lists them: by provider, then by name; `next` is where the following page begins. */
export async function listDeskServices(db: Database, { query, active, after }: ListWish) {
  const from = after === undefined ? undefined : await findDeskService(db, after);
  const like = `%${(query ?? '').replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const found = await deskServices(db)
    .$if(Boolean(query), (rows) => rows.where(({ or, eb }) => or([eb('provider.name', 'like', like), eb('service.name', 'like', like)])))
    .$if(active !== undefined, (rows) => rows.where('service.active', '=', active!))
    .$if(from !== undefined, (rows) => rows.where(sql<SqlBool>`(provider.name, service.name, service.id) > (${from!.provider_name}, ${from!.name}, ${from!.id})`))
    .orderBy('provider.name')
    .orderBy('service.name')
    .orderBy('service.id')
    .limit(PAGE_ROWS + 1)
    .execute();
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, next: found.length > PAGE_ROWS ? rows.at(-1)!.id : null };
}

export type DeskService = NonNullable<Awaited<ReturnType<typeof findDeskService>>>;

export async function findDeskService(db: Database, id: string) {
  return deskServices(db).where('service.id', '=', id).executeTakeFirst();
}

/** Locks the row and reads it; nothing for an unknown id. */
export async function lockDeskService(trx: Trx, id: string) {
  await trx.selectFrom('service').select('id').where('id', '=', id).forUpdate().execute();
  return findDeskService(trx, id);
}

function deskServices(db: Database) {
  return db
    .selectFrom('service')
    .innerJoin('provider', 'provider.id', 'service.provider_id')
    .innerJoin('cancellation_policy as policy', 'policy.id', 'service.policy_id')
    .select([
      'service.id', 'service.kind', 'service.name', 'service.list_price_paise', 'service.duration_minutes', 'service.buffer_minutes', 'service.active',
      'service.policy_id', 'policy.name as policy_name', 'policy.version as policy_version', 'provider.id as provider_id', 'provider.name as provider_name',
    ]);
}

/** Their services of this name or of this test, withdrawn ones too. */
export async function findServiceLike(db: Database, { providerId, name, labTestId }: { readonly providerId: string; readonly name: string; readonly labTestId: string | null }) {
  return db
    .selectFrom('service')
    .select(['id', 'name', 'active'])
    .where('provider_id', '=', providerId)
    .where(({ or, eb }) => or([eb('name', '=', name), ...(labTestId === null ? [] : [eb('lab_test_id', '=', labTestId)])]))
    .executeTakeFirst();
}

export async function insertService(trx: Trx, service: Omit<ServiceTable, 'id' | 'active'>): Promise<string> {
  const id = newId();
  await trx.insertInto('service').values({ id, ...service, active: 1 }).execute();
  return id;
}

interface ServiceTerms {
  readonly id: string;
  readonly pricePaise: number;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  readonly policyId: string;
  readonly active: boolean;
}

export async function setServiceTerms(trx: Trx, terms: ServiceTerms): Promise<void> {
  await trx
    .updateTable('service')
    .set({ list_price_paise: terms.pricePaise, duration_minutes: terms.durationMinutes, buffer_minutes: terms.bufferMinutes, policy_id: terms.policyId, active: terms.active ? 1 : 0 })
    .where('id', '=', terms.id)
    .execute();
}
