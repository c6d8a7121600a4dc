import { MINUTE_MS } from './appointment-time.ts';

/** A webhook is late, not missing, for so long after what it tells. */
export const GRACE_MINUTES = 10;
/** The gap is looked through piece by piece, so that a crash loses one piece's work and no more. */
export const PIECE_MINUTES = 60;
/** Razorpay turns an endpoint off after a day of failures (razorpay.md 6). */
export const DISABLED_AFTER_HOURS = 24;
/** Fewer missed events than this are losses of one or two, mended without calling anybody. */
export const SILENT_FROM_MISSED = 3;
/** As far back as an admin may have the gap filled. */
export const BACK_FILL_DAYS_MAX = 30;

/**
 * `lost`: one or two events, mended, and no reason to call anybody. `silent`: nothing comes. `disabled`: for so long that
 * Razorpay will have turned the endpoint off. `wrong_secret`: what comes is refused.
 */
export type FindingKind = 'lost' | 'silent' | 'disabled' | 'wrong_secret';

export interface Hearing {
  /** Things of ours that Razorpay has and no event told, since an event was last heard. */
  readonly missed: number;
  readonly firstMissedAt: Date;
  /** Null: never. */
  readonly lastHeardAt: Date | null;
  readonly lastRefusedAt: Date | null;
  readonly now: Date;
}

/**
 * What is wrong with a channel of which something is missing. Anybody can send us forged events, so refused ones alone
 * mean nothing: only with something missing and nothing heard since do they say that our secret is not Razorpay's.
 */
export function judge({ missed, firstMissedAt, lastHeardAt, lastRefusedAt, now }: Hearing): FindingKind {
  if (lastHeardAt !== null && lastHeardAt >= firstMissedAt) return 'lost';
  if (lastRefusedAt !== null && lastRefusedAt >= firstMissedAt) return 'wrong_secret';
  if (missed < SILENT_FROM_MISSED) return 'lost';
  return now.getTime() - firstMissedAt.getTime() >= DISABLED_AFTER_HOURS * 60 * MINUTE_MS ? 'disabled' : 'silent';
}

/** What a look found and mended. Counts of things. */
export interface Looked {
  /** When each untold thing of ours was made at Razorpay, UTC. */
  readonly missedAt: readonly Date[];
  readonly payments: number;
  readonly refunds: number;
  readonly payouts: number;
  readonly loads: number;
}
