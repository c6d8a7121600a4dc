import { z } from 'zod';

const ID_MAX_LETTERS = 40;
const id = (missing: string) => z.string({ error: missing }).min(1, missing).max(ID_MAX_LETTERS, missing);

export const addToVisitSchema = z.object({
  serviceId: id('Choose a service'),
  clinicId: id('Choose a clinic'),
  startsAt: z.iso.datetime({ error: 'Choose a time' }).transform((text) => new Date(text)),
  /** The line of the visit that moves to this time. */
  replacesLineId: z.string().max(ID_MAX_LETTERS).optional(),
});
