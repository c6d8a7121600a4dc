import { z } from 'zod';
import { wholeNumber } from '../provider.schedule._index/fields.ts';

export const minutesSchema = z.object({
  duration: wholeNumber('Enter how many minutes it takes'),
  buffer: wholeNumber('Enter the minutes after it, or 0'),
});
