import type { LocalDate } from './appointment-time.ts';

/** Razorpay's books and ours are closed by the day of this zone. */
export const BOOKS_ZONE = 'Asia/Kolkata';

/** How a thing can stand in two books (product.md 6). The field's words: missing, over, under, duplicate. */
export const DISCREPANCY_KINDS = [
  'missing_at_ours', 'missing_at_theirs', 'amount_over', 'amount_under', 'status_differs', 'fee_differs', 'settled_elsewhere', 'duplicate', 'refund_made_elsewhere',
] as const;
export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number];

/** `event`: seen when it happened. The others: seen when a day was reconciled. */
export const DISCREPANCY_SOURCES = ['event', 'settlement', 'statement'] as const;
export type DiscrepancySource = (typeof DISCREPANCY_SOURCES)[number];

/** How a discrepancy ended. `late_truth`: both books say alike by now. */
export type Resolution = 'accepted_theirs' | 'linked' | 'ignored' | 'late_truth';

export interface Difference {
  readonly kind: DiscrepancyKind;
  /** Razorpay's id of the thing. */
  readonly subjectId: string;
  readonly masterBookingId: string | null;
  readonly expectedPaise: number;
  readonly actualPaise: number;
  /** What Razorpay's word adds to the account beyond ours; signed paise. */
  readonly effectPaise: number;
  readonly note: string;
}

/** A payment or refund in a settlement, or a movement of the RazorpayX statement. Paise; fee includes tax. */
export interface Told {
  readonly id: string;
  readonly amountPaise: number;
  readonly feePaise: number;
  readonly taxPaise: number;
  /** Signed: what it added to the account. */
  readonly netPaise: number;
  readonly toldTimes: number;
}

export interface Ours {
  readonly masterBookingId: string | null;
  readonly amountPaise: number;
  readonly feePaise: number;
  readonly taxPaise: number;
  readonly netPaise: number;
}

/**
 * One thing in both books. A difference of the fee and one of the amount are two, because they are mended apart: their
 * effects add up to the whole difference of what was credited.
 */
export function compare(told: Told, ours: Ours | undefined, what: string): Difference[] {
  const { id } = told;
  const masterBookingId = ours?.masterBookingId ?? null;
  const found: Difference[] = [];
  if (told.toldTimes > 1) {
    const extraPaise = told.netPaise * (told.toldTimes - 1);
    found.push({
      kind: 'duplicate', subjectId: id, masterBookingId, expectedPaise: Math.abs(told.netPaise), actualPaise: Math.abs(told.netPaise) * told.toldTimes, effectPaise: extraPaise,
      note: `Razorpay counts this ${what} ${told.toldTimes} times.`,
    });
  }
  if (!ours) {
    found.push({ kind: 'missing_at_ours', subjectId: id, masterBookingId: null, expectedPaise: 0, actualPaise: Math.abs(told.netPaise), effectPaise: told.netPaise, note: `Razorpay has this ${what}, and we do not know it.` });
    return found;
  }
  const feeEffectPaise = ours.feePaise - told.feePaise;
  const amountEffectPaise = told.netPaise - ours.netPaise - feeEffectPaise;
  if (amountEffectPaise !== 0) {
    found.push({
      kind: told.amountPaise > ours.amountPaise ? 'amount_over' : 'amount_under', subjectId: id, masterBookingId, expectedPaise: ours.amountPaise, actualPaise: told.amountPaise, effectPaise: amountEffectPaise,
      note: `The amount of this ${what} is not the one we have.`,
    });
  }
  if (feeEffectPaise !== 0 || told.taxPaise !== ours.taxPaise) {
    found.push({ kind: 'fee_differs', subjectId: id, masterBookingId, expectedPaise: ours.feePaise, actualPaise: told.feePaise, effectPaise: feeEffectPaise, note: `Razorpay’s fee for this ${what} is not the one we booked.` });
  }
  return found;
}

/** A second admin decides on corrections larger than this. */
export const CORRECTION_LIMIT_PAISE = 500_000;
/** Razorpay's usual cycle (razorpay.md 8): where no settlement has come since, nothing can be missing from it. */
export const SETTLEMENT_CYCLE_DAYS = 2;
/** Razorpay settles within two working days; this many days cover a long weekend before a payment counts as missing. */
export const SETTLED_WITHIN_DAYS = 5;
/** Questions asked per run about what does not match; beyond that something is wrong that asking would not mend. */
export const QUESTIONS_PER_RUN = 200;
/** Our clock and theirs may put one movement on two sides of midnight. */
export const CLOCK_SLACK_MINUTES = 60;

/** A day's report, kept as it was at the end of its last run. Paise; counts of things. */
export interface DayFigures {
  readonly day: LocalDate;
  readonly payments: Movement;
  readonly refunds: Movement;
  readonly settlements: { readonly count: number; readonly expectedPaise: number; readonly actualPaise: number };
  readonly payouts: Movement;
  readonly reversals: Movement;
  readonly loads: Movement;
  readonly x: { readonly openingPaise: number | null; readonly closingPaise: number | null; readonly ledgerClosingPaise: number };
  /** What our postings of the day did to the two accounts, and what they fail to balance by: 0, or a program is wrong. */
  readonly ledger: { readonly razorpayPaise: number; readonly razorpayxPaise: number; readonly unbalancedPaise: number };
}

export interface Movement {
  readonly count: number;
  readonly amountPaise: number;
  readonly feePaise: number;
  readonly taxPaise: number;
}

/** How many days back the clock closes each night, yesterday included. */
export const RECONCILE_AGAIN_DAYS = 3;
/** A long outage is caught up in several nights, not in one job. */
export const RECONCILE_AT_ONCE_DAYS = 62;
