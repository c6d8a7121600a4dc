import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';

const CHOOSE = 'Choose a day';

export const closeDaySchema = z.object({
  day: z.string({ error: CHOOSE }).refine((text) => parseLocalDate(text) !== null, CHOOSE).transform((text) => text as LocalDate),
});
