import { z } from 'zod';

export const steeringSchema = z.object({
  intent: z.enum(['send_again', 'hold', 'cancel_queued'], { error: 'Choose what to do' }),
  reason: z.string({ error: 'Say why' }).trim().min(5, 'Write a whole sentence').max(300, 'Use at most 300 characters'),
});
