import { z } from 'zod';

const key = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-z]{20}$/)
  .transform((text) => ({ at: new Date(text.slice(0, 24)), id: text.slice(25) }))
  .refine(({ at }) => !Number.isNaN(at.getTime()))
  .nullable()
  .catch(null);

/** Where a page of the list begins; a key that was typed by hand and cannot be read begins at the start. */
export const pageSchema = z.object({ coming: key, earlier: key });
