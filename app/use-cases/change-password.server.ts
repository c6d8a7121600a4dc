import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findAccount, tryReplacePasswordHash } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { hashPassword, passwordMatches } from '#db/password-hash.ts';
import { spendPasswordResetsOf } from '#db/password-resets.ts';
import { revokeSessionsOf } from '#db/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import { auditAccount } from './account-audit.server.ts';

export interface PasswordChange {
  readonly accountId: string;
  readonly current: string;
  readonly password: string;
  /** The session that stays; the account's others end. */
  readonly keepTokenHash: string;
  readonly now: Date;
}

export type ChangePasswordOutcome = Outcome<{ sessionsEnded: number }, Refusal<'wrong_password'>>;

const WRONG = refused<Refusal<'wrong_password'>>({ code: 'wrong_password', message: 'That is not your current password. Nothing was changed.' });

export async function changePassword(db: Database, change: PasswordChange): Promise<ChangePasswordOutcome> {
  const { accountId, keepTokenHash, now } = change;
  const account = await findAccount(db, accountId);
  if (!account || !(await passwordMatches(account.passwordHash, change.current))) return WRONG;
  const passwordHash = await hashPassword(change.password);
  return inTransaction(db, async (trx) => {
    // Somebody may have changed it since it was read; then what was typed as current no longer is.
    if (!(await tryReplacePasswordHash(trx, accountId, { from: account.passwordHash, to: passwordHash }))) return WRONG;
    await spendPasswordResetsOf(trx, accountId, now);
    const sessionsEnded = await revokeSessionsOf(trx, { accountId, keepTokenHash, now });
    await auditAccount(trx, { account, verb: 'password_changed', after: { sessionsEnded }, at: now });
    return accepted({ sessionsEnded });
  });
}
