import { announce } from '../announce.ts';
import { derivedId, newId } from '../ids.ts';
import { toldSettlement } from '../plants/told-settlement.ts';
import type { World } from '../world.ts';
import type { Settlement, WaitingItem } from './entities.ts';
import { totalOf } from './item-money.ts';

/** One settlement of these items, told to the endpoints; null when there is nothing to pay out, and they wait on. */
export function settle(world: World, items: WaitingItem[], at: number): Settlement | null {
  const total = totalOf(world, items.map(({ id }) => id));
  if (total.amount <= 0) return null;
  const settlement = world.store.settlements.save(emptySettlement(newId('setl'), at));
  for (const { id } of items) world.store.waitingItems.remove(id);
  addItems(world, settlement, items.map(({ id }) => id));
  announce(world, 'settlement.processed', { settlement: toldSettlement(world, settlement) });
  return settlement;
}

/** Items of a past that was not lived here join the one silent settlement of their time; it grows with every part of an import. */
export function settleSilently(world: World, ids: string[], at: number): void {
  const id = derivedId('setl', `settlement of ${at}`);
  addItems(world, world.store.settlements.find(id) ?? emptySettlement(id, at), ids);
}

export function addItems(world: World, settlement: Settlement, ids: string[]): void {
  const { amount, fees, tax } = totalOf(world, ids);
  world.store.settlements.save(Object.assign(settlement, { amount: settlement.amount + amount, fees: settlement.fees + fees, tax: settlement.tax + tax }));
  for (const id of ids) world.store.settledItems.save({ id, settlement_id: settlement.id });
}

export function removeItem(world: World, settlement: Settlement, id: string): void {
  const { amount, fees, tax } = totalOf(world, [id]);
  world.store.settlements.save(Object.assign(settlement, { amount: settlement.amount - amount, fees: settlement.fees - fees, tax: settlement.tax - tax }));
  world.store.settledItems.remove(id);
}

/** The bank's reference as in the published samples: the second, then six letters and digits. */
function emptySettlement(id: string, at: number): Settlement {
  return { id, entity: 'settlement', amount: 0, status: 'processed', fees: 0, tax: 0, utr: `${at}${id.slice(-6).toLowerCase()}`, created_at: at };
}
