import { RELEASED_BY_VERIFYING } from '#app/domain/payout.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import type { ActorRef } from '#db/status-events.ts';
import { movePayout } from './move-payout.server.ts';

/** The provider's account is verified: what was held only for want of one goes on, in the transaction that verified it. */
export async function releaseHeldPayouts(trx: Trx, { providerId, actor, now }: { readonly providerId: string; readonly actor: ActorRef; readonly now: Date }): Promise<void> {
  const held = await trx
    .selectFrom('payout')
    .select(['id', 'status', 'master_booking_id'])
    .where('provider_id', '=', providerId)
    .where('status', '=', 'on_hold')
    .where('hold_reason', 'in', RELEASED_BY_VERIFYING)
    .orderBy('created_at')
    .execute();
  const released: string[] = [];
  for (const payout of held) {
    const moved = await movePayout(trx, { payout, event: 'payout_released', to: 'queued', now, actor, change: { hold_reason: null, note: null, tries: 0, next_try_at: now } });
    if (moved) released.push(payout.id);
  }
  await leaveMessages(trx, released.map((payoutId) => ({ task: 'send-payout', payload: { payoutId } })), now);
}
