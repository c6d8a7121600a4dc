import { withoutNumbers } from '#app/domain/payee.ts';
import type { Database } from '#db/client.ts';
import { lockProvider, type PayoutAccountRow } from '#db/payees.ts';
import { SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { turnProviderDown } from './decide-payee.server.ts';
import { moveAccount } from './move-payee.server.ts';

/** RazorpayX does not take the account: its provider reads why and gives another. */
export async function refuseAccount(db: Database, input: { readonly account: PayoutAccountRow; readonly description: string; readonly now: Date }): Promise<void> {
  const { now } = input;
  const reason = `Razorpay, which makes our payments, did not take this account: ${withoutNumbers(input.description)}`;
  await inTransaction(db, async (trx) => {
    const provider = await lockProvider(trx, input.account.provider_id);
    const account = await trx.selectFrom('payout_account').select(['id', 'status']).where('id', '=', input.account.id).where('status', 'in', ['new', 'checking']).executeTakeFirst();
    if (!provider || !account) return;
    const event = account.status === 'new' ? 'account_refused' : 'bank_denied';
    await moveAccount(trx, { account, event, to: 'invalid', actor: SYSTEM, now, note: reason, change: { reason, checked_at: now, next_try_at: null } });
    if (provider.onboarding_status === 'submitted' || provider.onboarding_status === 'bank_check') await turnProviderDown(trx, { provider, actor: SYSTEM, now, reason });
  });
}
