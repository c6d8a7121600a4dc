import { z } from 'zod';
import { DAY_MINUTES, parseLocalDate, parseMinute } from '#app/domain/appointment-time.ts';
import { RULE_NOTE_LENGTH_MAX } from '#app/domain/schedule-bounds.ts';

export const NOT_A_TIME = 'Enter a time of day, like 09:30';

/** Sent by the page that lists what a change leaves outside: keep exactly these, or back to the form. */
export const keepFields = {
  intent: z.enum(['keep', 'edit']).optional().catch(undefined),
  keep: z
    .string()
    .optional()
    .transform((ids) => (ids === undefined ? [] : ids.split(' '))),
};

/** A day cannot end at its beginning: 00:00 typed as an end is midnight. */
export function asEnd(minute: number): number {
  return minute === 0 ? DAY_MINUTES : minute;
}

export function timeField(missing: string) {
  return z.string({ error: missing }).transform((typed, context) => {
    const minute = parseMinute(typed);
    if (minute !== null) return minute;
    context.addIssue({ code: 'custom', message: NOT_A_TIME });
    return z.NEVER;
  });
}

export function dateField(missing: string) {
  return z.string({ error: missing }).transform((typed, context) => {
    const date = parseLocalDate(typed);
    if (date !== null) return date;
    context.addIssue({ code: 'custom', message: 'Enter a date, like 2026-11-24' });
    return z.NEVER;
  });
}

export function wholeNumber(message: string) {
  return z.string({ error: message }).trim().regex(/^\d{1,5}$/, message).transform(Number);
}

export const noteField = z
  .string()
  .trim()
  .max(RULE_NOTE_LENGTH_MAX, `Use at most ${RULE_NOTE_LENGTH_MAX} characters`)
  .optional()
  .transform((note) => note ?? '');
