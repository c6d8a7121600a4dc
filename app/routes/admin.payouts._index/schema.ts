import { z } from 'zod';
import { PAYOUT_PAUSE_HOURS_MAX } from '#app/domain/payout-bounds.ts';

const reason = z.string({ error: 'Say why' }).trim().min(5, 'Write a whole sentence').max(300, 'Use at most 300 characters');
const HOURS = `Give whole hours, from 1 to ${PAYOUT_PAUSE_HOURS_MAX}`;

export const pauseSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('pause'), reason, hours: z.coerce.number({ error: HOURS }).int(HOURS).min(1, HOURS).max(PAYOUT_PAUSE_HOURS_MAX, HOURS) }),
  z.object({ intent: z.literal('resume'), reason }),
]);
