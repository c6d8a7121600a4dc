import type { Selectable } from 'kysely';
import type { OnboardingStatus } from '#app/domain/onboarding.ts';
import type { Database, Trx } from './client.ts';
import type { PayoutAccountTable, ProviderProfileTable } from './payout-tables.ts';
import type { ProviderTable } from './tables.ts';

export type ProfileRow = Selectable<ProviderProfileTable>;
export type PayoutAccountRow = Selectable<PayoutAccountTable>;
export type ProviderRow = Selectable<ProviderTable>;

/** Every change of a provider's onboarding, profile or account waits for this lock. */
export async function lockProvider(trx: Trx, providerId: string): Promise<ProviderRow | undefined> {
  return trx.selectFrom('provider').selectAll().where('id', '=', providerId).forUpdate().executeTakeFirst();
}

export async function isProvider(db: Database, id: string): Promise<boolean> {
  return (await db.selectFrom('provider').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

export async function findProfile(db: Database, providerId: string): Promise<ProfileRow | undefined> {
  return db.selectFrom('provider_profile').selectAll().where('provider_id', '=', providerId).executeTakeFirst();
}

/** The account that is not replaced; a provider has at most one. */
export async function findCurrentAccount(db: Database, providerId: string): Promise<PayoutAccountRow | undefined> {
  return db.selectFrom('payout_account').selectAll().where('provider_id', '=', providerId).where('retired_at', 'is', null).executeTakeFirst();
}

export async function findAccount(db: Database, payoutAccountId: string): Promise<PayoutAccountRow | undefined> {
  return db.selectFrom('payout_account').selectAll().where('id', '=', payoutAccountId).executeTakeFirst();
}

export async function countAccountsSince(db: Database, providerId: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('payout_account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('provider_id', '=', providerId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface PayeeToRegister {
  readonly account: PayoutAccountRow;
  readonly profile: ProfileRow;
  readonly onboarding_status: OnboardingStatus;
}

/** What the calls to RazorpayX need to know about an account and its owner. */
export async function findPayeeToRegister(db: Database, payoutAccountId: string): Promise<PayeeToRegister | null> {
  const account = await findAccount(db, payoutAccountId);
  if (!account || account.retired_at !== null) return null;
  const [profile, provider] = await Promise.all([
    findProfile(db, account.provider_id),
    db.selectFrom('provider').select('onboarding_status').where('id', '=', account.provider_id).executeTakeFirst(),
  ]);
  return profile && provider ? { account, profile, onboarding_status: provider.onboarding_status } : null;
}

/** Takes an account whose time has come, until `until`: whoever gets it is the only one who calls about it. */
export async function claimAccount(db: Database, { payoutAccountId, now, until }: { readonly payoutAccountId: string; readonly now: Date; readonly until: Date }): Promise<boolean> {
  const claimed = await db
    .updateTable('payout_account')
    .set({ next_try_at: until })
    .where('id', '=', payoutAccountId)
    .where('status', 'in', ['new', 'checking'])
    .where('next_try_at', '<=', now)
    .executeTakeFirstOrThrow();
  return claimed.numUpdatedRows === 1n;
}

/** Accounts to be made known to RazorpayX, or to be asked about, the longest waiting first. */
export async function findAccountsDue(db: Database, now: Date, limit: number): Promise<string[]> {
  const due = await db
    .selectFrom('payout_account')
    .select('id')
    .where('status', 'in', ['new', 'checking'])
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(limit)
    .execute();
  return due.map((row) => row.id);
}

/** Whether another provider is paid, or wants to be paid, to the same account. */
export async function isSharedAccount(db: Database, { providerId, fingerprints }: { readonly providerId: string; readonly fingerprints: readonly string[] }): Promise<boolean> {
  const other = await db
    .selectFrom('payout_account')
    .select('id')
    .where('fingerprint', 'in', fingerprints)
    .where('provider_id', '!=', providerId)
    .where('retired_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** What a person at the desk last decided about this provider; the system's own decisions do not take it back. */
export async function findLastDeskDecision(db: Database, providerId: string): Promise<{ event: string; note: string | null } | undefined> {
  return db
    .selectFrom('status_event')
    .select(['event', 'note'])
    .where('subject_id', '=', providerId)
    .where('subject_kind', '=', 'provider')
    .where('event', 'in', ['verified', 'rejected'])
    .where('actor_kind', '=', 'admin')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
