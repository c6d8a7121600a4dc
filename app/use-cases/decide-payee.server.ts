import type { OnboardingStatus } from '#app/domain/onboarding.ts';
import { REASON_MAX } from '#app/domain/onboarding-bounds.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import type { ActorRef } from '#db/status-events.ts';
import { moveProvider } from './move-payee.server.ts';
import { releaseHeldPayouts } from './release-payouts.server.ts';

export interface Decision {
  readonly provider: { readonly id: string; readonly onboarding_status: OnboardingStatus };
  readonly actor: ActorRef;
  readonly now: Date;
}

/** From here on the provider is paid, and what waited for it goes on. In the caller's transaction, under the provider's lock. */
export async function verifyProvider(trx: Trx, { provider, actor, now, note }: Decision & { readonly note?: string | undefined }): Promise<void> {
  await moveProvider(trx, { provider, event: 'verified', to: 'verified', actor, now, note });
  await trx.updateTable('provider_profile').set({ decided_at: now, decided_by: actor.id, decision_reason: null }).where('provider_id', '=', provider.id).execute();
  await releaseHeldPayouts(trx, { providerId: provider.id, actor, now });
  await tell(trx, 'verified', provider.id, now);
}

/** Not paid until new details are verified. `reason` is a sentence the provider reads. */
export async function turnProviderDown(trx: Trx, { provider, actor, now, reason }: Decision & { readonly reason: string }): Promise<void> {
  await moveProvider(trx, { provider, event: 'rejected', to: 'rejected', actor, now, note: reason });
  await trx.updateTable('provider_profile').set({ decided_at: now, decided_by: actor.id, decision_reason: reason.slice(0, REASON_MAX) }).where('provider_id', '=', provider.id).execute();
  await tell(trx, 'rejected', provider.id, now);
}

/** Verified and rejected go to the provider, review to the admins. */
export async function tell(trx: Trx, news: 'verified' | 'rejected' | 'review', providerId: string, now: Date): Promise<void> {
  await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'payee-news', news, providerId } }], now);
}
