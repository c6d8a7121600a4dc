import { z } from 'zod';
import { reasonsFor } from '#app/domain/cancel-reason.ts';
import { parseRupees } from '#app/domain/money.ts';
import { NOTE_MAX_LENGTH } from '../admin/staff-cancel-schema.ts';

const AMOUNT = 'Enter an amount in rupees, like 499 or 499.50';
const NOTE_MIN_LENGTH = 3;

/** What an admin posts to return money beside the policy; the amount is typed in rupees and read as paise. */
export const overrideSchema = z.object({
  partId: z.string({ error: 'Choose a service' }),
  expectedRemainderPaise: z.coerce.number({ error: 'Look again at what can be returned' }).int().min(0),
  amount: z
    .string({ error: AMOUNT })
    .transform((typed) => parseRupees(typed))
    .refine((paise) => paise !== null, AMOUNT),
  reason: z.enum(reasonsFor('admin'), { error: 'Choose a reason' }),
  note: z
    .string({ error: 'Say in a few words why' })
    .trim()
    .min(NOTE_MIN_LENGTH, 'Say in a few words why')
    .max(NOTE_MAX_LENGTH, `Use at most ${NOTE_MAX_LENGTH} characters`),
  alsoCancel: z.literal('on').optional(),
  /** Of a service that was given: the provider's earning stays as it is. */
  platformBears: z.literal('on').optional(),
});
