import { z } from 'zod';
import { reasonField, rupeesField, wholeNumberField } from '../admin.settings._index/fields.ts';

export const serviceSchema = z.object({
  price: rupeesField,
  duration: wholeNumberField('Enter how many minutes it takes'),
  buffer: wholeNumberField('Enter the minutes after it, or 0'),
  policy: z.string({ error: 'Choose a policy' }),
  sold: z.enum(['yes', 'no'], { error: 'Say whether it is on sale' }),
  reason: reasonField,
});
