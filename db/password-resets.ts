import type { Database, Trx } from './client.ts';

export interface NewPasswordReset {
  readonly tokenHash: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertPasswordReset(db: Database, reset: NewPasswordReset): Promise<void> {
  await db
    .insertInto('password_reset')
    .values({
      token_hash: reset.tokenHash,
      account_id: reset.accountId,
      created_at: reset.createdAt,
      expires_at: reset.expiresAt,
      used_at: null,
    })
    .execute();
}

/** The account this token may give a new password to, while it is unused and not too old. */
export async function findOpenPasswordReset(db: Database, tokenHash: string, now: Date): Promise<{ accountId: string } | null> {
  const row = await db
    .selectFrom('password_reset')
    .innerJoin('account', 'account.id', 'password_reset.account_id')
    .select('password_reset.account_id as accountId')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** True for exactly one caller, however many come at once: the update decides. */
export async function tryUsePasswordReset(trx: Trx, tokenHash: string, now: Date): Promise<boolean> {
  const result = await trx
    .updateTable('password_reset')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Spends the account's other links, so that an older mail opens nothing any more. */
export async function spendPasswordResetsOf(trx: Trx, accountId: string, now: Date): Promise<void> {
  await trx.updateTable('password_reset').set({ used_at: now }).where('account_id', '=', accountId).where('used_at', 'is', null).execute();
}

/** Links that had expired by `before`. */
export async function deletePasswordResetsBefore(db: Database, before: Date): Promise<void> {
  await db.deleteFrom('password_reset').where('expires_at', '<', before).execute();
}
