import { announce } from './announce.ts';
import type { Notes, Payment, Refund } from './entities.ts';
import { newBankReference, newId } from './ids.ts';
import { awaitSettlement } from './settlements/settlement-days.ts';
import { planFor } from './world.ts';
import type { World } from './world.ts';

/** Refunds of exactly ₹24.68 fail, as in Razorpay's test mode. */
export const FAILING_AMOUNT_PAISE = 2468;
const SECONDS_PER_MINUTE = 60;
const MAGIC_FAILURE_AFTER_SECONDS = 10;

export type RefundWish = {
  amount: number;
  origin: Refund['hidden']['origin'];
  speed?: 'normal' | 'optimum';
  notes?: Notes;
  receipt?: string | null;
  idempotencyKey?: string | null;
  /** Processed at once, and no event tells of it. */
  silent?: boolean;
};

/** Books a refund that passed all checks: processed at once, or pending until the clock comes. */
export function bookRefund(world: World, payment: Payment, { amount, origin, speed = 'normal', notes = {}, receipt = null, idempotencyKey = null, silent = false }: RefundWish): Refund {
  const { settings } = world.store;
  const now = world.clock.now();
  const magic = !silent && amount === FAILING_AMOUNT_PAISE;
  const waitSeconds = settings.refundMode === 'pending' ? settings.refundSettleMinutes * SECONDS_PER_MINUTE : MAGIC_FAILURE_AFTER_SECONDS;
  const pending = magic || (!silent && settings.refundMode === 'pending');
  const refund = world.store.refunds.save({
    id: newId('rfnd'), entity: 'refund', amount, currency: payment.currency, payment_id: payment.id, notes, receipt, acquirer_data: { arn: null },
    created_at: now, batch_id: null, status: pending ? 'pending' : 'processed', speed_requested: speed,
    speed_processed: speed === 'optimum' && settings.instantRefunds ? 'instant' : 'normal',
    hidden: { origin, idempotencyKey, settleAt: pending ? now + waitSeconds : null, settleAs: magic ? 'failed' : settings.refundOutcome, arnAt: null },
  });
  countRefunded(world, payment, amount);
  if (!silent) announce(world, 'refund.created', { refund, payment });
  if (speed === 'optimum' && refund.speed_processed === 'normal') announce(world, 'refund.speed_changed', { refund, payment });
  if (pending) planSettlement(world, refund);
  else finish(world, refund, payment, silent);
  return refund;
}

/** Ends a pending refund; anything else stays as it is. */
export function settleRefund(world: World, refund: Refund, as: 'processed' | 'failed'): void {
  if (refund.status !== 'pending') return;
  const payment = world.store.payments.get(refund.payment_id);
  refund.status = as;
  refund.hidden.settleAt = null;
  world.store.refunds.save(refund);
  if (as === 'processed') return finish(world, refund, payment);
  // The event still counts the amount, as in the published sample; a fetch afterwards does not: the money is the merchant's again.
  announce(world, 'refund.failed', { refund, payment });
  countRefunded(world, payment, -refund.amount);
}

function finish(world: World, refund: Refund, payment: Payment, silent = false): void {
  refund.hidden.arnAt = world.clock.now() + world.store.settings.arnAfterMinutes * SECONDS_PER_MINUTE;
  world.store.refunds.save(refund);
  // A payment that was given back uncaptured never was the merchant's money.
  if (payment.captured) awaitSettlement(world, refund);
  if (!silent) announce(world, 'refund.processed', { refund, payment });
  planArn(world, refund);
}

function countRefunded(world: World, payment: Payment, amount: number): void {
  payment.amount_refunded += amount;
  const full = payment.amount_refunded === payment.amount;
  payment.refund_status = full ? 'full' : payment.amount_refunded > 0 ? 'partial' : null;
  payment.status = full ? 'refunded' : payment.captured ? 'captured' : 'authorized';
  world.store.payments.save(payment);
}

/** The bank's reference becomes known; under `rrn` for UPI and `utr` for netbanking. */
export function learnArn(world: World, refund: Refund): void {
  const { method } = world.store.payments.get(refund.payment_id);
  const name = method === 'upi' ? 'rrn' : method === 'netbanking' ? 'utr' : 'arn';
  refund.acquirer_data = { [name]: newBankReference() };
  refund.hidden.arnAt = null;
  world.store.refunds.save(refund);
}

export function planSettlement(world: World, { id, hidden: { settleAt } }: Refund): void {
  if (settleAt === null) return;
  planFor(world, settleAt, () => {
    const refund = world.store.refunds.find(id);
    if (refund?.hidden.settleAt === settleAt) settleRefund(world, refund, refund.hidden.settleAs);
  });
}

export function planArn(world: World, { id, hidden: { arnAt } }: Refund): void {
  if (arnAt === null) return;
  planFor(world, arnAt, () => {
    const refund = world.store.refunds.find(id);
    if (refund?.hidden.arnAt === arnAt) learnArn(world, refund);
  });
}
