import type { Transaction } from './entities.ts';

/** What a line is found by: the payout it debits or gives back, or the bank's reference of a load. */
export function sourceKeyOf({ source }: Transaction): string {
  if (source.entity === 'bank_transfer') return source.bank_reference;
  return source.entity === 'reversal' ? source.payout_id : source.id;
}
