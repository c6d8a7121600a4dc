import type { Trx } from '#db/client.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';

/**
 * A bank refused the account, whatever its check had said: nothing more is sent there. If it is the one in use, the
 * provider is paid again once another account is verified; until then every payout of theirs waits.
 */
export async function denyAccount(trx: Trx, denied: { readonly payoutAccountId: string; readonly sentence: string; readonly now: Date }): Promise<void> {
  const { payoutAccountId, sentence, now } = denied;
  const result = await trx
    .updateTable('payout_account')
    .set({ status: 'invalid', reason: sentence })
    .where('id', '=', payoutAccountId)
    .where('status', '=', 'valid')
    .executeTakeFirstOrThrow();
  if (result.numUpdatedRows !== 1n) return;
  const account = await trx.selectFrom('payout_account').select('provider_id').where('id', '=', payoutAccountId).executeTakeFirstOrThrow();
  const event = { masterBookingId: null, note: sentence } as const;
  await recordEvents(trx, [{ ...event, subjectKind: 'payout_account', subjectId: payoutAccountId, event: 'payout_denied', from: 'valid', to: 'invalid' }], SYSTEM, now);
  const paused = await trx.updateTable('provider').set({ onboarding_status: 'rejected' }).where('id', '=', account.provider_id).where('onboarding_status', '=', 'verified').executeTakeFirstOrThrow();
  if (paused.numUpdatedRows !== 1n) return;
  await trx.updateTable('provider_profile').set({ decided_at: now, decided_by: null, decision_reason: sentence }).where('provider_id', '=', account.provider_id).execute();
  await recordEvents(trx, [{ ...event, subjectKind: 'provider', subjectId: account.provider_id, event: 'rejected', from: 'verified', to: 'rejected' }], SYSTEM, now);
}
