import { z } from 'zod';

const reason = z.string().trim().max(300, 'Use at most 300 characters').optional();

/** Ticked events come as `eventId` once each; none ticked is said by the use-case. */
export const replaySchema = z.object({ eventId: z.array(z.string().regex(/^[0-9a-z]{20}$/, 'One of these events is not in our inbox')).min(1, 'Tick the events to apply again'), reason });

export const replayOneSchema = z.object({ intent: z.literal('replay', { error: 'Choose what to do' }), reason });
