import { z } from 'zod';

export const viewAsSchema = z.object({
  reason: z.string({ error: 'Say why' }).trim().min(5, 'Write a whole sentence').max(300, 'Use at most 300 characters'),
});
