import { z } from 'zod';
import { reasonField, textField, wholeNumberField } from '../admin.settings._index/fields.ts';

const facts = {
  name: textField('Enter their name as patients know it', 120),
  specialisation: z.string().optional().transform((id) => id || null),
  qualification: textField('Enter what they are qualified in', 120),
  registration: textField('Enter the registration number', 60),
  languages: textField('Enter the languages they speak', 120),
  years: wholeNumberField('Enter the years in numbers'),
  about: textField('Say in a few sentences what patients should know', 600),
  /** Ticked boxes; the others leave holes. */
  clinic: z
    .array(z.string().optional())
    .optional()
    .transform((ids) => (ids ?? []).filter((id) => id !== undefined))
    .refine((ids) => ids.length > 0, 'Choose where they work'),
  reason: reasonField,
};

export const providerSchema = z.object(facts);
export const newProviderSchema = z.object({ kind: z.enum(['doctor', 'lab'], { error: 'Choose what they are' }), ...facts });
