import { parseCronItems } from 'graphile-worker';

const EVERY_MINUTE = '* * * * *';

/**
 * All that happens by the clock. Times are UTC, as graphile's cron is. One attempt each: the next minute is the retry,
 * and the key keeps a slow round from piling up behind itself.
 */
export const CRONTAB = parseCronItems([
  item('relay-outbox', EVERY_MINUTE),
  item('ask-payments', EVERY_MINUTE),
  item('end-holds', EVERY_MINUTE),
  item('sweep-refunds', EVERY_MINUTE),
  item('sweep-payouts', EVERY_MINUTE),
  item('ask-validations', EVERY_MINUTE),
  item('read-payout-balance', EVERY_MINUTE),
  item('watch-webhooks', '*/5 * * * *'),
  item('remind-patients', '5 * * * *'),
  // 05:30 in India, when yesterday's settlements and late lines are all there.
  item('reconcile-day', '0 0 * * *'),
  item('sweep-sign-ins', '17 21 * * *'),
  item('sweep-leftovers', '27 21 * * *'),
]);

function item(task: string, match: string) {
  return { task, match, options: { jobKey: `cron-${task}`, maxAttempts: 1 } };
}
