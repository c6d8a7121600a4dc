import type { World } from '../world.ts';
import type { ReconItem, Settlement } from './entities.ts';
import { moneyOf } from './item-money.ts';

/** The line of a settled payment or refund as it truly is. */
export function reconItemOf(world: World, { id: settlement_id, utr, created_at: settled_at }: Settlement, id: string): ReconItem {
  const refund = world.store.refunds.find(id);
  const payment = world.store.payments.get(refund?.payment_id ?? id);
  const { amount, currency, created_at, notes } = refund ?? payment;
  const order = world.store.orders.get(payment.order_id);
  const { card } = payment.hidden;
  return {
    entity_id: id, type: refund ? 'refund' : 'payment', ...moneyOf(world, id), amount, currency, on_hold: false, settled: true, created_at, settled_at, settlement_id,
    posted_at: null, credit_type: 'default', description: refund ? null : payment.description, notes: Object.keys(notes).length > 0 ? notes : null,
    payment_id: refund ? payment.id : null, settlement_utr: utr, order_id: order.id, order_receipt: order.receipt, method: payment.method,
    card_network: card?.network ?? null, card_issuer: card?.issuer ?? null, card_type: card?.type ?? null, dispute_id: null,
  };
}
