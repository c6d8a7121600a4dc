interface TaskWords {
  readonly word: string;
  /** What becomes of its matter when the job is cancelled; said before anybody does. */
  readonly cancelled: string;
}

const BY_THE_CLOCK = 'The clock brings the next round, so cancelling one changes little.';

/** Every task of the queue in the words of the desk. */
const TASKS: Readonly<Record<string, TaskWords>> = {
  'send-refund': {
    word: 'Send a refund',
    cancelled: 'This moves money, and cancelling does not stop it: while the refund is undecided, the round of every minute finds it and sends it all the same. A refund that has been asked for is owed.',
  },
  'send-payout': {
    word: 'Send a payout',
    cancelled: 'This moves money, and cancelling does not stop it: while the payout is queued or due, the round of every minute finds it and sends it all the same. To stop it, hold the payout on its own page.',
  },
  'apply-webhook': { word: 'Apply a webhook event', cancelled: 'The event stays stored and unapplied until somebody applies it again in Webhooks. Payments, refunds and payouts that are open are asked about every minute anyhow.' },
  'look-at-payment': { word: 'Ask about a payment', cancelled: 'While the order is open, the round of every minute asks about it all the same.' },
  'register-payee': { word: 'Register a bank account', cancelled: 'While the account is undecided, the round of every minute registers it all the same.' },
  'look-at-discrepancy': { word: 'Ask about a discrepancy', cancelled: 'The discrepancy stays open; nobody asks again until you do.' },
  'send-mail': { word: 'Send an e-mail', cancelled: 'This e-mail is then never sent.' },
  'reconcile-day': { word: 'Close a day of the books', cancelled: 'The day stays open until it is closed on its own page or by the next morning’s round.' },
  'watch-webhooks': { word: 'Watch for silence', cancelled: BY_THE_CLOCK },
  'relay-outbox': { word: 'Hand the outbox over', cancelled: BY_THE_CLOCK },
  'ask-payments': { word: 'Ask about open payments', cancelled: BY_THE_CLOCK },
  'end-holds': { word: 'End holds', cancelled: BY_THE_CLOCK },
  'sweep-refunds': { word: 'Find refunds that are due', cancelled: BY_THE_CLOCK },
  'sweep-payouts': { word: 'Find payouts that are due', cancelled: BY_THE_CLOCK },
  'ask-validations': { word: 'Ask about bank accounts', cancelled: BY_THE_CLOCK },
  'read-payout-balance': { word: 'Read the RazorpayX balance', cancelled: BY_THE_CLOCK },
  'remind-patients': { word: 'Remind patients', cancelled: BY_THE_CLOCK },
  'sweep-leftovers': { word: 'Forget old quotes and baskets', cancelled: BY_THE_CLOCK },
  'sweep-sign-ins': { word: 'Forget old sign-ins', cancelled: BY_THE_CLOCK },
};

export const TASK_NAMES = Object.keys(TASKS);

export function taskInWords(task: string): string {
  return TASKS[task]?.word ?? task;
}

/** A task of an older release is in the queue's words, and nothing is known about it. */
export function whenCancelled(task: string): string {
  return TASKS[task]?.cancelled ?? 'Nothing brings it back by itself.';
}

/** What is still sent or asked for after its job is cancelled, because a round looks at the thing and not at the job. */
export function movesMoney(task: string): boolean {
  return task === 'send-refund' || task === 'send-payout';
}
