import type { CancelReason } from '#app/domain/cancel-reason.ts';
import type { FollowUpChoice } from '#app/use-cases/quote-cancellation.server.ts';
import type { Offer } from './catalogue.ts';

export interface StoryLine {
  readonly offer: Offer;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * How the money comes: at once, at the second try, captured after it was first reported failed, after the hold ended
 * with the times still free or gone to somebody else, or not at all.
 */
export type Paying = 'at_once' | 'second_try' | 'failed_then_captured' | 'late_kept' | 'late_gone' | 'declined' | 'walked_away';

/**
 * What becomes of the payout of a service: it arrives, if need be after its answer was lost; the bank is offline at
 * first; the account is closed; the bank sends it back days later, for a trouble of its own or of the account.
 */
export type PayoutFate = 'arrives' | 'answer_lost' | 'bank_offline' | 'account_closed' | 'comes_back' | 'comes_back_dormant';

/** Who is at the clinic. */
interface AtClinic {
  readonly line: number;
  readonly providerId: string;
  readonly loginId: string;
}

/** What happens to a paid visit later; `lines` are places in the basket, amounts are paise. */
export type Deed =
  | { readonly kind: 'patient_cancels'; readonly lines: readonly number[]; readonly followUps: FollowUpChoice; readonly reason: CancelReason; readonly thinksForMinutes: number; readonly replyLost: boolean }
  | { readonly kind: 'provider_cancels'; readonly line: number; readonly loginId: string; readonly reason: CancelReason }
  | { readonly kind: 'admin_cancels'; readonly lines: readonly number[]; readonly reason: CancelReason }
  /** Admin: money back while the service stands, or of a kept fee; a share of what is left, or an exact amount. */
  | { readonly kind: 'goodwill'; readonly line: number; readonly shareBps: number | null; readonly exactPaise: number | null }
  | { readonly kind: 'cancel_for_amount'; readonly line: number; readonly shareBps: number }
  | { readonly kind: 'waive_fee'; readonly line: number }
  | { readonly kind: 'dashboard_refund'; readonly exactPaise: number }
  | { readonly kind: 'look_at_refunds' }
  | { readonly kind: 'pay_by_transfer' }
  | ({ readonly kind: 'sample_collected' } & AtClinic)
  | ({ readonly kind: 'given'; readonly missed: boolean; readonly payout: PayoutFate; readonly backAfterHours: number } & AtClinic);

export type StoryDeed = Deed & { readonly at: Date };

export interface Story {
  readonly patientId: string;
  /** Who takes the times of a late payer. */
  readonly rivalId: string | null;
  readonly bookedAt: Date;
  readonly lines: readonly StoryLine[];
  readonly coupon: string | null;
  readonly paying: Paying;
  readonly method: 'upi' | 'card' | 'netbanking';
  readonly deeds: readonly StoryDeed[];
}
