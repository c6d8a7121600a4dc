import type { World } from '../world.ts';
import type { Transaction } from '../x/entities.ts';
import { EXTRA_FEE } from './entities.ts';
import type { Plant } from './entities.ts';

/** The statement's lines as they are told, newest first; every balance follows from the lines told before it. */
export function* toldLines(world: World): Generator<Transaction> {
  const planted = plantsByLine(world);
  if (planted.size === 0) return yield* world.store.transactions.newestFirst();
  let shift = shiftOf(world, planted);
  for (const line of world.store.transactions.newestFirst()) {
    const plant = planted.get(line.id);
    let balance = line.balance + shift;
    for (const told of plant ? linesOf(plant, line).toReversed() : [line]) {
      yield { ...told, balance };
      balance -= told.credit - told.debit;
    }
    shift = balance - (line.balance - line.credit + line.debit);
  }
}

/** The line of this id, when it is told. */
export function toldLine(world: World, id: string): Transaction | undefined {
  if (plantsByLine(world).size === 0) return world.store.transactions.find(id);
  for (const line of toldLines(world)) if (line.id === id) return line;
  return undefined;
}

/** What the told balance is more than the true one. */
export function toldBalanceShift(world: World): number {
  return shiftOf(world, plantsByLine(world));
}

function plantsByLine(world: World): Map<string, Plant> {
  const found = new Map<string, Plant>();
  for (const plant of world.store.plants.oldestFirst()) if (plant.transaction_id !== null) found.set(plant.transaction_id, plant);
  return found;
}

function shiftOf(world: World, planted: Map<string, Plant>): number {
  let shift = 0;
  for (const [id, plant] of planted) {
    const line = world.store.transactions.get(id);
    for (const told of linesOf(plant, line)) shift += told.credit - told.debit;
    shift -= line.credit - line.debit;
  }
  return shift;
}

/** What a line becomes when a fault is planted on it: none, one or two lines. */
function linesOf({ kind, paise, hidden }: Plant, line: Transaction): Transaction[] {
  const debited = (more: number): Transaction => ({ ...line, amount: line.amount + more, debit: line.debit + more });
  switch (kind) {
    case 'statement_missing':
    case 'statement_return_missing':
      return [];
    case 'statement_over':
      return [debited(paise)];
    case 'statement_under':
      return [debited(-paise)];
    case 'statement_fee':
      return [withMoreFees(debited(EXTRA_FEE.fee))];
    case 'statement_duplicate':
      return [line, { ...line, id: hidden.secondLineId ?? line.id }];
    default:
      return [line];
  }
}

function withMoreFees(line: Transaction): Transaction {
  const { source } = line;
  if (source.entity !== 'payout') return line;
  return { ...line, source: { ...source, fees: source.fees + EXTRA_FEE.fee, tax: source.tax + EXTRA_FEE.tax } };
}
