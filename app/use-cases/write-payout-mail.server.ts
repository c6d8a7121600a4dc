import { MINUTE_MS, DAY_MINUTES } from '#app/domain/appointment-time.ts';
import { failureSentence } from '#app/domain/payout-failure.ts';
import { writeAccountTrouble, writeClawbackAlert, writePayoutAlert } from '#app/mail/payout-news.ts';
import { listAdminEmails } from '#db/admin-emails.ts';
import type { Database } from '#db/client.ts';
import type { Written } from './send-mail.server.ts';

/** A payout failed: every admin hears of it, and its provider when the account is to blame. */
export async function writePayoutMail(db: Database, order: { readonly template: 'payout-alert' | 'payout-account'; readonly payoutId: string }, origin: string): Promise<Written | null> {
  const payout = await db
    .selectFrom('payout')
    .innerJoin('provider', 'provider.id', 'payout.provider_id')
    .leftJoin('provider_profile as profile', 'profile.provider_id', 'provider.id')
    .leftJoin('payout_account as account', 'account.id', 'payout.last_account_id')
    .select([
      'payout.id', 'payout.master_booking_id', 'payout.amount_paise', 'payout.status', 'payout.note', 'payout.last_reason',
      'provider.name', 'profile.legal_name', 'profile.email', 'account.bank_name', 'account.shown_as',
    ])
    .where('payout.id', '=', order.payoutId)
    .executeTakeFirstOrThrow();
  const common = { amountPaise: payout.amount_paise };
  if (order.template === 'payout-alert') {
    const letter = writePayoutAlert({ ...common, payoutId: payout.id, providerName: payout.name, note: payout.note, waitsForAdmin: payout.status === 'needs_attention' }, origin);
    return { address: await listAdminEmails(db), masterBookingId: payout.master_booking_id, letter };
  }
  if (payout.email === null) return null;
  const trouble = { ...common, legalName: payout.legal_name ?? payout.name, account: `${payout.bank_name} ${payout.shown_as}`, reason: failureSentence(payout.last_reason ?? 'unknown') };
  return { address: payout.email, masterBookingId: null, letter: writeAccountTrouble(trouble, origin) };
}

export async function writeClawbackMail(db: Database, order: { readonly clawbackId: string }, origin: string, now: Date): Promise<Written | null> {
  const row = await db
    .selectFrom('clawback')
    .innerJoin('provider', 'provider.id', 'clawback.provider_id')
    .select(['clawback.master_booking_id', 'clawback.open_paise', 'clawback.created_at', 'provider.name'])
    .where('clawback.id', '=', order.clawbackId)
    .executeTakeFirstOrThrow();
  if (row.open_paise === 0) return null;
  const ageDays = Math.floor((now.getTime() - row.created_at.getTime()) / (DAY_MINUTES * MINUTE_MS));
  return { address: await listAdminEmails(db), masterBookingId: row.master_booking_id, letter: writeClawbackAlert({ providerName: row.name, openPaise: row.open_paise, ageDays }, origin) };
}
