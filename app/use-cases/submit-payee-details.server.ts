import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import type { PayoutAccountKind } from '#app/domain/onboarding.ts';
import { ACCOUNT_CHECKS_PER_DAY } from '#app/domain/onboarding-bounds.ts';
import { maskPan } from '#app/domain/payee.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findBankName } from '#app/razorpay/bank-directory.server.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import { countAccountsSince, findCurrentAccount, findProfile, lockProvider, type PayoutAccountRow, type ProfileRow, type ProviderRow } from '#db/payees.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';
import type { ActorRef } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { replaceAccount } from './replace-account.server.ts';

/** `number` is the account number or the UPI id; null leaves the account as it is. */
export interface AccountWish {
  readonly kind: PayoutAccountKind;
  readonly holderName: string;
  readonly ifsc: string | null;
  readonly number: string | null;
}

export interface PayeeDetails {
  readonly legalName: string;
  readonly email: string;
  readonly phone: string;
  readonly registrationNumber: string;
  /** Null leaves the PAN as it is. */
  readonly pan: string | null;
  readonly account: AccountWish;
}

export type SubmitRefusal = Refusal<'pan_missing' | 'number_missing' | 'number_again' | 'ifsc_unknown' | 'too_many_checks'>;

interface Submission {
  readonly providerId: string;
  readonly accountId: string;
  readonly details: PayeeDetails;
  readonly now: Date;
}

/**
 * A provider says who is paid and where to. Another account starts the check anew and pauses payouts until it ends;
 * anything else leaves the account and its check alone. Accounts are never edited: the old one is retired.
 */
export async function submitPayeeDetails({ db, seal }: { readonly db: Database; readonly seal: Seal }, input: Submission): Promise<Outcome<{ accountChanged: boolean }, SubmitRefusal>> {
  const { providerId, details, now } = input;
  const { account: wish } = details;
  const bankName = wish.kind === 'vpa' ? 'UPI' : findBankName(wish.ifsc ?? '');
  if (bankName === null) return refused({ code: 'ifsc_unknown', message: 'No bank has a branch with this IFSC. It is printed on the cheque book and the passbook.' });
  return tryInTransaction<{ accountChanged: boolean }, SubmitRefusal>(db, async (trx) => {
    const provider = await lockProvider(trx, providerId);
    if (!provider) throw new Error(`no provider ${providerId}`);
    const [profile, current] = await Promise.all([findProfile(trx, providerId), findCurrentAccount(trx, providerId)]);
    if (!profile && details.pan === null) return refused({ code: 'pan_missing', message: 'Enter your PAN' });
    const number = decideNumber(seal, { provider, current, wish });
    if (!number.ok) return number;
    if (number.value !== null && (await countAccountsSince(trx, providerId, minutesAfter(now, -DAY_MINUTES))) >= ACCOUNT_CHECKS_PER_DAY) return TOO_MANY;
    await writeProfile(trx, seal, input, profile, number.value !== null);
    await trx.updateTable('provider').set({ registration_number: details.registrationNumber }).where('id', '=', providerId).execute();
    const actor: ActorRef = { kind: 'provider', id: input.accountId };
    const replaced = number.value === null ? null : await replaceAccount(trx, seal, { provider, current, actor, now, account: { ...wish, bankName, number: number.value } });
    await audit(trx, input, { provider, profile, current, replaced });
    return accepted({ accountChanged: replaced !== null });
  });
}

const TOO_MANY = refused({ code: 'too_many_checks' as const, message: `Your account was changed ${ACCOUNT_CHECKS_PER_DAY} times within a day. Nothing was changed now; try again tomorrow.` });

/** The number to be checked, or null where the account stays as it is. */
function decideNumber(seal: Seal, { provider, current, wish }: { provider: ProviderRow; current: PayoutAccountRow | undefined; wish: AccountWish }): Outcome<string | null, SubmitRefusal> {
  const field = wish.kind === 'vpa' ? 'UPI id' : 'account number';
  if (!current) return wish.number === null ? refused({ code: 'number_missing', message: `Enter the ${field}` }) : accepted(wish.number);
  const known = seal.open(current.number_sealed, sealedAt.accountNumber(current.id));
  const same = wish.kind === current.kind && wish.ifsc === current.ifsc && wish.holderName === current.holder_name && (wish.number ?? known) === known;
  if (!same || current.status === 'invalid') {
    return wish.number === null ? refused({ code: 'number_again', message: `Enter the ${field} too: this is checked as a new account.` }) : accepted(wish.number);
  }
  // After a rejection the account is checked anew, whatever it was worth before.
  return accepted(provider.onboarding_status === 'rejected' ? known : null);
}

async function writeProfile(trx: Trx, seal: Seal, { providerId, details, now }: Submission, known: ProfileRow | undefined, submitted: boolean): Promise<void> {
  const written = {
    legal_name: details.legalName,
    email: details.email,
    phone: details.phone,
    updated_at: now,
    ...(submitted && { submitted_at: now }),
    ...(details.pan !== null && { pan_sealed: seal.seal(details.pan, sealedAt.pan(providerId)), pan_shown: maskPan(details.pan) }),
  };
  if (known) return void (await trx.updateTable('provider_profile').set(written).where('provider_id', '=', providerId).execute());
  const nothingYet = { provider_id: providerId, pan_sealed: '', pan_shown: '', gateway_contact_id: null, submitted_at: null, decided_at: null, decided_by: null, decision_reason: null };
  await trx.insertInto('provider_profile').values({ ...nothingYet, ...written }).execute();
}

interface Changes {
  readonly provider: ProviderRow;
  readonly profile: ProfileRow | undefined;
  readonly current: PayoutAccountRow | undefined;
  readonly replaced: { readonly shownAs: string; readonly bankName: string } | null;
}

/** What changed, as far as a screen may show it. */
async function audit(trx: Trx, { providerId, accountId, details, now }: Submission, { provider, profile, current, replaced }: Changes): Promise<void> {
  const before = profile && { legalName: profile.legal_name, email: profile.email, phone: profile.phone, pan: profile.pan_shown, registrationNumber: provider.registration_number };
  const { legalName, email, phone, registrationNumber } = details;
  const after = { legalName, email, phone, registrationNumber, pan: details.pan === null ? profile?.pan_shown : maskPan(details.pan) };
  await writeAudit(trx, {
    actorKind: 'provider', actorId: accountId, verb: replaced ? 'submit_payout_account' : 'change_payee_details', subjectKind: 'provider', subjectId: providerId, at: now,
    ...(before && { before: { ...before, ...(replaced && current && { account: `${current.bank_name} ${current.shown_as}` }) } }),
    after: { ...after, ...(replaced && { account: `${replaced.bankName} ${replaced.shownAs}` }) },
  });
}
