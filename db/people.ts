import type { Role } from '#app/domain/roles.ts';
import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';

const PAGE_ROWS = 50;

interface ListWish {
  readonly role: Role;
  /** How the e-mail begins. */
  readonly email?: string | undefined;
  /** The last e-mail of the page before. */
  readonly after?: string | undefined;
}

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** People of one role by e-mail; `next` is where the following page begins. */
export async function listPeople(db: Database, { role, email, after }: ListWish) {
  const found = await people(db)
    .where('account.role', '=', role)
    .$if(Boolean(email), (rows) => rows.where('account.email', 'like', `${email!.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`))
    .$if(after !== undefined, (rows) => rows.where('account.email', '>', after!))
    .orderBy('account.email')
    .limit(PAGE_ROWS + 1)
    .execute();
  const rows = found.slice(0, PAGE_ROWS);
  return { rows, next: found.length > PAGE_ROWS ? rows.at(-1)!.email : null };
}

export async function findPerson(db: Database, id: string) {
  return people(db).where('account.id', '=', id).executeTakeFirst();
}

function people(db: Database) {
  return db
    .selectFrom('account')
    .leftJoin('provider', 'provider.id', 'account.provider_id')
    .select(['account.id', 'account.email', 'account.name', 'account.role', 'account.created_at', 'account.disabled_at', 'account.provider_id', 'provider.name as provider_name']);
}

/** Ids of the admins that can sign in, locked in one order: who is an admin is changed by one person at a time. */
export async function lockAdmins(trx: Trx): Promise<string[]> {
  const rows = await trx.selectFrom('account').select('id').where('role', '=', 'admin').where('disabled_at', 'is', null).orderBy('email').forUpdate().execute();
  return rows.map(({ id }) => id);
}

/**
 * Makes whoever opens the first admin's account wait for another one who does. There is no admin's row to lock yet, and
 * not every engine locks the place where one would be; this row is in every database.
 */
export async function lockFirstAdmin(trx: Trx): Promise<void> {
  await trx.selectFrom('schema_migration').select('name').where('name', '=', '0002-people').forUpdate().executeTakeFirstOrThrow();
}

export async function lockPerson(trx: Trx, id: string) {
  await trx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute();
  return findPerson(trx, id);
}

export interface NewStaff {
  readonly email: string;
  readonly name: string;
  readonly role: Exclude<Role, 'patient'>;
  readonly providerId: string | null;
  readonly passwordHash: string;
}

export async function insertStaff(trx: Trx, staff: NewStaff, now: Date): Promise<string> {
  const id = newId();
  const { email, name, role, providerId, passwordHash } = staff;
  await trx.insertInto('account').values({ id, email, name, role, provider_id: providerId, password_hash: passwordHash, created_at: now, disabled_at: null }).execute();
  return id;
}

export async function setDisabledAt(trx: Trx, id: string, disabledAt: Date | null): Promise<void> {
  await trx.updateTable('account').set({ disabled_at: disabledAt }).where('id', '=', id).execute();
}

export async function setRole(trx: Trx, id: string, { role, providerId }: Pick<NewStaff, 'role' | 'providerId'>): Promise<void> {
  await trx.updateTable('account').set({ role, provider_id: providerId }).where('id', '=', id).execute();
}

export async function findProviderName(db: Database, id: string): Promise<string | null> {
  const row = await db.selectFrom('provider').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}

/** All providers by name, to choose from. */
export async function listProviderNames(db: Database) {
  return db.selectFrom('provider').select(['id', 'name']).orderBy('name').orderBy('id').execute();
}
