import { findAccount } from '#db/accounts.ts';
import type { Database } from '#db/client.ts';
import { insertPasswordReset } from '#db/password-resets.ts';
import { hashSecretToken, newSecretToken } from '#db/secret-token.ts';

const RESET_MINUTES = 60;

export interface OpenedPasswordReset {
  readonly email: string;
  readonly name: string;
  /** Path and query on our origin. The token stands in the query because queries are never logged. */
  readonly path: string;
  readonly minutes: number;
}

/**
 * Makes the link for one mail; `null` when there is nobody to write to. A mail sent twice carries two links, both good
 * until one is used, so a repeated job does no harm.
 */
export async function openPasswordReset(
  db: Database,
  { accountId, now, minutes = RESET_MINUTES }: { accountId: string; now: Date; minutes?: number },
): Promise<OpenedPasswordReset | null> {
  const account = await findAccount(db, accountId);
  if (!account || account.disabledAt !== null) return null;
  const token = newSecretToken();
  const expiresAt = new Date(now.getTime() + minutes * 60_000);
  await insertPasswordReset(db, { tokenHash: hashSecretToken(token), accountId, createdAt: now, expiresAt });
  return { email: account.email, name: account.name, path: `/reset-password?token=${token}`, minutes };
}
