import { z } from 'zod';
import { wholeNumber } from '../provider.schedule._index/fields.ts';

/** In minutes. The list offers these and whatever is stored. */
export const NOTICES = [0, 30, 60, 90, 120, 180, 240, 360, 720, 1_440, 2_880, 4_320, 10_080];

export const windowSchema = z.object({
  notice: wholeNumber('Choose how long before a time it can still be booked'),
  horizon: wholeNumber('Enter a number of days'),
});
