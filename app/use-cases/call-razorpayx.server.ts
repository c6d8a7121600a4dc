import { minutesAfter } from '#app/domain/appointment-time.ts';
import { RESEND_AFTER_MINUTES } from '#app/domain/payout-bounds.ts';
import { decidePayoutRefusal } from '#app/domain/payout-refusal.ts';
import type { Answer } from '#app/razorpay/answer.server.ts';
import type { GatewayPayout } from '#app/razorpay/payout-entities.ts';
import type { PayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import type { Database, Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { lockPayout, type AttemptRow, type PayoutRow } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { failPayout } from './fail-payout.server.ts';
import { movePayout } from './move-payout.server.ts';
import { settlePayout } from './settle-payout.server.ts';

export interface PayoutWorld {
  readonly db: Database;
  readonly payoutGateway: PayoutGateway;
}

/** Sends exactly what is stored, under the stored key. Also how a try without an answer is repeated. */
export async function callRazorpayX(world: PayoutWorld, attempt: AttemptRow, now: Date): Promise<void> {
  const answer = await world.payoutGateway.createPayout({ body: attempt.request_body, idempotencyKey: attempt.idempotency_key });
  await settleAnswer(world.db, attempt, answer, now);
}

async function settleAnswer(db: Database, attempt: AttemptRow, answer: Answer<GatewayPayout>, now: Date): Promise<void> {
  if (answer.kind === 'accepted') return void (await settlePayout(db, { told: answer.value, now }));
  const nextAsk = minutesAfter(attempt.started_at, RESEND_AFTER_MINUTES[attempt.sends - 1] ?? RESEND_AFTER_MINUTES.at(-1)!);
  if (answer.kind === 'unknown') return becomeUnknown(db, attempt, answer.cause, nextAsk, now);
  const decision = decidePayoutRefusal(answer.description);
  // The key may be in use at RazorpayX; and a refused repetition says nothing of the request before it.
  if (decision.next === 'ask_gateway' || attempt.sends > 1) return becomeUnknown(db, attempt, answer.description, nextAsk, now);
  await inTransaction(db, async (trx) => {
    const payout = await lockPayout(trx, attempt.payout_id);
    if (payout.attempts !== attempt.number || (payout.status !== 'processing' && payout.status !== 'outcome_unknown')) return;
    // It took so long that it was sent again meanwhile: this no says nothing of the request that is on its way.
    const { sends } = await trx.selectFrom('payout_attempt').select('sends').where('id', '=', attempt.id).executeTakeFirstOrThrow();
    if (sends !== attempt.sends) return;
    await trx.updateTable('payout_attempt').set({ status: 'refused', detail: answer.description.slice(0, 300), ended_at: now }).where('id', '=', attempt.id).execute();
    if (decision.next === 'later' && payout.status === 'processing') return defer(trx, payout, decision, now);
    await failPayout(trx, { payout, reason: 'refused', words: answer.description, cameBack: false, now });
  });
}

/** Refused for a cause of ours, not of the provider's account: it uses up no try, and the admins hear of it once. */
async function defer(trx: Trx, payout: PayoutRow, { sentence, afterMinutes }: { sentence: string; afterMinutes: number }, now: Date): Promise<void> {
  const change = { tries: payout.tries - 1, next_try_at: minutesAfter(now, afterMinutes), note: sentence, last_reason: 'refused' };
  await movePayout(trx, { payout, event: 'payout_deferred', to: 'queued', now, note: sentence, change });
  if (payout.last_reason !== 'refused') await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'payout-alert', payoutId: payout.id } }], now);
}

export async function becomeUnknown(db: Database, attempt: AttemptRow, cause: string, nextAsk: Date, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const payout = await lockPayout(trx, attempt.payout_id);
    if (payout.attempts !== attempt.number) return;
    if (payout.status === 'processing') {
      const marked = await trx.updateTable('payout_attempt').set({ status: 'outcome_unknown', detail: cause.slice(0, 300) }).where('id', '=', attempt.id).where('status', '=', 'sending').executeTakeFirstOrThrow();
      if (marked.numUpdatedRows !== 1n) return;
      await movePayout(trx, { payout, event: 'payout_unanswered', to: 'outcome_unknown', now, note: cause, change: { next_try_at: nextAsk } });
    } else if (payout.status === 'outcome_unknown') {
      await trx.updateTable('payout').set({ next_try_at: nextAsk }).where('id', '=', payout.id).execute();
    }
  });
}
