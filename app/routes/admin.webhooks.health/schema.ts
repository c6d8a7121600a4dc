import { z } from 'zod';
import { CHANNEL_NAMES } from '../admin.webhooks._index/webhook-states.ts';

/** How far back the gap can be looked through, hours; the longest is the use-case's limit. */
export const BACK_HOURS = { '1': 'Last hour', '6': 'Last 6 hours', '30': 'Last 30 hours', '72': 'Last 3 days', '168': 'Last 7 days', '720': 'Last 30 days' } as const;

const hours = Object.keys(BACK_HOURS) as (keyof typeof BACK_HOURS)[];

export const fillGapSchema = z.object({
  channel: z.enum(CHANNEL_NAMES, { error: 'Choose which webhooks' }),
  hours: z.enum(hours, { error: 'Choose how far back to look' }).transform(Number),
});
