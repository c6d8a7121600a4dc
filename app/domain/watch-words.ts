import type { FindingKind, Looked } from './watchdog.ts';

/** What is wrong with the webhooks of one of Razorpay's sides, and its mend, in the words of the desk and of its e-mails. */
export const SIDES = { pg: 'Razorpay', x: 'RazorpayX' } as const;

export const WRONG: Readonly<Record<FindingKind, string>> = {
  lost: 'A webhook was lost',
  silent: 'No webhooks arrive',
  disabled: 'No webhooks have arrived for a day',
  wrong_secret: 'Webhooks arrive with another secret',
};

export const MENDS: Readonly<Record<FindingKind, string>> = {
  lost: 'Nothing is to be done.',
  silent: 'Look whether the webhook is switched on at Razorpay (Settings, Webhooks) and whether its address can be reached from outside.',
  disabled: 'Razorpay switches a webhook off after a day of failures: switch it on again under Settings, Webhooks.',
  wrong_secret: 'The secret of the webhook at Razorpay is not the one in our settings. Give both the same, or the old one as the previous secret.',
};

const THINGS = [['payments', 'payment', 'payments'], ['refunds', 'refund', 'refunds'], ['payouts', 'payout', 'payouts'], ['loads', 'load of the balance', 'loads of the balance']] as const;

/** `2 payments, 1 refund`; `nothing` when all was known by another way. */
export function repairedInWords(repaired: Omit<Looked, 'missedAt'>): string {
  const parts = THINGS.filter(([key]) => repaired[key] > 0).map(([key, one, many]) => `${repaired[key]} ${repaired[key] === 1 ? one : many}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing';
}
