import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { findCurrentAccount, lockProvider } from '#db/payees.ts';
import type { ActorRef } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { turnProviderDown } from './decide-payee.server.ts';
import { moveAccount } from './move-payee.server.ts';

export type RejectRefusal = Refusal<'nothing_to_reject'>;

interface Rejection {
  readonly providerId: string;
  readonly adminId: string;
  /** A sentence the provider reads. */
  readonly reason: string;
  readonly now: Date;
}

/**
 * The desk stops paying a provider, verified or on the way there. Earnings wait; what is at the bank already goes on.
 * Details that are sent after it end with a person, never by themselves.
 */
export async function rejectProvider(db: Database, { providerId, adminId, reason, now }: Rejection): Promise<Outcome<null, RejectRefusal>> {
  return tryInTransaction<null, RejectRefusal>(db, async (trx) => {
    const provider = await lockProvider(trx, providerId);
    if (!provider || provider.onboarding_status === 'draft' || provider.onboarding_status === 'rejected') return NOTHING_TO_REJECT;
    const actor: ActorRef = { kind: 'admin', id: adminId };
    const account = await findCurrentAccount(trx, providerId);
    if (account?.status === 'review') await moveAccount(trx, { account, event: 'review_failed', to: 'invalid', actor, now, note: reason, change: { reason } });
    else if (account) await trx.updateTable('payout_account').set({ next_try_at: null }).where('id', '=', account.id).execute();
    await turnProviderDown(trx, { provider, actor, now, reason });
    const verb = provider.onboarding_status === 'verified' ? 'suspend_provider' : 'reject_provider';
    await writeAudit(trx, { actorKind: 'admin', actorId: adminId, verb, subjectKind: 'provider', subjectId: providerId, before: { onboarding: provider.onboarding_status }, reason, at: now });
    return accepted(null);
  });
}

const NOTHING_TO_REJECT = refused({ code: 'nothing_to_reject' as const, message: 'This provider is not being paid, so there is nothing to stop. Look again.' });
