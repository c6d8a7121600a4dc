import { z } from 'zod';
import { asEnd, dateField, keepFields, noteField, timeField, wholeNumber } from '../provider.schedule._index/fields.ts';

/** A doctor's form has no seats: there is one doctor. */
export const extraSchema = z
  .object({
    ...keepFields,
    clinic: z.string({ error: 'Choose a clinic' }),
    date: dateField('Enter the day of the session'),
    start: timeField('Enter when it begins'),
    end: timeField('Enter when it ends'),
    seats: wholeNumber('Enter the number of seats').optional(),
    note: noteField,
  })
  .transform(({ intent, keep, clinic, date, start, end, seats, note }) => ({
    intent,
    keep,
    session: { clinicId: clinic, onDate: date, startMinute: start, endMinute: asEnd(end), capacity: seats ?? 1, note },
  }));
