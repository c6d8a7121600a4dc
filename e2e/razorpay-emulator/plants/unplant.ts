import { AdminError } from '../admin-fields.ts';
import { announce } from '../announce.ts';
import { removeItem } from '../settlements/settle.ts';
import type { World } from '../world.ts';
import { announceX } from '../x/announce-x.ts';
import type { Plant } from './entities.ts';

/** The truth comes late: the API tells it from now on, and what no event had told is told by its events. */
export function unplant(world: World, plant: Plant): void {
  const { id, kind } = plant;
  if (kind === 'payment_extra') takeBackPayment(world, id);
  if (kind === 'refund_extra') announceRefund(world, id);
  if (kind === 'statement_extra') announcePayout(world, plant);
  world.store.plants.remove(id);
}

/** It was never there: nobody ordered it. */
function takeBackPayment(world: World, id: string): void {
  const { payments, refunds, orders, settledItems, settlements } = world.store;
  if (refunds.withKey(id).length > 0) throw new AdminError(`${id} was refunded since, so it stays.`);
  removeItem(world, settlements.get(settledItems.get(id).settlement_id), id);
  orders.remove(payments.get(id).order_id);
  payments.remove(id);
}

function announceRefund(world: World, id: string): void {
  const refund = world.store.refunds.get(id);
  const payment = world.store.payments.get(refund.payment_id);
  announce(world, 'refund.created', { refund, payment });
  announce(world, 'refund.processed', { refund, payment });
}

function announcePayout(world: World, { id, transaction_id }: Plant): void {
  const payout = world.store.payouts.get(id);
  announceX(world, 'payout.processed', { payout });
  announceX(world, 'transaction.created', { transaction: world.store.transactions.get(transaction_id ?? '') });
}
