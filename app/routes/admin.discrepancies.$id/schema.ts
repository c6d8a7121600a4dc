import { z } from 'zod';

/** `discrepancy.resolve_reason` holds 500 characters. */
export const REASON_MAX_LENGTH = 500;
const reason = z.string({ error: 'Say why' }).trim().min(5, 'Write a whole sentence').max(REASON_MAX_LENGTH, `Use at most ${REASON_MAX_LENGTH} characters`);

/** Linking is a form of its own, so that Enter in its field can never accept anything; its names are its own, too. */
export const verdictSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('link'), linkedTo: z.string({ error: 'Give a visit code, or the id of the other one' }).trim().max(60, 'That is no code and no id'), linkReason: reason }),
    z.object({ intent: z.enum(['accept', 'ask', 'ignore', 'escalate']), reason }),
  ],
  { error: 'Choose what to do' },
);
export type Verdict = z.output<typeof verdictSchema>;
