import type { World } from '../world.ts';
import { totalOf } from './item-money.ts';

/** One sentence per settlement that is not the sum of its items, and per payment or refund that is settled and waits, or does neither. */
export function settlementFaults(world: World): string[] {
  const { settlements, settledItems, waitingItems, payments, refunds } = world.store;
  const faults: string[] = [];
  for (const settlement of settlements.oldestFirst()) {
    const { amount, fees, tax } = totalOf(world, settledItems.idsWithKey(settlement.id));
    if (settlement.amount !== amount || settlement.fees !== fees || settlement.tax !== tax) faults.push(`${settlement.id} tells ${settlement.amount}, its items come to ${amount}`);
  }
  const check = (id: string, counts: boolean): void => {
    const times = Number(settledItems.find(id) !== undefined) + Number(waitingItems.find(id) !== undefined);
    if (times !== Number(counts)) faults.push(`${id} is settled or waiting ${times} times`);
  };
  for (const payment of payments.oldestFirst()) check(payment.id, payment.captured);
  for (const refund of refunds.oldestFirst()) check(refund.id, refund.status === 'processed' && payments.get(refund.payment_id).captured);
  return faults;
}
