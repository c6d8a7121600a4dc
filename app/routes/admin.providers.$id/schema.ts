import { z } from 'zod';
import { REASON_MAX } from '#app/domain/onboarding-bounds.ts';

function words(missing: string) {
  return z.string({ error: missing }).trim().min(5, 'Write a whole sentence').max(REASON_MAX, `Use at most ${REASON_MAX} characters`);
}

const WHY = 'Say why, in a sentence the provider can act on';
/** The account the admin has seen, so that another one is not decided by mistake. */
const payoutAccountId = z.string({ error: 'Look again at how the account stands' });

export const providerSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('pass'), payoutAccountId, note: words('Say what convinced you') }),
    z.object({ intent: z.literal('fail'), payoutAccountId, reason: words(WHY) }),
    z.object({ intent: z.literal('reject'), reason: words(WHY) }),
  ],
  { error: 'Choose what to do' },
);
