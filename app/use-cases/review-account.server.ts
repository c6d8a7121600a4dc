import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { findCurrentAccount, lockProvider } from '#db/payees.ts';
import type { ActorRef } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { turnProviderDown, verifyProvider } from './decide-payee.server.ts';
import { moveAccount } from './move-payee.server.ts';

export type ReviewRefusal = Refusal<'not_in_review'>;

interface Review {
  readonly providerId: string;
  /** The account the admin has seen: another one may have taken its place since. */
  readonly payoutAccountId: string;
  readonly adminId: string;
  readonly verdict: { readonly kind: 'pass'; readonly note: string } | { readonly kind: 'fail'; readonly reason: string };
  readonly now: Date;
}

/** A person decides where the bank's word did not: passed, the provider is paid from now on; failed, they read why. */
export async function reviewAccount(db: Database, { providerId, payoutAccountId, adminId, verdict, now }: Review): Promise<Outcome<null, ReviewRefusal>> {
  return tryInTransaction<null, ReviewRefusal>(db, async (trx) => {
    const provider = await lockProvider(trx, providerId);
    const account = await findCurrentAccount(trx, providerId);
    if (provider?.onboarding_status !== 'bank_check' || account?.id !== payoutAccountId || account.status !== 'review') return NOT_IN_REVIEW;
    const actor: ActorRef = { kind: 'admin', id: adminId };
    const words = verdict.kind === 'pass' ? verdict.note : verdict.reason;
    if (verdict.kind === 'pass') {
      await moveAccount(trx, { account, event: 'review_passed', to: 'valid', actor, now, note: words, change: { reason: null } });
      await verifyProvider(trx, { provider, actor, now, note: words });
    } else {
      await moveAccount(trx, { account, event: 'review_failed', to: 'invalid', actor, now, note: words, change: { reason: words } });
      await turnProviderDown(trx, { provider, actor, now, reason: words });
    }
    await writeAudit(trx, {
      actorKind: 'admin', actorId: adminId, verb: verdict.kind === 'pass' ? 'pass_payout_account' : 'fail_payout_account', subjectKind: 'provider', subjectId: providerId, reason: words, at: now,
      before: { account: `${account.bank_name} ${account.shown_as}`, holder: account.holder_name, registeredName: account.registered_name, score: account.name_match_score, doubt: account.reason },
    });
    return accepted(null);
  });
}

const NOT_IN_REVIEW = refused({ code: 'not_in_review' as const, message: 'This account no longer waits for you. Look again at how it stands.' });
