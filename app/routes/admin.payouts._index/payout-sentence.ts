import { formatPaise } from '#app/domain/money.ts';

export interface PayoutDesk {
  readonly needsAttention: { readonly count: number; readonly paise: number };
  readonly waitingForMoney: { readonly count: number; readonly paise: number };
  readonly missingPaise: number;
}

/** The page's first line: nothing is wrong, or what is. */
export function payoutSentence({ needsAttention }: PayoutDesk): string {
  const { count, paise } = needsAttention;
  if (count === 0) return 'Every payout is on its way';
  return `${count} ${count === 1 ? 'payout' : 'payouts'}, ${formatPaise(paise)}, ${count === 1 ? 'needs' : 'need'} you`;
}
