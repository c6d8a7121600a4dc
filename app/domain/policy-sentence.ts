import { formatWhen } from './appointment-time.ts';
import { deadlineAt, decideCancellation } from './cancellation-policy.ts';
import type { CancellationPolicy, PolicyCase, PolicyDeadline, PolicyTier } from './cancellation-policy.ts';
import { formatPaiseShort } from './money.ts';

const WHOLE_BPS = 10_000;
const HALF_BPS = 5_000;

/**
 * A stored policy (product.md 4) as one sentence a patient understands before booking: "Cancel free until 24 hours
 * before; half back until 4 hours before; nothing after." It says the tiers in their order and computes nothing.
 *
 * @param body `cancellation_policy.body`, as frozen on a booking too.
 */
export function policySentence(body: string): string {
  return sentenceOf((JSON.parse(body) as CancellationPolicy).tiers, wordsOfDeadline);
}

/**
 * The same for a booking, on its clinic's clock and from the tier that applies at `at` on: "Half back until
 * Tue 24 Nov, 06:30; nothing after."
 */
export function policySentenceNow(booking: PolicyCase, at: Date): string {
  const { tierIndex } = decideCancellation(booking, 0, at);
  const left = booking.policy.tiers.slice(tierIndex);
  if (left.length === 1 && givesNothing(left[0]!)) return 'Cancelling gives nothing back any more.';
  return sentenceOf(left, (until) => {
    const deadline = deadlineAt(until, booking);
    return deadline === null ? wordsOfDeadline(until) : formatWhen(deadline, booking.zone);
  });
}

function sentenceOf(tiers: readonly PolicyTier[], deadlineOf: (until: PolicyDeadline) => string): string {
  const last = tiers.findIndex((tier) => tier.until === null);
  const dated = last < 0 ? tiers : tiers.slice(0, last);
  const after = last < 0 ? null : tiers[last]!;
  if (dated.length === 0) return onlyTier(after);
  const parts = dated.map((tier) => `${shareOf(tier)} until ${deadlineOf(tier.until!)}`);
  return `${capital([...parts, `${after === null ? 'nothing' : shareOf(after)} after`].join('; '))}.`;
}

function onlyTier(tier: PolicyTier | null): string {
  if (tier === null || givesNothing(tier)) return 'Once paid, cancelling gives nothing back.';
  return tier.refundBps === WHOLE_BPS && tier.flatFeePaise === 0 ? 'Cancel free at any time.' : `${capital(shareOf(tier))} whenever you cancel.`;
}

function givesNothing(tier: PolicyTier): boolean {
  return tier.refundBps === 0;
}

function shareOf(tier: PolicyTier): string {
  if (givesNothing(tier)) return 'nothing';
  const fee = tier.flatFeePaise === 0 ? '' : formatPaiseShort(tier.flatFeePaise);
  if (tier.refundBps === WHOLE_BPS) return fee ? `all but ${fee} back` : 'cancel free';
  const share = tier.refundBps === HALF_BPS ? 'half' : `${tier.refundBps / 100}%`;
  return fee ? `${share} less ${fee} back` : `${share} back`;
}

function wordsOfDeadline(until: PolicyDeadline): string {
  if ('event' in until) return 'the sample is collected';
  if ('hoursBefore' in until) return `${until.hoursBefore} ${until.hoursBefore === 1 ? 'hour' : 'hours'} before`;
  if (until.daysBefore === 0) return `${until.at} on the day`;
  return until.daysBefore === 1 ? `${until.at} the day before` : `${until.at} ${until.daysBefore} days before`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
