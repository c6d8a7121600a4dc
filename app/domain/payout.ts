import { minutesAfter } from './appointment-time.ts';
import type { Move } from './booking.ts';

export type PayoutStatus = 'queued' | 'processing' | 'processed' | 'failed' | 'reversed' | 'on_hold' | 'outcome_unknown' | 'needs_attention';

export const PAYOUT_STATUSES = [
  'queued', 'processing', 'processed', 'failed', 'reversed', 'on_hold', 'outcome_unknown', 'needs_attention',
] as const satisfies readonly PayoutStatus[];

/** What the money is for: a service given, a patient who did not come, or the provider's share of a kept cancellation fee. */
export type EarnedBy = 'service' | 'no_show' | 'kept_fee';

/**
 * Why it is not sent although it is owed. `not_verified` and `account_to_fix` end by themselves when the provider's
 * account is verified, `upi_limit` when another account is; the others only by a person.
 */
export type HoldReason = 'not_verified' | 'account_to_fix' | 'upi_limit' | 'below_minimum' | 'admin' | 'cancelled';

/** The instant (UTC) from which a payout may be sent, `holdHours` after it was earned. */
export function payableFrom(earnedAt: Date, holdHours: number): Date {
  return minutesAfter(earnedAt, holdHours * 60);
}

/** Holds that end when the provider has a verified account. */
export const AUTO_RELEASED = ['not_verified', 'account_to_fix'] as const satisfies readonly HoldReason[];
/** Holds that end when an account has just been verified: a UPI id that stays one would hold the payout again at once. */
export const RELEASED_BY_VERIFYING = [...AUTO_RELEASED, 'upi_limit'] as const satisfies readonly HoldReason[];

/**
 * product.md 2. `processing` begins with our claim, before the call: a crash leaves it there with an attempt that says
 * how far we came. `failed` and `reversed` with a time to try again go on by themselves; `needs_attention` waits for a
 * person. `processed` is not the end: a bank can send money back days later.
 */
export const PAYOUT_MOVES = [
  { from: 'queued', to: 'processing', event: 'payout_claimed' },
  { from: 'failed', to: 'processing', event: 'payout_claimed' },
  { from: 'reversed', to: 'processing', event: 'payout_claimed' },
  // Clawbacks took all of it: nothing is left to send.
  { from: 'queued', to: 'processed', event: 'payout_netted' },
  { from: 'failed', to: 'processed', event: 'payout_netted' },
  { from: 'reversed', to: 'processed', event: 'payout_netted' },
  { from: 'processing', to: 'outcome_unknown', event: 'payout_unanswered' },
  { from: 'outcome_unknown', to: 'processing', event: 'payout_found' },
  { from: 'processing', to: 'queued', event: 'payout_deferred' },
  { from: 'processing', to: 'processed', event: 'payout_processed' },
  { from: 'outcome_unknown', to: 'processed', event: 'payout_processed' },
  { from: 'processing', to: 'failed', event: 'payout_failed' },
  { from: 'outcome_unknown', to: 'failed', event: 'payout_failed' },
  { from: 'processing', to: 'reversed', event: 'payout_reversed' },
  { from: 'outcome_unknown', to: 'reversed', event: 'payout_reversed' },
  { from: 'processed', to: 'reversed', event: 'payout_reversed' },
  { from: 'queued', to: 'on_hold', event: 'payout_held' },
  { from: 'failed', to: 'on_hold', event: 'payout_held' },
  { from: 'reversed', to: 'on_hold', event: 'payout_held' },
  { from: 'needs_attention', to: 'on_hold', event: 'payout_held' },
  { from: 'processing', to: 'on_hold', event: 'payout_cancelled' },
  // RazorpayX has something under our reference that is none of our tries.
  { from: 'queued', to: 'needs_attention', event: 'payout_parked' },
  { from: 'outcome_unknown', to: 'needs_attention', event: 'payout_parked' },
  { from: 'failed', to: 'needs_attention', event: 'payout_parked' },
  { from: 'reversed', to: 'needs_attention', event: 'payout_parked' },
  { from: 'processing', to: 'needs_attention', event: 'payout_parked' },
  { from: 'on_hold', to: 'queued', event: 'payout_released' },
  { from: 'needs_attention', to: 'queued', event: 'payout_released' },
  { from: 'failed', to: 'queued', event: 'payout_released' },
  { from: 'reversed', to: 'queued', event: 'payout_released' },
  // An earlier attempt that was given up turns out to have been carried out after all.
  { from: 'queued', to: 'processed', event: 'payout_found_paid' },
  { from: 'failed', to: 'processed', event: 'payout_found_paid' },
  { from: 'reversed', to: 'processed', event: 'payout_found_paid' },
  { from: 'on_hold', to: 'processed', event: 'payout_found_paid' },
  { from: 'needs_attention', to: 'processed', event: 'payout_found_paid' },
] as const satisfies readonly Move<PayoutStatus>[];

export type PayoutEvent = (typeof PAYOUT_MOVES)[number]['event'];

export function isPayoutMove(from: PayoutStatus, to: PayoutStatus, event: PayoutEvent): boolean {
  return PAYOUT_MOVES.some((move) => move.from === from && move.to === to && move.event === event);
}

/** What RazorpayX calls a payout's state (razorpay.md 7.7). */
export type GatewayPayoutStatus = 'pending' | 'queued' | 'scheduled' | 'processing' | 'processed' | 'failed' | 'reversed' | 'cancelled' | 'rejected';

/** One try, with one key: theirs where they know it, else how far we came with the call. */
export type AttemptStatus = 'sending' | 'outcome_unknown' | 'refused' | 'not_found' | GatewayPayoutStatus;

/**
 * How far along an attempt is. News is late and out of order, so an attempt only ever moves to a higher rank; equal
 * ranks that differ contradict each other and go to a person.
 */
const RANK: Readonly<Record<AttemptStatus, number>> = {
  sending: 0, outcome_unknown: 0, refused: 1, not_found: 1, pending: 2, scheduled: 3, queued: 3, processing: 4, processed: 5, failed: 5, cancelled: 5, rejected: 5, reversed: 6,
};

export function isNews(known: AttemptStatus, told: AttemptStatus): boolean {
  return RANK[told] > RANK[known];
}

export function contradicts(known: AttemptStatus, told: AttemptStatus): boolean {
  return known !== told && RANK[told] === RANK[known] && RANK[told] === RANK.processed;
}

/** Tries that may still pay, or have paid: while there is one, no other is made. */
export const LIVE_ATTEMPTS = ['sending', 'outcome_unknown', 'pending', 'scheduled', 'queued', 'processing', 'processed'] as const satisfies readonly AttemptStatus[];

/** Whether the money has left the RazorpayX account and has not come back. */
export function hasLeft(status: AttemptStatus): boolean {
  return status === 'processing' || status === 'processed';
}
