import type { Role } from '#app/domain/roles.ts';
import type { Database, Trx } from './client.ts';

export interface SignedIn {
  readonly accountId: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly providerId: string | null;
  /** `+91XXXXXXXXXX`; only patients have one. */
  readonly phone: string | null;
  /** Set while an admin looks at this patient's pages: then the rest of this is the patient. */
  readonly viewedBy: ViewedBy | null;
}

export interface ViewedBy {
  readonly adminId: string;
  readonly adminName: string;
  /** UTC; at this instant it is over. */
  readonly until: Date;
}

export interface NewSession {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
}

const USER_AGENT_LENGTH = 200;

export async function insertSession(db: Database, session: NewSession): Promise<void> {
  await db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
      revoked_at: null,
      user_agent: session.userAgent.slice(0, USER_AGENT_LENGTH),
    })
    .execute();
}

/**
 * Who holds this token: one query. Expired, revoked and disabled look like unknown. The instant of expiry is already too
 * late. An admin who views as a patient is that patient here, and only as long as he is an admin.
 */
export async function findLiveSession(db: Database, tokenHash: string, now: Date): Promise<SignedIn | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('account as viewed', (join) => join.onRef('viewed.id', '=', 'session.acting_as').on('session.acting_until', '>', now).on('account.role', '=', 'admin').on('viewed.role', '=', 'patient'))
    .leftJoin('patient', (join) => join.on((eb) => eb('patient.id', '=', eb.fn.coalesce('viewed.id', 'account.id'))))
    .select(['account.id', 'account.role', 'account.name', 'account.email', 'account.provider_id', 'patient.phone'])
    .select(['viewed.id as viewed_id', 'viewed.name as viewed_name', 'viewed.email as viewed_email', 'session.acting_until'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  const { viewed_id: viewedId, viewed_name: name, viewed_email: email, acting_until: until, phone } = row;
  if (viewedId === null || name === null || email === null || until === null) {
    return { accountId: row.id, role: row.role, name: row.name, email: row.email, providerId: row.provider_id, phone, viewedBy: null };
  }
  return { accountId: viewedId, role: 'patient', name, email, providerId: null, phone, viewedBy: { adminId: row.id, adminName: row.name, until } };
}

/** From now on the session shows what the patient sees; `null` ends it. */
export async function writeView(trx: Trx, { tokenHash, view }: { tokenHash: string; view: { readonly patientId: string; readonly until: Date } | null }): Promise<void> {
  await trx
    .updateTable('session')
    .set({ acting_as: view?.patientId ?? null, acting_until: view?.until ?? null })
    .where('token_hash', '=', tokenHash)
    .executeTakeFirstOrThrow();
}

export interface LiveSession {
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
}

/** Newest first. */
export async function listLiveSessions(db: Database, accountId: string, now: Date): Promise<LiveSession[]> {
  return db
    .selectFrom('session')
    .select(['token_hash as tokenHash', 'created_at as createdAt', 'expires_at as expiresAt', 'user_agent as userAgent'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
}

/** False when there was nothing to revoke. */
export async function revokeSession(db: Database, tokenHash: string, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('session')
    .set({ revoked_at: now })
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Ends the account's sessions, all but `keepTokenHash` when one is given; says how many. */
export async function revokeSessionsOf(
  trx: Trx,
  { accountId, keepTokenHash = null, now }: { accountId: string; keepTokenHash?: string | null; now: Date },
): Promise<number> {
  const all = trx
    .updateTable('session')
    .set({ revoked_at: now })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now);
  const result = await (keepTokenHash === null ? all : all.where('token_hash', '!=', keepTokenHash)).executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Ends one session of this account; false when it is not theirs or has ended. */
export async function revokeSessionOf(
  trx: Trx,
  { accountId, tokenHash, now }: { accountId: string; tokenHash: string; now: Date },
): Promise<boolean> {
  const result = await trx
    .updateTable('session')
    .set({ revoked_at: now })
    .where('token_hash', '=', tokenHash)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Sessions that had expired by `before`. */
export async function deleteSessionsBefore(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<', before).execute();
}
