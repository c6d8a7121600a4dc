import { DEFAULT_X_SETTINGS, X_SETTING_CHOICES } from './x/x-settings.ts';
import type { XSettings } from './x/x-settings.ts';

/** Switches of the pretended merchant account and its bank; all changeable while it runs. */
export type Settings = XSettings & {
  /** Account default; an order's own `payment.capture` wins. */
  autoCapture: boolean;
  /** Virtual minutes until a late payment's bank answers. */
  lateAfterMinutes: number;
  /** `processed`: refunds are done in the response, as most accounts see it. `pending`: they settle after `refundSettleMinutes`. */
  refundMode: 'processed' | 'pending';
  refundSettleMinutes: number;
  /** How pending refunds end. */
  refundOutcome: 'processed' | 'failed';
  /** Virtual minutes from processed until the bank's reference is known. */
  arnAfterMinutes: number;
  /** Whether `speed: optimum` finds an instant way; else it falls back to normal. */
  instantRefunds: boolean;
  /** `clear`: refunds are refused for want of balance; `generic`: refused with "invalid request sent", as seen in the field. */
  lowBalance: 'off' | 'clear' | 'generic';
  /** Refuse a second order with the same receipt. */
  strictReceipts: boolean;
  /** Whole days in India between a payment or refund and the settlement that takes it. */
  settlementDelayDays: number;
  /** Minute of the day in India at which settlements are made. */
  settlementMinute: number;
  /** Largest order, in paise. */
  maxAmountPaise: number;
};

/** The words each setting of words may have. */
export const SETTING_CHOICES: { [K in keyof Settings]?: readonly string[] } = {
  refundMode: ['processed', 'pending'],
  refundOutcome: ['processed', 'failed'],
  lowBalance: ['off', 'clear', 'generic'],
  ...X_SETTING_CHOICES,
};

export const DEFAULT_SETTINGS: Settings = {
  autoCapture: true,
  lateAfterMinutes: 15,
  refundMode: 'processed',
  refundSettleMinutes: 30,
  refundOutcome: 'processed',
  arnAfterMinutes: 60,
  instantRefunds: false,
  lowBalance: 'off',
  strictReceipts: false,
  settlementDelayDays: 2,
  settlementMinute: 540,
  maxAmountPaise: 50_000_000,
  ...DEFAULT_X_SETTINGS,
};

/** What goes wrong on the way to a webhook endpoint. A count is used up by deliveries; -1 means always. */
export type WebhookKnobs = {
  paused: boolean;
  /** Extra copies of every delivery, same event id. */
  duplicates: number;
  /** Newest first, one at a time. */
  reorder: boolean;
  /** Virtual seconds before the first attempt. */
  delaySeconds: number;
  /** Deliveries lost for good. */
  drop: number;
  /** Attempts signed with another secret. */
  wrongSignature: number;
  /** Virtual unix second until which nothing is delivered, then or later; 0 when not silent. */
  silentUntil: number;
};

export const DEFAULT_KNOBS: WebhookKnobs = { paused: false, duplicates: 0, reorder: false, delaySeconds: 0, drop: 0, wrongSignature: 0, silentUntil: 0 };
