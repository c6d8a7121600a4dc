import type { ReconItem, Settlement } from '../settlements/entities.ts';
import { reconItemOf } from '../settlements/recon-item.ts';
import type { World } from '../world.ts';
import { EXTRA_FEE } from './entities.ts';
import type { Plant } from './entities.ts';

/** The settlement as it is told: the sum of its items as they are told. */
export function toldSettlement(world: World, settlement: Settlement): Settlement {
  const told = { ...settlement };
  for (const plant of world.store.plants.oldestFirst()) {
    if (world.store.settledItems.find(plant.id)?.settlement_id !== settlement.id) continue;
    const item = reconItemOf(world, settlement, plant.id);
    count(told, item, -1);
    for (const line of linesOf(plant, item)) count(told, line, 1);
  }
  return told;
}

function count(settlement: Settlement, { credit, debit, fee, tax }: ReconItem, sign: 1 | -1): void {
  settlement.amount += sign * (credit - debit);
  settlement.fees += sign * fee;
  settlement.tax += sign * tax;
}

/** The settlement's lines as they are told, each made when it is asked for. */
export function* toldItems(world: World, settlement: Settlement): Generator<() => ReconItem> {
  const { settledItems, plants } = world.store;
  for (const id of settledItems.idsWithKey(settlement.id)) {
    const plant = plants.size > 0 ? plants.find(id) : undefined;
    if (!plant) yield () => reconItemOf(world, settlement, id);
    else for (const line of linesOf(plant, reconItemOf(world, settlement, id))) yield () => line;
  }
}

/** What a line becomes when a fault is planted on it: none, one or two. */
function linesOf({ kind, paise, hidden }: Plant, item: ReconItem): ReconItem[] {
  const { amount, credit, fee, tax } = item;
  switch (kind) {
    case 'payment_missing':
    case 'refund_missing':
    case 'refund_status':
      return [];
    case 'payment_amount_over':
      return [{ ...item, amount: amount + paise, credit: credit + paise }];
    case 'payment_amount_under':
      return [{ ...item, amount: amount - paise, credit: credit - paise }];
    case 'payment_fee':
      return [{ ...item, fee: fee + EXTRA_FEE.fee, tax: tax + EXTRA_FEE.tax, credit: credit - EXTRA_FEE.fee }];
    case 'wrong_batch':
      return [{ ...item, settlement_id: hidden.otherSettlementId ?? item.settlement_id }];
    case 'duplicate':
      return [item, item];
    default:
      return [item];
  }
}
