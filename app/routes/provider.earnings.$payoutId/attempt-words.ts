import { failureSentence, FAILURE_REASONS } from '#app/domain/payout-failure.ts';
import type { AttemptStatus } from '#app/domain/payout.ts';
import type { Tone } from '#app/components/tone.ts';

/** How one try went, as its provider reads it. RazorpayX's own words stay at the desk. */
export const ATTEMPT_WORDS: Readonly<Record<AttemptStatus, { readonly word: string; readonly tone: Tone }>> = {
  sending: { word: 'Being sent', tone: 'accent' },
  outcome_unknown: { word: 'No answer yet', tone: 'warning' },
  refused: { word: 'Not taken', tone: 'danger' },
  not_found: { word: 'Never received', tone: 'danger' },
  pending: { word: 'Waits for approval', tone: 'accent' },
  scheduled: { word: 'Waits for the bank', tone: 'accent' },
  queued: { word: 'Waits for balance', tone: 'accent' },
  processing: { word: 'Sent', tone: 'accent' },
  processed: { word: 'Arrived', tone: 'success' },
  failed: { word: 'Did not arrive', tone: 'danger' },
  reversed: { word: 'Sent back', tone: 'danger' },
  cancelled: { word: 'Taken back', tone: 'neutral' },
  rejected: { word: 'Not approved', tone: 'neutral' },
};

const OURS: Partial<Readonly<Record<AttemptStatus, string>>> = {
  refused: 'RazorpayX did not take it, for a reason on our side or its own.',
  cancelled: 'It was taken back before it was sent.',
  rejected: 'It was not approved on our side.',
};

/** Why a try did not pay; null for one that did, or still may. */
export function attemptReason({ status, reason }: { readonly status: AttemptStatus; readonly reason: string | null }): string | null {
  if (OURS[status]) return OURS[status];
  if (reason === null || status === 'processed') return null;
  return FAILURE_REASONS.includes(reason) ? failureSentence(reason) : 'The bank gave a reason that we are looking into.';
}
