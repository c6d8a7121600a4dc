import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { judgeAccount, type AccountVerdict } from '#app/domain/onboarding.ts';
import { BANK_SILENCE_DAYS, REASON_MAX } from '#app/domain/onboarding-bounds.ts';
import { accountIdentity } from '#app/domain/payee.ts';
import { VALIDATION_ASK_MINUTES, VALIDATION_TRIES_MAX } from '#app/domain/payout-bounds.ts';
import { namesAgree } from '#app/domain/same-name.ts';
import type { GatewayValidation } from '#app/razorpay/payout-entities.ts';
import type { Database, Trx } from '#db/client.ts';
import { findAccount, findLastDeskDecision, isSharedAccount, lockProvider, type PayoutAccountRow, type ProviderRow } from '#db/payees.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';
import { SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { tell, turnProviderDown, verifyProvider } from './decide-payee.server.ts';
import { moveAccount } from './move-payee.server.ts';

/** What the bank said, as RazorpayX tells it when asked; happens once, however often it is told. */
export async function settleValidation({ db, seal }: { readonly db: Database; readonly seal: Seal }, input: { readonly payoutAccountId: string; readonly told: GatewayValidation; readonly now: Date }): Promise<void> {
  const { told, now } = input;
  const { provider_id } = (await findAccount(db, input.payoutAccountId)) ?? {};
  if (provider_id === undefined) return;
  await inTransaction(db, async (trx) => {
    const provider = await lockProvider(trx, provider_id);
    const account = await findAccount(trx, input.payoutAccountId);
    if (!provider || account?.status !== 'checking' || account.gateway_validation_id !== told.id) return;
    const verdict = await judge(trx, seal, { provider, account, told, now });
    await carryOut(trx, { provider, account, told, verdict, now });
  });
}

interface Case {
  readonly provider: ProviderRow;
  readonly account: PayoutAccountRow;
  readonly told: GatewayValidation;
  readonly now: Date;
}

async function judge(trx: Trx, seal: Seal, { provider, account, told, now }: Case): Promise<AccountVerdict> {
  const { results } = told;
  const accountStatus = results?.account_status === 'active' || results?.account_status === 'invalid' ? results.account_status : null;
  const number = seal.open(account.number_sealed, sealedAt.accountNumber(account.id));
  const fingerprints = seal.fingerprints(accountIdentity({ ...account, number }));
  const shared = await isSharedAccount(trx, { providerId: provider.id, fingerprints });
  const verdict = judgeAccount({ status: told.status, accountStatus, registeredName: results?.registered_name ?? null, nameMatchScore: results?.name_match_score ?? null }, shared);
  if (verdict.kind === 'wait' && minutesAfter(account.created_at, BANK_SILENCE_DAYS * DAY_MINUTES) <= now) return { kind: 'review', reason: `The bank has not answered for ${BANK_SILENCE_DAYS} days.` };
  if (verdict.kind === 'ask_again' && account.tries >= VALIDATION_TRIES_MAX) return { kind: 'review', reason: `The bank could not be asked in ${VALIDATION_TRIES_MAX} tries.` };
  return verdict.kind === 'valid' ? doubt(trx, provider, account) : verdict;
}

/**
 * The bank compares with the holder's name that was typed here, so whoever got hold of a login could name themselves:
 * a holder other than the provider is for a person to see. So is one whom a person has turned down before.
 */
async function doubt(trx: Trx, provider: ProviderRow, account: PayoutAccountRow): Promise<AccountVerdict> {
  if (!namesAgree(account.holder_name, provider.name)) return { kind: 'review', reason: `The account’s holder is ${account.holder_name}, the provider ${provider.name}.` };
  const turnedDown = await findLastDeskDecision(trx, provider.id);
  if (turnedDown?.event === 'rejected') return { kind: 'review', reason: `The desk turned this provider down before: ${turnedDown.note ?? 'no reason is noted'}` };
  return { kind: 'valid' };
}

async function carryOut(trx: Trx, { provider, account, told, verdict, now }: Case & { readonly verdict: AccountVerdict }): Promise<void> {
  if (verdict.kind === 'wait') return;
  if (verdict.kind === 'ask_again') {
    await trx.updateTable('payout_account').set({ gateway_validation_id: null, next_try_at: minutesAfter(now, VALIDATION_ASK_MINUTES * account.tries) }).where('id', '=', account.id).execute();
    return;
  }
  const reason = verdict.kind === 'valid' ? null : verdict.reason.slice(0, REASON_MAX);
  const change = { registered_name: told.results?.registered_name?.slice(0, 120) ?? null, name_match_score: told.results?.name_match_score ?? null, reason, checked_at: now, next_try_at: null };
  const common = { account, actor: SYSTEM, now, change, ...(reason !== null && { note: reason }) };
  const decides = provider.onboarding_status === 'bank_check';
  if (verdict.kind === 'valid') {
    await moveAccount(trx, { ...common, event: 'bank_confirmed', to: 'valid' });
    if (decides) await verifyProvider(trx, { provider, actor: SYSTEM, now });
  } else if (verdict.kind === 'review') {
    await moveAccount(trx, { ...common, event: 'review_needed', to: 'review' });
    if (decides) await tell(trx, 'review', provider.id, now);
  } else {
    await moveAccount(trx, { ...common, event: 'bank_denied', to: 'invalid' });
    if (decides) await turnProviderDown(trx, { provider, actor: SYSTEM, now, reason: verdict.reason });
  }
}

/** Nothing more is asked by itself; a person decides. */
export async function sendToReview(db: Database, input: { readonly account: PayoutAccountRow; readonly reason: string; readonly now: Date }): Promise<void> {
  const { account, reason, now } = input;
  await inTransaction(db, async (trx) => {
    const provider = await lockProvider(trx, account.provider_id);
    const moved = await moveAccount(trx, { account, event: 'review_needed', to: 'review', actor: SYSTEM, now, note: reason, change: { reason, checked_at: now, next_try_at: null } });
    if (moved && provider?.onboarding_status === 'bank_check') await tell(trx, 'review', account.provider_id, now);
  });
}
