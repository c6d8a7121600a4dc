import { accountIdentity, maskAccount } from '#app/domain/payee.ts';
import type { PayoutAccountKind } from '#app/domain/onboarding.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import type { PayoutAccountRow, ProviderRow } from '#db/payees.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import type { Seal } from '#db/sealed-text.ts';
import type { ActorRef } from '#db/status-events.ts';
import { moveAccount, moveProvider } from './move-payee.server.ts';

interface Replacement {
  readonly provider: ProviderRow;
  readonly current: PayoutAccountRow | undefined;
  readonly account: { readonly kind: PayoutAccountKind; readonly holderName: string; readonly ifsc: string | null; readonly bankName: string; readonly number: string };
  readonly actor: ActorRef;
  readonly now: Date;
}

/** Retires the account in use, writes the new one sealed, and leaves the message that has it checked. Under the provider's lock. */
export async function replaceAccount(trx: Trx, seal: Seal, { provider, current, account, actor, now }: Replacement): Promise<{ shownAs: string; bankName: string }> {
  if (current) await retire(trx, current, actor, now);
  const id = newId();
  const shownAs = maskAccount(account.kind, account.number);
  await trx
    .insertInto('payout_account')
    .values({
      id,
      provider_id: provider.id,
      kind: account.kind,
      holder_name: account.holderName,
      ifsc: account.ifsc,
      bank_name: account.bankName,
      number_sealed: seal.seal(account.number, sealedAt.accountNumber(id)),
      shown_as: shownAs,
      fingerprint: seal.fingerprints(accountIdentity(account))[0],
      status: 'new',
      gateway_fund_account_id: null,
      gateway_validation_id: null,
      registered_name: null,
      name_match_score: null,
      reason: null,
      tries: 0,
      next_try_at: now,
      created_at: now,
      checked_at: null,
      retired_at: null,
    })
    .execute();
  const paused = provider.onboarding_status === 'verified' || provider.onboarding_status === 'bank_check';
  await moveProvider(trx, { provider, event: paused ? 'account_changed' : 'details_submitted', to: 'submitted', actor, now, note: `${account.bankName} ${shownAs}` });
  await leaveMessages(trx, [{ task: 'register-payee', payload: { payoutAccountId: id } }], now);
  return { shownAs, bankName: account.bankName };
}

async function retire(trx: Trx, current: PayoutAccountRow, actor: ActorRef, now: Date): Promise<void> {
  const change = { retired_at: now, next_try_at: null };
  if (await moveAccount(trx, { account: current, event: 'replaced', to: 'retired', actor, now, change })) return;
  // A bank denied it since it was read.
  await moveAccount(trx, { account: { ...current, status: 'invalid' }, event: 'replaced', to: 'retired', actor, now, change });
}
