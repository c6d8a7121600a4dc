import { AdminError } from '../admin-fields.ts';
import type { Payment, Refund } from '../entities.ts';
import type { Settlement } from '../settlements/entities.ts';
import { latestFirst } from '../settlements/settlements.ts';
import type { World } from '../world.ts';
import type { FundAccount, Transaction } from '../x/entities.ts';

const SETTLEMENT = /^setl_/;

/** The entity asked for, or the oldest settled one of this prefix; a settlement's id asks for the first in it. */
export function pickItem(world: World, prefix: 'pay_' | 'rfnd_' | '', id: string | undefined): Payment | Refund {
  const { settledItems, payments, refunds } = world.store;
  const itemOf = (itemId: string): Payment | Refund | undefined => payments.find(itemId) ?? refunds.find(itemId);
  if (id === undefined || SETTLEMENT.test(id)) {
    const ids = id === undefined ? oldestItems(world) : settledItems.idsWithKey(id);
    for (const each of ids) if (each.startsWith(prefix) && isFree(world, each)) return itemOf(each)!;
    throw new AdminError('Nothing settled is left to plant this on.');
  }
  const item = id.startsWith(prefix) ? itemOf(id) : undefined;
  if (!item) throw new AdminError(`${id} is nothing this can be planted on.`);
  if (item.entity === 'payment' ? !item.captured : item.status !== 'processed') throw new AdminError(`${id} is ${item.status}.`);
  refusePlanted(world, id);
  return item;
}

function* oldestItems(world: World): Generator<string> {
  for (const { id } of latestFirst(world.store.settlements.newestFirst()).toReversed()) yield* world.store.settledItems.idsWithKey(id);
}

export function pickSettlement(world: World, id: string | undefined): Settlement {
  const settlement = id === undefined ? latestFirst(world.store.settlements.newestFirst()).at(-1) : world.store.settlements.find(id);
  if (!settlement) throw new AdminError('There is no such settlement.');
  return settlement;
}

/** The settlement after the item's own, or the one before it when its own is the latest. */
export function pickOtherSettlement(world: World, id: string): Settlement {
  const own = world.store.settledItems.find(id)?.settlement_id;
  if (own === undefined) throw new AdminError(`${id} is not settled yet.`);
  const all = latestFirst(world.store.settlements.newestFirst());
  const index = all.findIndex((settlement) => settlement.id === own);
  const other = all[index - 1] ?? all[index + 1];
  if (!other) throw new AdminError('There is no other settlement.');
  return other;
}

export function pickRefundable(world: World, id: string | undefined, paise: number): Payment {
  const fits = ({ status, amount, amount_refunded }: Payment): boolean => status === 'captured' && amount - amount_refunded >= paise;
  const payment = id === undefined ? firstThat(world.store.payments.oldestFirst(), fits) : world.store.payments.find(id);
  if (!payment || !fits(payment)) throw new AdminError('There is no such payment with enough left to refund.');
  return payment;
}

/** The debit of a payout, by the payout's id or its own. */
export function pickDebit(world: World, id: string | undefined): Transaction & { source: { entity: 'payout' } } {
  const lines = id === undefined ? world.store.transactions.oldestFirst() : [world.store.transactions.find(id), ...world.store.transactions.withKey(id)];
  for (const line of lines) {
    if (line?.source.entity !== 'payout') continue;
    if (id !== undefined) refusePlanted(world, line.source.id);
    if (isFree(world, line.source.id)) return line as Transaction & { source: { entity: 'payout' } };
  }
  throw new AdminError('There is no such debit of a payout.');
}

/** The return of a payout that failed or was reversed, by the payout's id or its own. */
export function pickReturn(world: World, id: string | undefined): Transaction & { source: { entity: 'reversal' } } {
  for (const line of world.store.transactions.oldestFirst()) {
    if (line.source.entity !== 'reversal' || (id !== undefined && id !== line.id && id !== line.source.payout_id)) continue;
    if (isFree(world, line.source.payout_id)) return line as Transaction & { source: { entity: 'reversal' } };
  }
  throw new AdminError('There is no such return of a payout.');
}

export function pickPayee(world: World, id: string | undefined): FundAccount {
  const payee = id === undefined ? firstThat(world.store.fundAccounts.oldestFirst(), ({ active }) => active) : world.store.fundAccounts.find(id);
  if (!payee) throw new AdminError('There is no such fund account.');
  return payee;
}

function firstThat<T>(rows: Iterable<T>, wanted: (row: T) => boolean): T | undefined {
  for (const row of rows) if (wanted(row)) return row;
  return undefined;
}

function isFree(world: World, id: string): boolean {
  return world.store.plants.find(id) === undefined;
}

function refusePlanted(world: World, id: string): void {
  if (!isFree(world, id)) throw new AdminError(`${id} has a fault planted already.`);
}
