import { formatWhenWithYear } from '../domain/appointment-time.ts';
import type { Database } from '#db/client.ts';
import { findingsOf, type Finding, type Settings } from './finding.ts';

/** What each endpoint must be told; other events are kept and change nothing. */
export const WEBHOOKS = {
  pg: {
    name: 'Pay-in',
    path: '/webhooks/razorpay',
    events: ['payment.authorized', 'payment.captured', 'payment.failed', 'order.paid', 'refund.created', 'refund.processed', 'refund.failed', 'refund.speed_changed'],
  },
  x: {
    name: 'RazorpayX',
    path: '/webhooks/razorpayx',
    events: ['payout.pending', 'payout.rejected', 'payout.queued', 'payout.initiated', 'payout.processed', 'payout.updated', 'payout.failed', 'payout.reversed', 'transaction.created', 'fund_account.validation.completed', 'fund_account.validation.failed'],
  },
} as const;

const QUIET_HOURS = 24;
const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Kolkata';

/** Razorpay does not tell a merchant's keys what is set up, so it is said letter by letter, beside what came of it. */
export async function checkWebhooks(settings: Settings, db: Database | null, now: Date): Promise<Finding[]> {
  const channels = Object.keys(WEBHOOKS) as (keyof typeof WEBHOOKS)[];
  const findings = await Promise.all(channels.map(async (channel) => [endpointFinding(settings, channel), ...(db ? [await evidenceFinding(db, channel, now)] : [])]));
  return findings.flat();
}

function endpointFinding(settings: Settings, channel: keyof typeof WEBHOOKS): Finding {
  const { name, path, events } = WEBHOOKS[channel];
  return findingsOf('Webhooks', `Endpoint of ${name}`).byHand(
    'What is set up in the dashboard cannot be read from here.',
    `In the dashboard, for each mode, have ${settings.PUBLIC_ORIGIN ?? 'PUBLIC_ORIGIN'}${path} with the secret above and tick ${events.join(', ')}.`,
  );
}

async function evidenceFinding(db: Database, channel: keyof typeof WEBHOOKS, now: Date): Promise<Finding> {
  const { ok, warn } = findingsOf('Webhooks', `Last event of ${WEBHOOKS[channel].name}`);
  const last = await db.selectFrom('webhook_event').select(['name', 'received_at']).where('channel', '=', channel).orderBy('received_at', 'desc').limit(1).executeTakeFirst();
  if (!last) return warn('None has come yet.', 'Make a small payment, or a payout, and look here again: an event that is signed wrongly is not counted.');
  const told = `${last.name} came ${formatWhenWithYear(last.received_at, ZONE)} and was signed rightly.`;
  const quiet = now.getTime() - last.received_at.getTime() > QUIET_HOURS * HOUR_MS;
  return quiet ? warn(told, 'If there were payments since, look whether the dashboard has disabled the endpoint, and enable it again.') : ok(told);
}
