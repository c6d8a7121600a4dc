import type { Selectable } from 'kysely';
import { AUTO_RELEASED, LIVE_ATTEMPTS } from '#app/domain/payout.ts';
import type { Database, Trx } from './client.ts';
import type { PayoutAccountTable, PayoutAttemptTable, PayoutTable } from './payout-tables.ts';

export type PayoutRow = Selectable<PayoutTable>;
export type AttemptRow = Selectable<PayoutAttemptTable>;
export type AccountRow = Selectable<PayoutAccountTable>;

export async function findPayout(db: Database, payoutId: string): Promise<PayoutRow | undefined> {
  return db.selectFrom('payout').selectAll().where('id', '=', payoutId).executeTakeFirst();
}

export async function lockPayout(trx: Trx, payoutId: string): Promise<PayoutRow> {
  return trx.selectFrom('payout').selectAll().where('id', '=', payoutId).forUpdate().executeTakeFirstOrThrow();
}

/** The one that counts now; those before it have ended. */
export async function findLatestAttempt(db: Database, payoutId: string): Promise<AttemptRow | undefined> {
  return db.selectFrom('payout_attempt').selectAll().where('payout_id', '=', payoutId).orderBy('number', 'desc').limit(1).executeTakeFirst();
}

/** The one that has paid, which need not be the last; else the latest. */
export async function findAttemptToWatch(db: Database, payoutId: string): Promise<AttemptRow | undefined> {
  const paid = await db.selectFrom('payout_attempt').selectAll().where('payout_id', '=', payoutId).where('status', '=', 'processed').orderBy('number', 'desc').limit(1).executeTakeFirst();
  return paid ?? findLatestAttempt(db, payoutId);
}

export async function hasLiveAttempt(trx: Trx, payoutId: string): Promise<boolean> {
  const live = await trx.selectFrom('payout_attempt').select('id').where('payout_id', '=', payoutId).where('status', 'in', LIVE_ATTEMPTS).executeTakeFirst();
  return live !== undefined;
}

/** The account a provider may be paid to now: verified, and not replaced. */
export async function findPayableAccount(db: Database, providerId: string): Promise<AccountRow | undefined> {
  return db
    .selectFrom('payout_account as account')
    .innerJoin('provider', 'provider.id', 'account.provider_id')
    .selectAll('account')
    .where('account.provider_id', '=', providerId)
    .where('account.retired_at', 'is', null)
    .where('account.status', '=', 'valid')
    .where('account.gateway_fund_account_id', 'is not', null)
    .where('provider.onboarding_status', '=', 'verified')
    .executeTakeFirst();
}

/** Payouts whose time has come, in the order in which it came, and those that a dead worker left behind. */
export async function findPayoutsDue(db: Database, { now, lostBefore, limit }: { readonly now: Date; readonly lostBefore: Date; readonly limit: number }): Promise<string[]> {
  const [due, lost] = await Promise.all([
    db
      .selectFrom('payout')
      .select('id')
      .where('status', 'in', ['queued', 'failed', 'reversed', 'outcome_unknown', 'processing', 'processed'])
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(limit)
      .execute(),
    db.selectFrom('payout').select('id').where('status', '=', 'processing').where('claimed_at', '<=', lostBefore).where('next_try_at', 'is', null).limit(limit).execute(),
  ]);
  return [...new Set([...due, ...lost].map((row) => row.id))];
}

/** Held only for want of a verified account, although there is one by now. */
export async function findProvidersToRelease(db: Database, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('payout')
    .innerJoin('provider', 'provider.id', 'payout.provider_id')
    .innerJoin('payout_account as account', 'account.provider_id', 'provider.id')
    .select('provider.id')
    .distinct()
    .where('payout.status', '=', 'on_hold')
    .where('payout.hold_reason', 'in', AUTO_RELEASED)
    .where('provider.onboarding_status', '=', 'verified')
    .where('account.status', '=', 'valid')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}
