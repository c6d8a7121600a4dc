import { z } from 'zod';

/** `refund.bank_reference` holds 60 characters. */
const REFERENCE_MAX_LENGTH = 60;

/** What a person may do about a parked refund. */
export const parkedSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('send_again') }),
    z.object({
      intent: z.literal('paid_by_transfer'),
      reference: z
        .string({ error: 'Enter the bank’s reference of the transfer' })
        .trim()
        .min(6, 'A bank’s reference has at least 6 letters and digits')
        .max(REFERENCE_MAX_LENGTH, `Use at most ${REFERENCE_MAX_LENGTH} characters`)
        .regex(/^[A-Za-z0-9/-]+$/, 'A bank’s reference has only letters and digits'),
    }),
  ],
  { error: 'Choose what to do' },
);
