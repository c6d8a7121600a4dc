import type { BookingLine, Exported, LedgerLine, RefundLine } from './read-exports.ts';
import { checkPayouts } from './payout-oracle.ts';
import { refundByPolicy } from './policy-oracle.ts';

/**
 * An outside checker: it reads nothing but export lines, shares no code with the product, and says what does not
 * follow from what. Amounts are paise.
 */
export interface Verdict {
  readonly checked: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
}

export function checkExports(exported: Exported): Verdict {
  const { bookings, refunds, payouts, ledger } = exported;
  const differences = [...bookings.flatMap(checkVisit), ...refunds.flatMap(checkRefundLine), ...checkPerPart(bookings, refunds), ...checkPostings(ledger), ...checkRefundPostings(refunds, ledger), ...checkPayouts(exported)];
  const decided = refunds.filter((line) => line.kind === 'cancellation' && line.cancelledBy === 'patient');
  return {
    checked: {
      visits: bookings.length,
      'visits with a coupon': bookings.filter((visit) => visit.discountPaise > 0).length,
      'refund lines': refunds.length,
      'refund lines decided by policy': decided.length,
      'refund lines exactly on a deadline': decided.filter((line) => refundByPolicy(line).onDeadline).length,
      'refund lines with a coupon taken back': refunds.filter((line) => line.requalifyPaise > 0).length,
      payouts: payouts.length,
      'payouts with more than one attempt': payouts.filter((payout) => payout.attempts.length > 1).length,
      'payouts with a clawback': payouts.filter((payout) => payout.clawbackPaise > 0).length,
      postings: new Set(ledger.map((line) => line.postingId)).size,
    },
    differences,
  };
}

/** The coupon's shares by largest remainder, ties to the dearer and then to the earlier line; nets and total from them. */
function checkVisit(visit: BookingLine): string[] {
  const { lines, code } = visit;
  const weights = lines.map((line) => (line.couponEligible ? line.listPricePaise : 0));
  const shares = largestRemainder(visit.discountPaise, weights);
  const wrong = lines.flatMap((line, index) => [
    ...(line.couponSharePaise === shares[index] ? [] : [`${code}: line ${index + 1} carries ${line.couponSharePaise} of the coupon, not ${shares[index]}`]),
    ...(line.paidPaise === line.listPricePaise - line.couponSharePaise ? [] : [`${code}: line ${index + 1} paid ${line.paidPaise}`]),
  ]);
  const total = lines.reduce((sum, line) => sum + line.paidPaise, 0);
  return total === visit.totalPaise ? wrong : [...wrong, `${code}: its lines sum to ${total}, not ${visit.totalPaise}`];
}

function largestRemainder(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight));
  const shares = exact.map((each) => Number(each / BigInt(all)));
  const rests = exact.map((each) => each % BigInt(all));
  for (let left = total - shares.reduce((sum, share) => sum + share, 0); left > 0; left -= 1) {
    let best = -1;
    for (const [index, rest] of rests.entries()) {
      if (rest < 0n) continue;
      if (best < 0 || rest > rests[best]! || (rest === rests[best] && weights[index]! > weights[best]!)) best = index;
    }
    shares[best]! += 1;
    rests[best] = -1n;
  }
  return shares;
}

function checkRefundLine(line: RefundLine): string[] {
  const base = line.paidPaise - line.alreadyRefundedPaise;
  const say = (what: string) => [`refund ${line.refundId}, booking ${line.individualBookingId}: ${what}`];
  const sums = line.refundPaise < 0 || line.feePaise < 0 || line.requalifyPaise < 0 || line.refundPaise > base ? say(`${line.refundPaise} cannot come back of ${base}`) : [];
  if (line.kind !== 'cancellation') return sums;
  const closes = line.refundPaise === base - line.feePaise - line.requalifyPaise ? [] : say(`${base} − ${line.feePaise} − ${line.requalifyPaise} is not ${line.refundPaise}`);
  const fee = line.cancelledBy === 'patient' ? refundByPolicy(line).feePaise : 0;
  const byRule = line.feePaise === fee ? [] : say(`the fee is ${line.feePaise}, the policy says ${fee}`);
  const spared = line.cancelledBy !== 'patient' && line.requalifyPaise !== 0 ? say('a coupon is taken back although the patient did not cancel') : [];
  return [...sums, ...closes, ...byRule, ...spared];
}

/** A part never gives back more than it was paid for: its own net, and what other parts' refunds have paid into it. */
function checkPerPart(bookings: readonly BookingLine[], refunds: readonly RefundLine[]): string[] {
  const sold = new Map(bookings.flatMap((visit) => visit.lines.map((line) => [line.individualBookingId, line] as const)));
  return [...Map.groupBy(refunds, (line) => line.individualBookingId)].flatMap(([id, lines]) => {
    const line = sold.get(id);
    if (!line) return [`booking ${id} has a refund and no visit`];
    const returned = lines.reduce((sum, each) => (each.refundStatus === 'failed' ? sum : sum + each.refundPaise), 0);
    const paid = Math.max(...lines.map((each) => each.paidPaise));
    const late = lines.some((each) => each.kind === 'late_payment') ? line.paidPaise : 0;
    return [
      ...(returned > paid + (line.status === 'cancelled' ? 0 : late) ? [`booking ${id}: ${returned} came back of ${paid}`] : []),
      ...(paid < line.paidPaise ? [`booking ${id}: a refund knows ${paid} paid, the visit ${line.paidPaise}`] : []),
    ];
  });
}

function checkPostings(ledger: readonly LedgerLine[]): string[] {
  const byPosting = [...Map.groupBy(ledger, (line) => line.postingId)];
  const unbalanced = byPosting.flatMap(([id, lines]) => (sum(lines) === 0 ? [] : [`posting ${id} sums to ${sum(lines)}`]));
  const scattered = byPosting.flatMap(([id, lines]) => (new Set(lines.map((line) => `${line.event} ${line.occurredAt}`)).size === 1 ? [] : [`posting ${id} tells two events`]));
  const accounts = [...Map.groupBy(ledger, (line) => line.account).values()].reduce((all, lines) => all + sum(lines), 0);
  return [...unbalanced, ...scattered, ...(accounts === 0 ? [] : [`all accounts together hold ${accounts}`])];
}

const OWED_BY = ['booking_cancelled', 'override_requested', 'external_refund_found', 'late_refund_requested'];

/** Every refund in the ledger, by its lines: what was owed, what was sent, what was settled; and nothing owed twice. */
function checkRefundPostings(refunds: readonly RefundLine[], ledger: readonly LedgerLine[]): string[] {
  const entries = Map.groupBy(ledger.filter((line) => line.refundId !== null), (line) => line.refundId!);
  return [...Map.groupBy(refunds, (line) => line.refundId)].flatMap(([id, lines]) => {
    const amount = lines.reduce((total, line) => total + line.refundPaise, 0);
    const own = entries.get(id) ?? [];
    const on = (account: string, events?: readonly string[]) => sum(own.filter((entry) => entry.account === account && (events === undefined || events.includes(entry.event))));
    const owed = -on('refunds_payable', OWED_BY);
    const settled = -(on('razorpay_balance') + on('bank'));
    const status = lines[0]!.refundStatus;
    return [
      // A refund sent in the place of one that failed owes nothing new.
      ...(owed === amount || owed === 0 ? [] : [`refund ${id}: its lines sum to ${amount}, ${owed} was posted as owed`]),
      ...(settled === (status === 'processed' ? amount : 0) ? [] : [`refund ${id} is ${status} over ${amount}, ${settled} left us`]),
      ...(-on('refunds_in_transit') === (status === 'pending' ? amount : 0) ? [] : [`refund ${id} is ${status}, ${-on('refunds_in_transit')} is in transit`]),
    ];
  });
}

function sum(lines: readonly LedgerLine[]): number {
  return lines.reduce((total, line) => total + line.amountPaise, 0);
}
