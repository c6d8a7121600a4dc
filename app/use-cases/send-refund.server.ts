import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { BANK_REFERENCE_DAYS, PENDING_REFUND_ASK_MINUTES, REFUND_LEASE_SECONDS } from '#app/domain/refund-bounds.ts';
import { decideRefundFailure, refundBackOffMinutes } from '#app/domain/refund-failure.ts';
import type { Answer } from '#app/razorpay/answer.server.ts';
import type { GatewayRefund } from '#app/razorpay/entities.ts';
import type { Database } from '#db/client.ts';
import { findRefund } from '#db/refunds.ts';
import type { RefundTable } from '#db/tables.ts';
import type { Selectable } from 'kysely';
import type { World } from './confirm-payment.server.ts';
import { lookAtRefunds } from './look-at-refunds.server.ts';
import { moveRefund, parkRefund } from './move-refund.server.ts';
import { settleRefund } from './settle-refund.server.ts';

type Refund = Selectable<RefundTable>;

/**
 * Claim → call → settle (product.md 4). The claim is committed before the call and the call happens outside every
 * transaction, so that a crash at any moment leaves a row that says how far we came:
 *
 * - before the claim: `requested`, sent by the next look;
 * - after the claim: `sending` until the lease ends, then `outcome_unknown`: asked for, never sent blind;
 * - asked and not found: `requested` again, sent with the same key and body, which Razorpay answers with the same
 *   refund if it did get the first one after all.
 */
export async function sendRefund({ db, gateway }: World, input: { readonly refundId: string; readonly now: Date }): Promise<void> {
  const refund = await findRefund(db, input.refundId);
  if (!refund || refund.parked_reason !== null) return;
  if (refund.status === 'requested') return sendOnce({ db, gateway }, refund, input.now);
  if (refund.status === 'sending' && isLeftBehind(refund, input.now)) {
    await moveRefund(db, { refund, event: 'refund_unanswered', to: 'outcome_unknown', now: input.now, change: { next_try_at: input.now }, note: 'the worker that sent it is gone' });
    return ask({ db, gateway }, refund, input.now);
  }
  if (refund.status === 'outcome_unknown' || refund.status === 'pending') return ask({ db, gateway }, refund, input.now);
  if (refund.status === 'processed' && refund.next_try_at !== null && refund.next_try_at <= input.now) return learnReference({ db, gateway }, refund, input.now);
}

/** Looks for the number that the patient can quote at the bank, four times a day for two weeks. */
async function learnReference({ db, gateway }: World, refund: Refund, now: Date): Promise<void> {
  const until = (refund.settled_at?.getTime() ?? 0) + BANK_REFERENCE_DAYS * DAY_MINUTES * MINUTE_MS;
  const next = new Date(now.getTime() + PENDING_REFUND_ASK_MINUTES * MINUTE_MS);
  await db.updateTable('refund').set({ next_try_at: next.getTime() < until ? next : null }).where('id', '=', refund.id).execute();
  await lookAtRefunds({ db, gateway }, { gatewayPaymentId: refund.gateway_payment_id, now });
}

function isLeftBehind(refund: Refund, now: Date): boolean {
  return refund.claimed_at !== null && refund.claimed_at.getTime() + REFUND_LEASE_SECONDS * 1_000 <= now.getTime();
}

async function sendOnce({ db, gateway }: World, refund: Refund, now: Date): Promise<void> {
  if (refund.next_try_at !== null && refund.next_try_at > now) return;
  const claimed = await moveRefund(db, {
    refund, event: 'refund_claimed', to: 'sending', now,
    change: { tries: refund.tries + 1, claimed_at: now, next_try_at: null, waiting_for: null },
  });
  if (!claimed) return;
  const number = refund.tries + 1;
  await db.insertInto('refund_attempt').values({ refund_id: refund.id, number, started_at: now, ended_at: null, outcome: null, detail: null }).execute();
  const answer = await gateway.createRefund({
    gatewayPaymentId: refund.gateway_payment_id,
    amountPaise: refund.amount_paise,
    receipt: refund.id,
    idempotencyKey: refund.idempotency_key,
  });
  await endAttempt(db, refund.id, number, answer, now);
  await settleAnswer({ db, gateway }, { ...refund, status: 'sending', tries: number }, answer, now);
}

async function endAttempt(db: Database, refundId: string, number: number, answer: Answer<GatewayRefund>, now: Date): Promise<void> {
  const detail = answer.kind === 'refused' ? answer.description : answer.kind === 'unknown' ? answer.cause : answer.value.id;
  await db
    .updateTable('refund_attempt')
    .set({ ended_at: now, outcome: answer.kind, detail: detail.slice(0, 300) })
    .where('refund_id', '=', refundId)
    .where('number', '=', number)
    .execute();
}

async function settleAnswer(world: World, refund: Refund, answer: Answer<GatewayRefund>, now: Date): Promise<void> {
  const { db } = world;
  if (answer.kind === 'accepted') return void (await settleRefund(db, { refundId: refund.id, told: answer.value, now }));
  if (answer.kind === 'unknown') return becomeUnknown(db, refund, answer.cause, now);
  const decision = decideRefundFailure(answer.description);
  if (decision.next === 'ask') return becomeUnknown(db, refund, answer.description, now);
  if (decision.next === 'retry') {
    const wait = { next_try_at: later(now, refund.tries), waiting_for: decision.waitingFor };
    await moveRefund(db, { refund, event: 'refund_deferred', to: 'requested', now, change: wait, note: answer.description, alert: refund.tries === 1 });
    return;
  }
  // Somebody may have returned it in the dashboard: look before it is left to a person.
  if ((await lookAtRefunds(world, { gatewayPaymentId: refund.gateway_payment_id, now })) === 'unknown') return becomeUnknown(db, refund, answer.description, now);
  const deferred = await moveRefund(db, { refund, event: 'refund_deferred', to: 'requested', now, note: answer.description });
  if (deferred) await parkRefund(db, { refundId: refund.id, reason: `${decision.nextStep} Razorpay said: ${answer.description}`, now });
}

async function becomeUnknown(db: Database, refund: Refund, cause: string, now: Date): Promise<void> {
  await moveRefund(db, { refund, event: 'refund_unanswered', to: 'outcome_unknown', now, change: { next_try_at: later(now, refund.tries) }, note: cause });
}

function later(now: Date, tries: number): Date {
  return new Date(now.getTime() + refundBackOffMinutes(tries) * MINUTE_MS);
}

/** Only a look at the payment ends an unknown; the list of its refunds says whether ours is among them. */
async function ask(world: World, refund: Refund, now: Date): Promise<void> {
  const { db } = world;
  const looked = await lookAtRefunds(world, { gatewayPaymentId: refund.gateway_payment_id, now });
  const after = await findRefund(db, refund.id);
  if (!after || after.status === 'processed' || after.status === 'failed') return;
  const nextTry = { next_try_at: later(now, after.tries) };
  if (looked === 'looked' && after.status === 'outcome_unknown') {
    await moveRefund(db, { refund: after, event: 'refund_not_found', to: 'requested', now, change: { next_try_at: null }, note: 'Razorpay does not have it; it is sent again with the same key' });
    return sendOnce(world, { ...after, status: 'requested', next_try_at: null }, now);
  }
  await db.updateTable('refund').set(nextTry).where('id', '=', refund.id).where('status', '=', after.status).execute();
}
