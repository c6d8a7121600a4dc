import type { Role } from '#app/domain/roles.ts';
import type { Database, Trx } from './client.ts';
import { newId } from './new-id.ts';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly name: string;
  readonly disabledAt: Date | null;
}

const ACCOUNT_COLUMNS = ['id', 'email', 'password_hash as passwordHash', 'role', 'name', 'disabled_at as disabledAt'] as const;

export async function findAccountByEmail(db: Database, email: string): Promise<Account | null> {
  return (await db.selectFrom('account').select(ACCOUNT_COLUMNS).where('email', '=', email).executeTakeFirst()) ?? null;
}

export async function findAccount(db: Database, id: string): Promise<Account | null> {
  return (await db.selectFrom('account').select(ACCOUNT_COLUMNS).where('id', '=', id).executeTakeFirst()) ?? null;
}

export interface NewPatient {
  readonly email: string;
  readonly passwordHash: string;
  readonly name: string;
  /** `+91XXXXXXXXXX` */
  readonly phone: string;
}

/** Throws a duplicate-key error when the e-mail is taken: the key decides, not a look beforehand. */
export async function insertPatient(trx: Trx, patient: NewPatient, now: Date): Promise<string> {
  const id = newId();
  await trx
    .insertInto('account')
    .values({
      id,
      email: patient.email,
      password_hash: patient.passwordHash,
      role: 'patient',
      name: patient.name,
      provider_id: null,
      created_at: now,
      disabled_at: null,
    })
    .execute();
  await trx.insertInto('patient').values({ id, phone: patient.phone }).execute();
  return id;
}

export async function setPasswordHash(trx: Trx, accountId: string, passwordHash: string): Promise<void> {
  await trx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', accountId).execute();
}

/** False when the password is no longer the one that `from` was made of. */
export async function tryReplacePasswordHash(db: Database, accountId: string, { from, to }: { from: string; to: string }): Promise<boolean> {
  const result = await db
    .updateTable('account')
    .set({ password_hash: to })
    .where('id', '=', accountId)
    .where('password_hash', '=', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
