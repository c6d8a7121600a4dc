import { z } from 'zod';
import { DAY_MINUTES, type LocalDate } from '#app/domain/appointment-time.ts';
import { asEnd, dateField, keepFields, noteField, timeField } from '../provider.schedule._index/fields.ts';

/** What stands for every clinic in the list of clinics. */
export const EVERY_CLINIC = 'every';

const DATE = 'Enter the first day of the leave';

/** Dates, and hours where it is not the whole day; a leave of one day needs no last day. */
export const leaveSchema = z
  .object({
    ...keepFields,
    clinic: z.string({ error: 'Choose a clinic' }),
    from: dateField(DATE),
    until: dateField(DATE).optional(),
    start: timeField('').optional(),
    end: timeField('').optional(),
    note: noteField,
  })
  .superRefine(({ start, end }, context) => {
    if (start !== undefined && end === undefined) context.addIssue({ code: 'custom', path: ['end'], message: 'Enter when it ends, or clear both hours for whole days' });
    if (start === undefined && end !== undefined) context.addIssue({ code: 'custom', path: ['start'], message: 'Enter when it begins, or clear both hours for whole days' });
  })
  .transform(({ intent, keep, clinic, from, until, start, end, note }) => ({
    intent,
    keep,
    leave: {
      clinicId: clinic === EVERY_CLINIC ? null : clinic,
      onDate: from,
      untilDate: until ?? (from as LocalDate),
      startMinute: start ?? 0,
      endMinute: end === undefined ? DAY_MINUTES : asEnd(end),
      note,
    },
  }));
