import { z } from 'zod';
import { formatWeekday, parseMinute } from '#app/domain/appointment-time.ts';
import { WEEK, type WeeklySpan } from '#app/domain/weekly-hours.ts';
import { asEnd, keepFields, NOT_A_TIME } from '../provider.schedule._index/fields.ts';
import { ROWS_READ_MAX } from './week-rows.ts';

/** A span with the row it was typed in, so that a refusal finds its way back to the field. */
export type TypedSpan = WeeklySpan & { readonly key: string };

const KEYS = WEEK.flatMap((weekday) => Array.from({ length: ROWS_READ_MAX }, (_, row) => ({ weekday, key: `${weekday}-${row}` })));
const typed = z.string().trim().optional();
const fields = Object.fromEntries(KEYS.flatMap(({ key }) => [`start-${key}`, `end-${key}`, `seats-${key}`]).map((name) => [name, typed]));

/**
 * One clinic's week. An empty row is no span, so clearing a row removes it. A doctor's form has no seats; a lab's
 * empty seats are refused by the week's own rule, which knows who it is.
 */
export const weekSchema = z
  .object({ ...keepFields, seen: typed })
  .and(z.object(fields))
  .transform((week, context) => {
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const values = week as Readonly<Record<string, string | undefined>>;
    const spans = KEYS.flatMap(({ weekday, key }): TypedSpan[] => {
      const [start, end, seats] = [values[`start-${key}`], values[`end-${key}`], values[`seats-${key}`]];
      if (start === undefined && end === undefined) return [];
      const startMinute = start === undefined ? null : parseMinute(start);
      const endMinute = end === undefined ? null : parseMinute(end);
      if (startMinute === null) fault(`start-${key}`, start === undefined ? `Enter when ${formatWeekday(weekday, true)} begins, or clear the row` : NOT_A_TIME);
      if (endMinute === null) fault(`end-${key}`, end === undefined ? `Enter when ${formatWeekday(weekday, true)} ends, or clear the row` : NOT_A_TIME);
      if (startMinute === null || endMinute === null) return [];
      return [{ weekday, key, startMinute, endMinute: asEnd(endMinute), capacity: Number(seats ?? 0) }];
    });
    return { intent: week.intent, keep: week.keep, seen: week.seen ?? '', spans };
  });
