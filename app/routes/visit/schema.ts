import { z } from 'zod';

const lineId = z.string().regex(/^[0-9a-z]{20}$/, 'That service is not in your visit');

/** One form per verb; `intent` says which. */
export const visitSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('remove'), lineId }),
  z.object({ intent: z.literal('move'), lineId, startsAt: z.iso.datetime('Choose one of the times') }),
  z.object({
    intent: z.literal('apply-coupon'),
    code: z.string('Enter the coupon’s code').trim().max(30, 'A coupon’s code has at most 30 letters').regex(/^[A-Za-z0-9-]+$/, 'A coupon’s code has only letters and numbers'),
  }),
  z.object({ intent: z.literal('remove-coupon') }),
  z.object({ intent: z.literal('hold') }),
]);

export type VisitVerb = z.infer<typeof visitSchema>;
