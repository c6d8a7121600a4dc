import type { Tone } from '#app/components/tone.ts';
import type { IconName } from '#app/components/icon.tsx';

/** What became of an event of Razorpay's, in the words of the desk. */
export const WEBHOOK_STATES = {
  received: { word: 'Received', tone: 'accent', icon: 'clock' },
  applied: { word: 'Applied', tone: 'success', icon: 'check-circle' },
  ignored: { word: 'Not ours', tone: 'neutral', icon: 'minus' },
  failed: { word: 'Trying again', tone: 'danger', icon: 'alert-circle' },
} as const satisfies Record<string, { word: string; tone: Tone; icon: IconName }>;

export type WebhookState = keyof typeof WEBHOOK_STATES;
export const WEBHOOK_STATE_NAMES = Object.keys(WEBHOOK_STATES) as WebhookState[];

/** Razorpay's two sides, each with a webhook of its own. */
export const CHANNELS = { pg: 'Payments', x: 'RazorpayX' } as const;
export type Channel = keyof typeof CHANNELS;
export const CHANNEL_NAMES = Object.keys(CHANNELS) as Channel[];

/** The events that move something of ours; others are kept and shown, too. */
const WEBHOOK_NAMES: Readonly<Record<Channel, readonly string[]>> = {
  pg: ['payment.authorized', 'payment.captured', 'payment.failed', 'order.paid', 'refund.created', 'refund.processed', 'refund.failed'],
  x: ['payout.processed', 'payout.failed', 'payout.reversed', 'transaction.created', 'fund_account.validation.completed', 'fund_account.validation.failed'],
};

/** Names to choose from, with the one that is chosen. */
export function namesToChoose(channel: Channel | undefined, chosen: string | undefined): string[] {
  const known = channel ? WEBHOOK_NAMES[channel] : [...WEBHOOK_NAMES.pg, ...WEBHOOK_NAMES.x];
  return [...new Set([...known, ...(chosen ? [chosen] : [])])];
}
