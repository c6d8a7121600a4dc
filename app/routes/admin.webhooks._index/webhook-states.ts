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

/** The events that move a visit; others are kept and shown, too. */
export const WEBHOOK_NAMES = ['payment.authorized', 'payment.captured', 'payment.failed', 'order.paid'];
