import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findAccount, setPasswordHash } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { hashPassword } from '#db/password-hash.ts';
import { findOpenPasswordReset, spendPasswordResetsOf, tryUsePasswordReset } from '#db/password-resets.ts';
import { hashSecretToken } from '#db/secret-token.ts';
import { revokeSessionsOf } from '#db/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import { auditAccount } from './account-audit.server.ts';

export type ResetOutcome = Outcome<null, Refusal<'link_spent'>>;

const LINK_SPENT = refused<Refusal<'link_spent'>>({
  code: 'link_spent',
  message: 'This link has been used already or is too old. Your password was not changed. Ask for a new link.',
});

/** Whether a link can still be used, for the page it opens. */
export async function isPasswordResetOpen(db: Database, { token, now }: { token: string; now: Date }): Promise<boolean> {
  return (await findOpenPasswordReset(db, hashSecretToken(token), now)) !== null;
}

/** Sets a new password once per link and ends every session of the account: whoever had got in is out. */
export async function resetPassword(
  db: Database,
  { token, password, now }: { token: string; password: string; now: Date },
): Promise<ResetOutcome> {
  const tokenHash = hashSecretToken(token);
  const open = await findOpenPasswordReset(db, tokenHash, now);
  if (!open) return LINK_SPENT;
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (trx) => {
    if (!(await tryUsePasswordReset(trx, tokenHash, now))) return LINK_SPENT;
    const account = await findAccount(trx, open.accountId);
    if (!account) throw new Error(`A password reset names account ${open.accountId}, which is not there`);
    await setPasswordHash(trx, account.id, passwordHash);
    await spendPasswordResetsOf(trx, account.id, now);
    const sessionsEnded = await revokeSessionsOf(trx, { accountId: account.id, now });
    await auditAccount(trx, { account, verb: 'password_reset', after: { sessionsEnded }, at: now });
    return accepted(null);
  });
}
