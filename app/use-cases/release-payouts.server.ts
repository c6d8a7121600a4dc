import { payableFrom, RELEASED_BY_VERIFYING } from '#app/domain/payout.ts';
import { payoutHoldHours } from '#app/env.server.ts';
import type { Trx } from '#db/client.ts';
import { leaveMessages, type OutgoingMessage } from '#db/messages.ts';
import type { ActorRef } from '#db/status-events.ts';
import { movePayout } from './move-payout.server.ts';

/**
 * The provider's account is verified: what was held only for want of one goes on, in the transaction that verified it; the chance to
 * complain still comes first.
 */
export async function releaseHeldPayouts(trx: Trx, { providerId, actor, now }: { readonly providerId: string; readonly actor: ActorRef; readonly now: Date }): Promise<void> {
  const held = await trx
    .selectFrom('payout')
    .select(['id', 'status', 'master_booking_id', 'created_at'])
    .where('provider_id', '=', providerId)
    .where('status', '=', 'on_hold')
    .where('hold_reason', 'in', RELEASED_BY_VERIFYING)
    .orderBy('created_at')
    .execute();
  const hours = payoutHoldHours();
  const messages: OutgoingMessage[] = [];
  for (const payout of held) {
    const dueAt = new Date(Math.max(now.getTime(), payableFrom(payout.created_at, hours).getTime()));
    const moved = await movePayout(trx, { payout, event: 'payout_released', to: 'queued', now, actor, change: { hold_reason: null, note: null, tries: 0, next_try_at: dueAt } });
    if (moved) messages.push({ task: 'send-payout', payload: { payoutId: payout.id }, ...(dueAt > now && { runAt: dueAt }) });
  }
  await leaveMessages(trx, messages, now);
}
