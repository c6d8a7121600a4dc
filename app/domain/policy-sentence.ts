import { formatPaiseShort } from './money.ts';

/** When a tier's promise ends: so long before the start, at a clock time some days before, or at an event. */
export type PolicyDeadline =
  | { readonly hoursBefore: number }
  | { readonly daysBefore: number; readonly at: string }
  | { readonly event: 'sample_collected' };

/** What comes back until `until`; `null` is the tier without an end. Basis points of what was paid, and paise. */
export interface PolicyTier {
  readonly until: PolicyDeadline | null;
  readonly refundBps: number;
  readonly flatFeePaise: number;
}

export interface CancellationPolicy {
  readonly name: string;
  readonly tiers: readonly PolicyTier[];
}

const WHOLE_BPS = 10_000;
const HALF_BPS = 5_000;

/**
 * A stored policy (product.md 4) as one sentence a patient understands before booking: "Cancel free until 24 hours
 * before; half back until 4 hours before; nothing after." It says the tiers in their order and computes nothing.
 *
 * @param body `cancellation_policy.body`, as frozen on a booking too.
 */
export function policySentence(body: string): string {
  const { tiers } = JSON.parse(body) as CancellationPolicy;
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

function deadlineOf(until: PolicyDeadline): string {
  if ('event' in until) return 'the sample is collected';
  if ('hoursBefore' in until) return `${until.hoursBefore} ${until.hoursBefore === 1 ? 'hour' : 'hours'} before`;
  if (until.daysBefore === 0) return `${until.at} on the day`;
  return until.daysBefore === 1 ? `${until.at} the day before` : `${until.at} ${until.daysBefore} days before`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
