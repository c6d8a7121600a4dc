import type { IndividualStatus, MasterStatus } from '#app/domain/booking.ts';
import type { PaymentStatus } from '#app/domain/payment.ts';
import type { RefundStatus } from '#app/domain/refund.ts';
import type { IconName } from '#app/components/icon.tsx';
import type { Tone } from '#app/components/tone.ts';

interface StatusWord {
  word: string;
  /** What the desk and providers read, where the patient's word would hide something. */
  deskWord?: string;
  tone: Tone;
  icon: IconName;
}

const visit = {
  pending_payment: { word: 'Held', tone: 'accent', icon: 'clock' },
  confirmed: { word: 'Booked', tone: 'success', icon: 'check-circle' },
  partially_cancelled: { word: 'Partly cancelled', tone: 'warning', icon: 'alert-circle' },
  completed: { word: 'Completed', tone: 'neutral', icon: 'check' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'close' },
} satisfies Record<MasterStatus, StatusWord>;

const booking = {
  scheduled: { word: 'Held', tone: 'accent', icon: 'clock' },
  confirmed: { word: 'Booked', tone: 'success', icon: 'check-circle' },
  completed: { word: 'Completed', tone: 'neutral', icon: 'check' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'close' },
  no_show: { word: 'Missed', deskWord: 'No-show', tone: 'warning', icon: 'alert-circle' },
} satisfies Record<IndividualStatus, StatusWord>;

const payment = {
  created: { word: 'Not paid yet', deskWord: 'Created', tone: 'neutral', icon: 'clock' },
  authorized: { word: 'Being confirmed', deskWord: 'Authorized', tone: 'accent', icon: 'refresh' },
  captured: { word: 'Paid', deskWord: 'Captured', tone: 'success', icon: 'check-circle' },
  failed: { word: 'Not paid', deskWord: 'Failed', tone: 'danger', icon: 'alert-circle' },
} satisfies Record<PaymentStatus, StatusWord>;

const refund = {
  requested: { word: 'Requested', tone: 'accent', icon: 'clock' },
  sending: { word: 'Being sent', tone: 'accent', icon: 'refresh' },
  pending: { word: 'Sent', tone: 'accent', icon: 'arrow-right' },
  processed: { word: 'At your bank', deskWord: 'Processed', tone: 'success', icon: 'check-circle' },
  failed: { word: 'Delayed', deskWord: 'Failed', tone: 'danger', icon: 'alert-circle' },
  outcome_unknown: { word: 'Being checked', deskWord: 'Outcome unknown', tone: 'warning', icon: 'help' },
} satisfies Record<RefundStatus, StatusWord>;

const payout = {
  queued: { word: 'Queued', tone: 'neutral', icon: 'clock' },
  processing: { word: 'Being sent', tone: 'accent', icon: 'refresh' },
  processed: { word: 'Paid out', tone: 'success', icon: 'check-circle' },
  failed: { word: 'Failed', tone: 'danger', icon: 'alert-circle' },
  reversed: { word: 'Returned by bank', tone: 'danger', icon: 'refund' },
  on_hold: { word: 'On hold', tone: 'warning', icon: 'lock' },
  outcome_unknown: { word: 'Being checked', deskWord: 'Outcome unknown', tone: 'warning', icon: 'help' },
  needs_attention: { word: 'Needs attention', tone: 'danger', icon: 'alert-triangle' },
} satisfies Record<string, StatusWord>;

const onboarding = {
  draft: { word: 'Draft', tone: 'neutral', icon: 'document' },
  submitted: { word: 'Submitted', tone: 'accent', icon: 'clock' },
  bank_check: { word: 'Bank check', tone: 'accent', icon: 'bank' },
  verified: { word: 'Verified', tone: 'success', icon: 'check-circle' },
  rejected: { word: 'Rejected', tone: 'danger', icon: 'alert-circle' },
} satisfies Record<string, StatusWord>;

/** Every state of product.md section 2 in the words of the screen. */
export const statusWords = { visit, booking, payment, refund, payout, onboarding };

export type StatusSubject = keyof typeof statusWords;
export type StatusOf<S extends StatusSubject> = keyof (typeof statusWords)[S] & string;

export function statusWord<S extends StatusSubject>(of: S, state: StatusOf<S>): StatusWord {
  const words: Record<string, StatusWord> = statusWords[of];
  const found = words[state];
  if (!found) throw new RangeError(`no word for ${of} state ${state}`);
  return found;
}
