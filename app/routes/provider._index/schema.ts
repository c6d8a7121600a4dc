import { z } from 'zod';

/** What a doctor does to a booking from the day's list. Cancelling has a page of its own, because money goes back. */
export const CLOSINGS = ['complete', 'no_show', 'sample_collected'] as const;
export type ClosingIntent = (typeof CLOSINGS)[number];

export const closingSchema = z.object({
  intent: z.enum(CLOSINGS, { error: 'Choose what became of the booking.' }),
  booking: z.string({ error: 'Choose a booking.' }).max(40),
});
