import { formatPaise } from '#app/domain/money.ts';
import type { DiscrepancyKind } from '#app/domain/reconciliation.ts';

interface Amounts {
  readonly kind: DiscrepancyKind;
  readonly expected_paise: number | null;
  readonly actual_paise: number | null;
}

/** What each book says and what lies between; null where the amounts are not what differs. */
export function amountsSentence({ kind, expected_paise: ours, actual_paise: theirs }: Amounts): string | null {
  if (ours === null || theirs === null) return null;
  const both = `${formatPaise(theirs)} at Razorpay and ${formatPaise(ours)} in our books: ${formatPaise(Math.abs(theirs - ours))} ${theirs > ours ? 'more' : 'less'}`;
  switch (kind) {
    case 'fee_differs':
      // The GST in it may be all that differs.
      return ours === theirs ? null : `It is ${both}.`;
    case 'amount_over':
    case 'amount_under':
    case 'duplicate':
      return `It is ${both}.`;
    case 'missing_at_ours':
      return `It is about ${formatPaise(theirs)}.`;
    case 'missing_at_theirs':
      return `It is about ${formatPaise(ours)}.`;
    default:
      return null;
  }
}
