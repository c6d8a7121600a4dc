import type { Payment, Refund } from '../entities.ts';
import type { World } from '../world.ts';
import { EXTRA_FEE } from './entities.ts';

/** False for what the API keeps quiet about, as if it had never been. */
export function isTold(world: World, { id }: { id: string }): boolean {
  if (world.store.plants.size === 0) return true;
  const kind = world.store.plants.find(id)?.kind;
  return kind !== 'payment_missing' && kind !== 'refund_missing';
}

/** The rows that are told, in their order. */
export function* toldRows<T extends { id: string }>(world: World, rows: Iterable<T>): Generator<T> {
  for (const row of rows) if (isTold(world, row)) yield row;
}

/** A collection that finds only what is told. */
export function toldOnly<T extends { id: string }>(world: World, rows: { find(id: string): T | undefined }): { find(id: string): T | undefined } {
  return {
    find: (id) => {
      const row = rows.find(id);
      return row && isTold(world, row) ? row : undefined;
    },
  };
}

export function toldPayment(world: World, payment: Payment): Payment {
  if (world.store.plants.find(payment.id)?.kind !== 'payment_fee') return payment;
  return { ...payment, fee: (payment.fee ?? 0) + EXTRA_FEE.fee, tax: (payment.tax ?? 0) + EXTRA_FEE.tax };
}

export function toldRefund(world: World, refund: Refund): Refund {
  return world.store.plants.find(refund.id)?.kind === 'refund_status' ? { ...refund, status: 'failed' } : refund;
}
