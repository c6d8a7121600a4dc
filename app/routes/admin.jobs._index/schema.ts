import { z } from 'zod';
import { JOB_REASON_MAX } from '#app/domain/job-bounds.ts';

/** As Postgres counts them: bigint, but never that many. */
export const JOB_ID = /^[1-9]\d{0,17}$/;

/** Ticked jobs come as `jobId` once each. */
export const listSchema = z
  .object({
    intent: z.enum(['try_now', 'relay'], { error: 'Choose what to do' }),
    jobId: z.array(z.string().regex(JOB_ID, 'One of these jobs is not in the queue')),
  })
  .refine(({ intent, jobId }) => intent !== 'try_now' || jobId.length > 0, { path: ['jobId'], error: 'Tick the jobs to try now' });

const reason = z.string({ error: 'Say why' }).trim().min(1, 'Say why').max(JOB_REASON_MAX, `Use at most ${JOB_REASON_MAX} characters`);

export const jobSchema = z.discriminatedUnion('intent', [z.object({ intent: z.literal('try_now') }), z.object({ intent: z.literal('cancel'), reason }), z.object({ intent: z.literal('clear'), reason })], {
  error: 'Choose what to do',
});
