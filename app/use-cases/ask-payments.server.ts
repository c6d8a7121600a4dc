import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { LATE_PAYMENT_MINUTES } from '#app/domain/booking-bounds.ts';
import { SYSTEM } from '#db/status-events.ts';
import { confirmPayment, type World } from './confirm-payment.server.ts';
import { endHold } from './end-hold.server.ts';

const ASKS_PER_ROUND = 50;

/**
 * Asks about orders that are older than they should be, because a webhook may never come and a tab may be closed. Two
 * workers may ask about the same one: settling is the same twice.
 */
export async function askPayments(world: World, now: Date): Promise<number> {
  const due = await world.db
    .selectFrom('payment_transaction')
    .select(['id', 'gateway_order_id'])
    .where('next_ask_at', '<=', now)
    .where('status', 'in', ['created', 'authorized'])
    .where('gateway_order_id', 'is not', null)
    .orderBy('next_ask_at')
    .limit(ASKS_PER_ROUND)
    .execute();
  for (const payment of due) await confirmPayment(world, { gatewayOrderId: payment.gateway_order_id!, now });
  return due.length;
}

/**
 * Gives up visits whose hold has ended. One without an order cannot be paid any more; one with an order waits for late
 * money, and is asked about a last time before it goes. While the gateway is silent it is kept.
 */
export async function endHolds(world: World, now: Date): Promise<number> {
  const lastCall = new Date(now.getTime() - LATE_PAYMENT_MINUTES * MINUTE_MS);
  const due = await world.db
    .selectFrom('master_booking as master')
    .leftJoin('payment_transaction as payment', 'payment.master_booking_id', 'master.id')
    .select(['master.id', 'payment.gateway_order_id'])
    .where('master.status', '=', 'pending_payment')
    .where('master.hold_expires_at', '<=', now)
    .where((eb) => eb.or([eb('payment.gateway_order_id', 'is', null), eb('master.hold_expires_at', '<=', lastCall)]))
    .orderBy('master.hold_expires_at')
    .limit(ASKS_PER_ROUND)
    .execute();
  let ended = 0;
  for (const visit of due) {
    const news = visit.gateway_order_id === null ? 'unpaid' : await confirmPayment(world, { gatewayOrderId: visit.gateway_order_id, now });
    if (news === 'unpaid' && (await endHold(world.db, { masterBookingId: visit.id, actor: SYSTEM, now }))) ended += 1;
  }
  return ended;
}

/** One order, at somebody's request; throws while the gateway is silent, so that the queue asks again. */
export async function lookAtPayment(world: World, input: { readonly gatewayOrderId: string; readonly now: Date }): Promise<void> {
  if ((await confirmPayment(world, input)) === 'unknown') throw new Error('the gateway did not answer about an order');
}
