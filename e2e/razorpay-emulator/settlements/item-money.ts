import type { World } from '../world.ts';

export type ItemMoney = { credit: number; debit: number; fee: number; tax: number };

/** What a payment or refund does to the settlement it is in. A refund gives back no fee. */
export function moneyOf(world: World, id: string): ItemMoney {
  const payment = world.store.payments.find(id);
  if (!payment) return { credit: 0, debit: world.store.refunds.get(id).amount, fee: 0, tax: 0 };
  const [fee, tax] = [payment.fee ?? 0, payment.tax ?? 0];
  return { credit: payment.amount - fee, debit: 0, fee, tax };
}

export function totalOf(world: World, ids: Iterable<string>): { amount: number; fees: number; tax: number } {
  const total = { amount: 0, fees: 0, tax: 0 };
  for (const id of ids) {
    const { credit, debit, fee, tax } = moneyOf(world, id);
    total.amount += credit - debit;
    total.fees += fee;
    total.tax += tax;
  }
  return total;
}
