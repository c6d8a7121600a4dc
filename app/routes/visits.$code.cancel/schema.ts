import { z } from 'zod';
import { reasonsFor } from '#app/domain/cancel-reason.ts';

const id = z.string().max(40);

export const askSchema = z.object({
  part: z.array(id, { error: 'Choose at least one service to cancel.' }).min(1, 'Choose at least one service to cancel.').max(50),
  followUps: z.enum(['cancel', 'pay_full'], { error: 'Say what should become of the follow-up.' }).optional(),
  /** The question about the follow-up was on the page. */
  asked: z.literal('yes').optional(),
});

export const confirmSchema = z.object({
  quote: id,
  reason: z.enum(reasonsFor('patient'), { error: 'Choose a reason from the list.' }),
});
