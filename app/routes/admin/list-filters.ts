import { z } from 'zod';
import { addDays, instantOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import { DESK_ZONE } from './desk-zone.ts';

/** A filter that cannot be read is none: a list is never refused because of its address. */
const text = z.string().trim().max(120).optional().catch(undefined);
const day = z
  .string()
  .transform((value) => parseLocalDate(value))
  .nullish()
  .catch(null);

export const turnFilters = { after: text, before: text };
export const dayFilters = { from: day, to: day };
export const textFilter = text;

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values).optional().catch(undefined);
}

export function readFilters<S extends z.ZodRawShape>(request: Request, shape: S): z.output<z.ZodObject<S>> {
  return z.object(shape).parse(Object.fromEntries(new URL(request.url).searchParams));
}

/** From the first day's midnight to the last day's end on the desk's clock. */
export function spanOfDays({ from, to }: { from?: LocalDate | null; to?: LocalDate | null }): { from?: Date; until?: Date } {
  return {
    ...(from && { from: instantOf(from, 0, DESK_ZONE) }),
    ...(to && { until: instantOf(addDays(to, 1), 0, DESK_ZONE) }),
  };
}
