import { z } from 'zod';
import { reasonsFor } from '#app/domain/cancel-reason.ts';

/** `cancellation.note` holds 500 characters. */
export const NOTE_MAX_LENGTH = 500;

/** What a provider or admin posts to confirm a quote. */
export function staffCancelSchema(actor: 'provider' | 'admin') {
  return z.object({
    quoteId: z.string({ error: 'Look again at what goes back, then confirm' }),
    reason: z.enum(reasonsFor(actor), { error: 'Choose why it is cancelled' }),
    note: z
      .string()
      .trim()
      .max(NOTE_MAX_LENGTH, `Use at most ${NOTE_MAX_LENGTH} characters`)
      .optional()
      .transform((note) => note ?? null),
  });
}
