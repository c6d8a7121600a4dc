import type { Role } from '#app/domain/roles.ts';
import type { Database } from '#db/client.ts';
import { revokeSessionOf, revokeSessionsOf } from '#db/sessions.ts';
import { inTransaction } from '#db/transaction.ts';
import { auditAccount } from './account-audit.server.ts';

interface Owner { readonly id: string; readonly role: Role }

/** Ends one session if it is the owner's and still open; anybody else's is as good as unknown. */
export async function endOwnSession(
  db: Database,
  { owner, tokenHash, now }: { owner: Owner; tokenHash: string; now: Date },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const ended = await revokeSessionOf(trx, { accountId: owner.id, tokenHash, now });
    if (ended) await auditAccount(trx, { account: owner, verb: 'session_revoked', at: now });
    return ended;
  });
}

/** Ends all sessions of the owner but the one at hand; says how many. */
export async function endOtherSessions(
  db: Database,
  { owner, keepTokenHash, now }: { owner: Owner; keepTokenHash: string; now: Date },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const ended = await revokeSessionsOf(trx, { accountId: owner.id, keepTokenHash, now });
    if (ended > 0) await auditAccount(trx, { account: owner, verb: 'sessions_revoked', after: { sessionsEnded: ended }, at: now });
    return ended;
  });
}
