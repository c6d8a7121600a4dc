import type { Database } from './client.ts';

export type OwnPayee = NonNullable<Awaited<ReturnType<typeof findOwnPayee>>>;

/**
 * How a provider is paid, as they may see it: nothing sealed, and nothing the bank said about whose account it is,
 * because the account may be somebody else's.
 */
export async function findOwnPayee(db: Database, providerId: string) {
  const [provider, profile, account, documents] = await Promise.all([
    db.selectFrom('provider').select(['name', 'registration_number', 'onboarding_status']).where('id', '=', providerId).executeTakeFirst(),
    db
      .selectFrom('provider_profile')
      .select(['legal_name', 'email', 'phone', 'pan_shown', 'decision_reason'])
      .where('provider_id', '=', providerId)
      .executeTakeFirst(),
    db
      .selectFrom('payout_account')
      .select(['kind', 'holder_name', 'ifsc', 'bank_name', 'shown_as', 'status'])
      .where('provider_id', '=', providerId)
      .where('retired_at', 'is', null)
      .executeTakeFirst(),
    db.selectFrom('provider_document').select(['id', 'kind', 'file_name', 'size_bytes', 'uploaded_at']).where('provider_id', '=', providerId).execute(),
  ]);
  return provider && { provider, profile: profile ?? null, account: account ?? null, documents };
}
