import type { HoldReason, PayoutEvent, PayoutStatus } from '#app/domain/payout.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { findLatestAttempt, lockPayout, type PayoutRow } from '#db/payouts.ts';
import { tryInTransaction } from '#db/transaction.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { movePayout } from './move-payout.server.ts';
import { settlePayout } from './settle-payout.server.ts';

export interface SteeringOrder {
  readonly payoutId: string;
  readonly adminId: string;
  readonly reason: string;
  readonly now: Date;
}

export type SteeringRefusal = Refusal<'not_possible' | 'account_missing' | 'unknown'>;

const SENDABLE: readonly PayoutStatus[] = ['on_hold', 'needs_attention', 'failed', 'reversed'];
const HOLDABLE: readonly PayoutStatus[] = ['queued', 'failed', 'reversed', 'needs_attention'];

/** Sends it (again) now, with as many tries by itself as a new one has. A held one without a verified account stays held. */
export async function sendPayoutAgain(db: Database, order: SteeringOrder): Promise<Outcome<null, SteeringRefusal>> {
  return steer(db, order, { from: SENDABLE, verb: 'send_payout_again', event: 'payout_released', to: 'queued' }, async (trx, payout) => {
    await leaveMessages(trx, [{ task: 'send-payout', payload: { payoutId: payout.id } }], order.now);
  });
}

export async function holdPayout(db: Database, order: SteeringOrder): Promise<Outcome<null, SteeringRefusal>> {
  return steer(db, order, { from: HOLDABLE, verb: 'hold_payout', event: 'payout_held', to: 'on_hold' }, async () => {});
}

interface Steering {
  readonly from: readonly PayoutStatus[];
  readonly verb: string;
  readonly event: PayoutEvent;
  readonly to: 'queued' | 'on_hold';
}

async function steer(db: Database, order: SteeringOrder, steering: Steering, also: (trx: Trx, payout: PayoutRow) => Promise<void>): Promise<Outcome<null, SteeringRefusal>> {
  const { now, adminId, reason } = order;
  return tryInTransaction<null, SteeringRefusal>(db, async (trx) => {
    const payout = await lockPayout(trx, order.payoutId);
    if (!steering.from.includes(payout.status)) return refused({ code: 'not_possible', message: 'This payout has moved on meanwhile. Nothing was changed; look at it again.' });
    const held = steering.to === 'on_hold';
    const holdReason: HoldReason | null = held ? 'admin' : null;
    const change = { hold_reason: holdReason, note: held ? reason : null, next_try_at: held ? null : now, ...(!held && { tries: 0 }) };
    await movePayout(trx, { payout, event: steering.event, to: steering.to, now, change, note: reason, actor: { kind: 'admin', id: adminId } });
    await also(trx, payout);
    await audit(trx, order, steering.verb, payout);
    return accepted(null);
  });
}

async function audit(trx: Trx, order: SteeringOrder, verb: string, payout: PayoutRow): Promise<void> {
  await writeAudit(trx, {
    actorKind: 'admin', actorId: order.adminId, verb, subjectKind: 'payout', subjectId: payout.id,
    before: { status: payout.status, holdReason: payout.hold_reason, amountPaise: payout.amount_paise }, reason: order.reason, at: order.now,
  });
}

/** Takes back what RazorpayX has only queued; it then waits here for an admin. The wish is on record before the call. */
export async function cancelQueuedPayout({ db, payoutGateway }: PayoutWorld, order: SteeringOrder): Promise<Outcome<null, SteeringRefusal>> {
  const notQueued = refused({ code: 'not_possible' as const, message: 'RazorpayX has no queued payout of this; it may have been sent meanwhile. Nothing was changed.' });
  const attempt = await findLatestAttempt(db, order.payoutId);
  if (attempt?.status !== 'queued' || attempt.gateway_payout_id === null) return notQueued;
  await tryInTransaction(db, async (trx) => {
    await audit(trx, order, 'cancel_queued_payout', await lockPayout(trx, order.payoutId));
    return accepted(null);
  });
  const answer = await payoutGateway.cancelPayout(attempt.gateway_payout_id);
  if (answer.kind === 'accepted') {
    await settlePayout(db, { told: answer.value, now: order.now });
    return accepted(null);
  }
  if (answer.kind === 'refused') return notQueued;
  return refused({ code: 'unknown', message: 'RazorpayX did not answer. It may be cancelled or not; look again in a minute.' });
}
