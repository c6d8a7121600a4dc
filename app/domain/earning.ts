import type { LocalDate } from './appointment-time.ts';
import { PAYOUT_MIN_PAISE } from './payout-bounds.ts';
import { paise, shareOfPaise, sumPaise, type Paise } from './money.ts';

export type DeductionKind = 'gst_on_commission' | 'tds';

/** A tax an accountant switched on, from a date until another; GST is a share of the commission, TDS one of the gross. */
export interface DeductionRule {
  readonly kind: DeductionKind;
  readonly rateBps: number;
  readonly fromDate: LocalDate;
  readonly untilDate: LocalDate | null;
}

export interface Deduction {
  readonly kind: DeductionKind;
  readonly rateBps: number;
  readonly amountPaise: number;
}

/** What a booking was sold for, frozen when it was, and what later cancellations of its visit moved onto it. Paise. */
export interface SoldPart {
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  readonly paidPaise: number;
  readonly requalifiedPaise: number;
  readonly regrantedPaise: number;
  readonly couponFundedBy: 'platform' | 'provider';
  readonly commissionBps: number;
}

export interface Earning {
  readonly grossPaise: Paise;
  readonly commissionPaise: Paise;
  readonly deductions: readonly Deduction[];
  readonly deductionsPaise: Paise;
  /** What the provider is owed. */
  readonly earningPaise: Paise;
  /** What the platform adds because the coupon was its own. */
  readonly couponCostPaise: Paise;
}

export function collectedPaise(part: Pick<SoldPart, 'paidPaise' | 'requalifiedPaise' | 'regrantedPaise'>): Paise {
  return paise(part.paidPaise + part.requalifiedPaise + part.regrantedPaise);
}

/**
 * product.md 5: the list price where the platform pays for the coupon, what was collected where the provider does, less
 * commission. Every share is floored: the odd paisa of the commission and of a tax stays with the provider.
 */
export function earningOf(part: SoldPart, rules: readonly DeductionRule[], onDate: LocalDate): Earning {
  const collected = collectedPaise(part);
  const grossPaise = part.couponFundedBy === 'platform' ? paise(part.listPricePaise + part.regrantedPaise) : collected;
  const commissionPaise = shareOfPaise(grossPaise, part.commissionBps);
  const deductions = deductionsFrom({ grossPaise, commissionPaise }, rules, onDate);
  const deductionsPaise = sumPaise(deductions.map((deduction) => deduction.amountPaise));
  return {
    grossPaise, commissionPaise, deductions, deductionsPaise,
    earningPaise: paise(grossPaise - commissionPaise - deductionsPaise),
    couponCostPaise: paise(grossPaise - collected),
  };
}

/** Each on its own base; together never more than what is left after commission. */
function deductionsFrom(of: { grossPaise: number; commissionPaise: number }, rules: readonly DeductionRule[], onDate: LocalDate): Deduction[] {
  let leftPaise = of.grossPaise - of.commissionPaise;
  const inForce = rules.filter((rule) => rule.fromDate <= onDate && (rule.untilDate === null || onDate <= rule.untilDate));
  return inForce.map(({ kind, rateBps }) => {
    const amountPaise = Math.min(leftPaise, shareOfPaise(kind === 'gst_on_commission' ? of.commissionPaise : of.grossPaise, rateBps));
    leftPaise -= amountPaise;
    return { kind, rateBps, amountPaise };
  });
}

/**
 * The provider's part of a refund of a service that was given: the same share of the earning as was returned of what
 * was collected, floored over the sum of all such refunds, so that parts never exceed the whole and a full refund takes
 * exactly the earning.
 */
export function clawbackOf(service: { readonly earningPaise: number; readonly collectedPaise: number; readonly refundedPaise: number; readonly clawedPaise: number }): Paise {
  if (service.collectedPaise === 0) return paise(0);
  const refunded = Math.min(service.refundedPaise, service.collectedPaise);
  const due = Number((BigInt(service.earningPaise) * BigInt(refunded)) / BigInt(service.collectedPaise));
  return paise(Math.max(0, due - service.clawedPaise));
}

export interface OpenClawback {
  readonly id: string;
  readonly openPaise: number;
}

export interface Netting {
  readonly nettings: readonly { readonly clawbackId: string; readonly amountPaise: number }[];
  readonly amountPaise: Paise;
}

/**
 * Takes open clawbacks out of a payout, oldest first. What remains is nothing, or enough to be sent: a rest too small
 * for the bank leaves that much of the clawback for the next payout.
 */
export function netClawbacks(payablePaise: number, open: readonly OpenClawback[]): Netting {
  const owedPaise = sumPaise(open.map((clawback) => clawback.openPaise));
  const restPaise = payablePaise - owedPaise;
  const tooSmall = restPaise > 0 && restPaise < PAYOUT_MIN_PAISE && payablePaise >= PAYOUT_MIN_PAISE;
  let budgetPaise = tooSmall ? payablePaise - PAYOUT_MIN_PAISE : Math.min(payablePaise, owedPaise);
  const amountPaise = paise(payablePaise - budgetPaise);
  const nettings: { clawbackId: string; amountPaise: number }[] = [];
  for (const { id, openPaise } of open) {
    const taken = Math.min(openPaise, budgetPaise);
    if (taken > 0) nettings.push({ clawbackId: id, amountPaise: taken });
    budgetPaise -= taken;
  }
  return { nettings, amountPaise };
}
