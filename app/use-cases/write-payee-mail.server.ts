import { writePayeeRejected, writePayeeReview, writePayeeVerified, type PayeeNews } from '#app/mail/payee-news.ts';
import { listAdminEmails } from '#db/admin-emails.ts';
import type { Database } from '#db/client.ts';
import { findCurrentAccount } from '#db/payees.ts';
import type { Written } from './send-mail.server.ts';

/** News of a provider's onboarding: to the provider, or to every admin when a person must look. */
export async function writePayeeMail(
  db: Database,
  order: { readonly news: 'verified' | 'rejected' | 'review'; readonly providerId: string },
  origin: string,
): Promise<Written> {
  const { news, providerId } = order;
  const profile = await db
    .selectFrom('provider_profile as profile')
    .innerJoin('provider', 'provider.id', 'profile.provider_id')
    .select(['provider.name', 'profile.legal_name', 'profile.email', 'profile.decision_reason'])
    .where('profile.provider_id', '=', providerId)
    .executeTakeFirstOrThrow();
  const account = await findCurrentAccount(db, providerId);
  const told: PayeeNews = {
    providerId,
    providerName: profile.name,
    legalName: profile.legal_name,
    account: account ? `${account.bank_name} ${account.shown_as}` : '',
    reason: news === 'review' ? (account?.reason ?? null) : profile.decision_reason,
  };
  if (news === 'verified') return { address: await withLogins(db, providerId, profile.email), masterBookingId: null, letter: writePayeeVerified(told, origin) };
  if (news === 'rejected') return { address: profile.email, masterBookingId: null, letter: writePayeeRejected(told, origin) };
  return { address: await listAdminEmails(db), masterBookingId: null, letter: writePayeeReview(told, origin) };
}

/** Whoever got hold of a login could change the account and the address for its news together: the logins' own hear of it too. */
async function withLogins(db: Database, providerId: string, email: string): Promise<string> {
  const logins = await db.selectFrom('account').select('email').where('provider_id', '=', providerId).where('disabled_at', 'is', null).orderBy('email').execute();
  return [...new Set([email, ...logins.map((login) => login.email)])].join(', ');
}
