import { minutesAfter } from '#app/domain/appointment-time.ts';
import { PAYEE_LEASE_SECONDS, PAYEE_MENDING_MINUTES, payeePauseMinutes } from '#app/domain/onboarding-bounds.ts';
import { withoutNumbers } from '#app/domain/payee.ts';
import { isOurFault } from '#app/domain/payee-refusal.ts';
import type { Answer } from '#app/razorpay/answer.server.ts';
import type { FundAccountDetails, PayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import type { Database } from '#db/client.ts';
import { claimAccount, findPayeeToRegister, lockProvider, type PayeeToRegister, type PayoutAccountRow, type ProfileRow } from '#db/payees.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';
import { SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { askBank } from './ask-bank.server.ts';
import { moveAccount, moveProvider } from './move-payee.server.ts';
import { refuseAccount } from './refuse-account.server.ts';

export interface PayeeWorld {
  readonly db: Database;
  readonly payoutGateway: PayoutGateway;
  readonly seal: Seal;
}

/**
 * Takes a payout account one step further, or as many as it can: contact → fund account → bank check. Claim → call →
 * save: whoever has the claim calls, outside every transaction, and each answer is saved before the next call. After a
 * crash it goes on when the claim has run out: a contact and a bank check are looked for by our ids before another is
 * made, and RazorpayX answers a fund account that it knows with the same one (razorpay.md 7.3).
 */
export async function registerPayee(world: PayeeWorld, input: { readonly payoutAccountId: string; readonly now: Date }): Promise<void> {
  const { payoutAccountId, now } = input;
  const until = minutesAfter(now, PAYEE_LEASE_SECONDS / 60);
  if (!(await claimAccount(world.db, { payoutAccountId, now, until }))) return;
  const payee = await findPayeeToRegister(world.db, payoutAccountId);
  if (!payee) return;
  if (payee.account.status === 'checking') return askBank(world, payee.account, now);
  const introduced = await introduce(world, payee, now);
  if (introduced) await askBank(world, introduced, now);
}

async function introduce(world: PayeeWorld, payee: PayeeToRegister, now: Date): Promise<PayoutAccountRow | null> {
  const { db, payoutGateway } = world;
  const { account, profile } = payee;
  if (payee.onboarding_status !== 'submitted') return wait(db, account, null);
  const contact = profile.gateway_contact_id ?? (await heard(db, account, await findOrCreateContact(payoutGateway, profile), now));
  if (contact === null) return null;
  await db.updateTable('provider_profile').set({ gateway_contact_id: contact }).where('provider_id', '=', profile.provider_id).where('gateway_contact_id', 'is', null).execute();
  const fundAccount = account.gateway_fund_account_id ?? (await heard(db, account, await payoutGateway.createFundAccount(fundAccountOf(world.seal, account, contact)), now));
  if (fundAccount === null) return null;
  await db.updateTable('payout_account').set({ gateway_fund_account_id: fundAccount }).where('id', '=', account.id).execute();
  const started = await startCheck(db, account, now);
  return started ? { ...account, status: 'checking', gateway_fund_account_id: fundAccount } : null;
}

/** A contact whose answer was lost is found by our id: by its details it would be another one as soon as they are changed. */
async function findOrCreateContact(payoutGateway: PayoutGateway, { provider_id: reference, legal_name: name, email, phone }: ProfileRow): Promise<Answer<{ id: string }>> {
  const known = await payoutGateway.findContact(reference);
  if (known.kind === 'refused') return { kind: 'unknown', cause: known.code };
  if (known.kind === 'unknown') return known;
  return known.value ? { kind: 'accepted', value: known.value } : payoutGateway.createContact({ name, email, phone, reference });
}

function fundAccountOf(seal: Seal, account: PayoutAccountRow, contactId: string): FundAccountDetails {
  const number = seal.open(account.number_sealed, sealedAt.accountNumber(account.id));
  if (account.kind === 'vpa') return { kind: 'vpa', contactId, address: number };
  return { kind: 'bank_account', contactId, holderName: account.holder_name, ifsc: account.ifsc ?? '', accountNumber: number };
}

/** The id that was given; null after arranging what happens instead. */
async function heard(db: Database, account: PayoutAccountRow, answer: Answer<{ id: string }>, now: Date): Promise<string | null> {
  if (answer.kind === 'accepted') return answer.value.id;
  if (answer.kind === 'unknown') return wait(db, account, minutesAfter(now, payeePauseMinutes(account.created_at, now)));
  if (isOurFault(answer.description)) return wait(db, account, minutesAfter(now, PAYEE_MENDING_MINUTES), `RazorpayX: ${withoutNumbers(answer.description)}`);
  await refuseAccount(db, { account, description: answer.description, now });
  return null;
}

async function wait(db: Database, account: PayoutAccountRow, until: Date | null, reason?: string): Promise<null> {
  await db.updateTable('payout_account').set({ next_try_at: until, ...(reason !== undefined && { reason }) }).where('id', '=', account.id).where('status', 'in', ['new', 'checking']).execute();
  return null;
}

/** RazorpayX knows the account: from now on the bank is asked. False when the provider has replaced it meanwhile. */
async function startCheck(db: Database, account: PayoutAccountRow, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const provider = await lockProvider(trx, account.provider_id);
    if (provider?.onboarding_status !== 'submitted') return false;
    if (!(await moveAccount(trx, { account, event: 'bank_asked', to: 'checking', actor: SYSTEM, now, change: { reason: null } }))) return false;
    await moveProvider(trx, { provider, event: 'bank_check_started', to: 'bank_check', actor: SYSTEM, now });
    return true;
  });
}
