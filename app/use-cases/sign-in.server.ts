import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findAccountByEmail, tryReplacePasswordHash, type Account } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { hashPassword, isHashOutdated, passwordMatches } from '#db/password-hash.ts';
import { auditAccount } from './account-audit.server.ts';

export type SignInOutcome = Outcome<Pick<Account, 'id' | 'role' | 'name'>, Refusal<'no_match'>>;

/**
 * Whose e-mail and password these are. An unknown e-mail, a wrong password and a disabled account get one answer after
 * the same work, so neither the words nor the clock tell who has an account.
 */
export async function signIn(
  db: Database,
  { email, password, now }: { email: string; password: string; now: Date },
): Promise<SignInOutcome> {
  const account = await findAccountByEmail(db, email);
  const matches = await passwordMatches(account?.passwordHash ?? null, password);
  if (!account || !matches || account.disabledAt !== null) {
    return refused({ code: 'no_match', message: 'That e-mail and password do not match. Check both, or set a new password.' });
  }
  if (isHashOutdated(account.passwordHash)) {
    await tryReplacePasswordHash(db, account.id, { from: account.passwordHash, to: await hashPassword(password) });
  }
  if (account.role !== 'patient') await auditAccount(db, { account, verb: 'signed_in', at: now });
  return accepted({ id: account.id, role: account.role, name: account.name });
}
