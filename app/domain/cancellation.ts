import type { Actor, IndividualStatus, ServiceKind } from './booking.ts';
import { decideCancellation, type CancellationPolicy } from './cancellation-policy.ts';
import { splitByLargestRemainder } from './coupon.ts';
import { formatPaise, paise, subtractPaise, sumPaise, ZERO_PAISE, type Paise } from './money.ts';

/** One part of a visit, with what has already happened to its money. All amounts in paise. */
export interface CancellablePart {
  readonly id: string;
  readonly serviceKind: ServiceKind;
  readonly status: IndividualStatus;
  readonly startsAt: Date;
  readonly zone: string;
  readonly policy: CancellationPolicy;
  readonly sampleCollectedAt: Date | null;
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  readonly paidPaise: number;
  /** Coupon share this part has lost to a re-qualification, already taken from an earlier refund and so paid for. */
  readonly requalifiedPaise: number;
  /** Difference to a follow-up's full price, paid for the same way when its consultation went. */
  readonly regrantedPaise: number;
  /** Refund rows that did not fail, in flight and unknown ones included. */
  readonly refundedPaise: number;
  /** Cancellation fees kept on this part; not to be had a second time. */
  readonly keptPaise: number;
}

/** The coupon's rule for a visit that shrinks; null without a coupon, or when it was applied already. */
export interface RequalifyRule {
  readonly code: string;
  readonly minimumSpendPaise: number;
}

export interface CancelledLine {
  readonly partId: string;
  readonly listPricePaise: Paise;
  readonly couponSharePaise: Paise;
  readonly paidPaise: Paise;
  readonly alreadyRefundedPaise: Paise;
  readonly basePaise: Paise;
  readonly feePaise: Paise;
  /** Taken from this line's refund for kept parts that lost their coupon share or their follow-up price. */
  readonly requalifyPaise: Paise;
  readonly refundPaise: Paise;
  readonly tierIndex: number | null;
  readonly reasons: readonly string[];
}

export interface CancellationResult {
  readonly lines: readonly CancelledLine[];
  readonly refundPaise: Paise;
  /** Coupon share that each kept part loses; the same paise are added to its base (peers.md E2.7). */
  readonly requalified: ReadonlyMap<string, Paise>;
  /** Price difference that each kept follow-up now pays. */
  readonly regranted: ReadonlyMap<string, Paise>;
}

export interface CancellationTerms {
  readonly coupon: RequalifyRule | null;
  /** Kept follow-ups whose consultation goes, with the difference to their full price. */
  readonly regrants: ReadonlyMap<string, number>;
}

export const NO_TERMS: CancellationTerms = { coupon: null, regrants: new Map() };

/** What the patient has effectively paid for a part: its net, and the share it had to earn back. */
export function effectivePaidPaise(part: CancellablePart): Paise {
  return paise(part.paidPaise + part.requalifiedPaise + part.regrantedPaise);
}

/** Rule: who cancels decides first. Patient → the policy's tiers; everybody else → all of it, policy not consulted. */
export function cancelParts(
  parts: readonly CancellablePart[],
  partIds: readonly string[],
  terms: CancellationTerms,
  how: { readonly by: Actor; readonly at: Date },
): CancellationResult {
  const cancelled = parts.filter((part) => partIds.includes(part.id));
  const lines = cancelled.map((part) => decideLine(part, how));
  if (how.by !== 'patient') return { lines, refundPaise: totalOf(lines), requalified: new Map(), regranted: new Map() };
  const regranted = regrant(lines, terms.regrants);
  return terms.coupon === null ? regranted : requalify(parts, regranted, terms.coupon);
}

function decideLine(part: CancellablePart, { by, at }: { readonly by: Actor; readonly at: Date }): CancelledLine {
  const paidPaise = effectivePaidPaise(part);
  const basePaise = subtractPaise(paidPaise, part.refundedPaise + part.keptPaise);
  const shown = {
    partId: part.id,
    listPricePaise: paise(part.listPricePaise),
    couponSharePaise: subtractPaise(part.couponSharePaise, part.requalifiedPaise),
    paidPaise,
    alreadyRefundedPaise: paise(part.refundedPaise),
    basePaise,
    requalifyPaise: ZERO_PAISE,
  };
  if (by !== 'patient') {
    const who = by === 'provider' ? 'The provider cancelled' : 'We cancelled';
    return { ...shown, feePaise: ZERO_PAISE, refundPaise: basePaise, tierIndex: null, reasons: [`${who}: all you paid comes back.`] };
  }
  const decision = decideCancellation(part, basePaise, at);
  return { ...shown, feePaise: decision.feePaise, refundPaise: decision.refundPaise, tierIndex: decision.tierIndex, reasons: decision.reasons };
}

/** Takes `lossPaise` out of the lines' refunds, by their size, with the sentence that says why. */
function takeFrom(lines: readonly CancelledLine[], lossPaise: number, reason: string): CancelledLine[] {
  const taken = splitByLargestRemainder(lossPaise, lines.map((line) => line.refundPaise));
  return lines.map((line, index) => {
    const lost = taken[index]!;
    if (lost === 0) return line;
    return { ...line, requalifyPaise: paise(line.requalifyPaise + lost), refundPaise: subtractPaise(line.refundPaise, lost), reasons: [...line.reasons, reason] };
  });
}

/** A follow-up that stays without its consultation costs its full price; the difference comes out of this refund. */
function regrant(lines: readonly CancelledLine[], regrants: ReadonlyMap<string, number>): CancellationResult {
  const lossPaise = sumPaise(regrants.values());
  const refundPaise = totalOf(lines);
  if (lossPaise === 0) return { lines, refundPaise, requalified: new Map(), regranted: new Map() };
  if (lossPaise > refundPaise) throw new RangeError('a follow-up cannot be paid from a smaller refund');
  const reduced = takeFrom(lines, lossPaise, `The follow-up you keep costs its full price without the consultation; ${formatPaise(lossPaise)} of it is taken from this refund.`);
  return { lines: reduced, refundPaise: totalOf(reduced), requalified: new Map(), regranted: new Map([...regrants].map(([id, amount]) => [id, paise(amount)])) };
}

/**
 * When what is left falls under the coupon's minimum, the kept parts lose their shares. The loss comes out of this very
 * refund, never below zero and never billed later; what was taken is added to the kept parts' bases, so that cancelling
 * them later gives it back and the visit still closes to the paisa.
 */
function requalify(parts: readonly CancellablePart[], result: CancellationResult, rule: RequalifyRule): CancellationResult {
  const gone = new Set(result.lines.map((line) => line.partId));
  const kept = parts.filter((part) => !gone.has(part.id) && part.status !== 'cancelled');
  const remainingPaise = sumPaise(kept.map((part) => part.listPricePaise + part.regrantedPaise + (result.regranted.get(part.id) ?? 0)));
  const shares = kept.map((part) => part.couponSharePaise - part.requalifiedPaise);
  const lossPaise = Math.min(sumPaise(shares), result.refundPaise);
  if (kept.length === 0 || remainingPaise >= rule.minimumSpendPaise || lossPaise === 0) return result;
  const given = splitByLargestRemainder(lossPaise, shares);
  const lines = takeFrom(
    result.lines,
    lossPaise,
    `What you keep (${formatPaise(remainingPaise)}) is less than the ${formatPaise(rule.minimumSpendPaise)} that coupon ${rule.code} needs, so its discount on the rest is taken from this refund.`,
  );
  return { ...result, lines, refundPaise: totalOf(lines), requalified: new Map(kept.map((part, index) => [part.id, given[index]!])) };
}

function totalOf(lines: readonly CancelledLine[]): Paise {
  return sumPaise(lines.map((line) => line.refundPaise));
}
