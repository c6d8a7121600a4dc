import { z } from 'zod';
import { addDays, formatWhen, instantOf, localDateOf, MINUTE_MS } from './appointment-time.ts';
import { formatPaise, paise, shareOfPaise, subtractPaise, type Paise } from './money.ts';
import { accepted, refused, type Outcome, type Refusal } from './refusal.ts';

/**
 * The cancellation policy engine (product.md 4). Pure: the clock, the zone and whether a sample was collected are
 * arguments. A policy is frozen on the booking when it is bought, so that editing one never changes what was sold.
 */

const deadline = z.union([
  z.object({ hoursBefore: z.int().min(0).max(24 * 60) }).strict(),
  z.object({ daysBefore: z.int().min(0).max(60), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }).strict(),
  z.object({ event: z.literal('sample_collected') }).strict(),
]);

/** What comes back until `until`; `null` is the tier without an end. Basis points of what was paid, and paise. */
const tier = z.object({ until: deadline.nullable(), refundBps: z.int().min(0).max(10_000), flatFeePaise: z.int().min(0) });

const policy = z.object({ name: z.string().min(1).max(80), tiers: z.array(tier).min(1).max(12) });

export type PolicyDeadline = z.infer<typeof deadline>;
export type PolicyTier = z.infer<typeof tier>;
export type CancellationPolicy = z.infer<typeof policy>;

/** Reads a policy from where it was frozen. Throws: what we froze ourselves must be readable. */
export function parsePolicy(body: string): CancellationPolicy {
  return policy.parse(JSON.parse(body));
}

export type PolicyRefusal = Refusal<'policy_shape' | 'policy_order' | 'policy_improves' | 'policy_open'>;

/**
 * A policy that an admin may save: deadlines run towards the start, the last tier has no deadline, and no tier is
 * better than the one before it. A tier of 0 % is the worst there is, whatever its flat fee.
 */
export function checkPolicy(candidate: unknown): Outcome<CancellationPolicy, PolicyRefusal> {
  const parsed = policy.safeParse(candidate);
  if (!parsed.success) return refused({ code: 'policy_shape', message: 'This is not a policy: each tier has a deadline, a percentage and a fee.' });
  const { tiers } = parsed.data;
  if (tiers.at(-1)!.until !== null || tiers.slice(0, -1).some((each) => each.until === null)) {
    return refused({ code: 'policy_open', message: 'The last tier, and only the last, has no deadline.' });
  }
  for (const [index, later] of tiers.entries()) {
    const earlier = tiers[index - 1];
    if (!earlier) continue;
    if (!comesBefore(earlier.until!, later.until)) {
      return refused({ code: 'policy_order', message: `Tier ${index + 1} must end later than tier ${index}: deadlines run towards the start.` });
    }
    if (later.refundBps > earlier.refundBps || (later.refundBps > 0 && later.flatFeePaise < earlier.flatFeePaise)) {
      return refused({ code: 'policy_improves', message: `Tier ${index + 1} gives back more than tier ${index}; it may only give the same or less.` });
    }
  }
  return accepted(parsed.data);
}

/** Hours before and clock times have no fixed order among each other, so a policy uses one kind; an event ends either. */
function comesBefore(earlier: PolicyDeadline, later: PolicyDeadline | null): boolean {
  if (later === null) return true;
  if ('event' in earlier) return false;
  if ('event' in later) return true;
  if ('hoursBefore' in earlier) return 'hoursBefore' in later && later.hoursBefore < earlier.hoursBefore;
  if (!('daysBefore' in later)) return false;
  return later.daysBefore < earlier.daysBefore || (later.daysBefore === earlier.daysBefore && later.at > earlier.at);
}

/** A booking as its policy sees it. */
export interface PolicyCase {
  readonly policy: CancellationPolicy;
  readonly startsAt: Date;
  readonly zone: string;
  readonly sampleCollectedAt: Date | null;
}

/** The instant a deadline means for this booking, or null for an event. Clock times are the clinic's. */
export function deadlineAt(until: PolicyDeadline, { startsAt, zone }: Pick<PolicyCase, 'startsAt' | 'zone'>): Date | null {
  if ('event' in until) return null;
  if ('hoursBefore' in until) return new Date(startsAt.getTime() - until.hoursBefore * 60 * MINUTE_MS);
  const day = addDays(localDateOf(startsAt, zone), -until.daysBefore);
  const [hours, minutes] = until.at.split(':').map(Number) as [number, number];
  return instantOf(day, hours * 60 + minutes, zone);
}

function isOpen(until: PolicyDeadline | null, booking: PolicyCase, at: Date): boolean {
  if (until === null) return true;
  if ('event' in until) return booking.sampleCollectedAt === null || booking.sampleCollectedAt > at;
  // Exactly on the boundary counts as the better tier: the promise was "until 22:00", and it is 22:00.
  return at.getTime() <= deadlineAt(until, booking)!.getTime();
}

export interface PolicyDecision {
  readonly tierIndex: number;
  /** What was still to be had on this line before cancelling. */
  readonly basePaise: Paise;
  readonly feePaise: Paise;
  readonly refundPaise: Paise;
  /** Sentences that explain the number, the same on screen, in mail and in the audit log. */
  readonly reasons: readonly string[];
}

/**
 * What comes back for one booking cancelled by its patient at `at`. Fee = floor(base × (10 000 − refundBps) / 10 000)
 * + flat fee, at most the base: fees round down, so the odd paisa is the patient's.
 */
export function decideCancellation(booking: PolicyCase, basePaise: number, at: Date): PolicyDecision {
  const tierIndex = booking.policy.tiers.findIndex((each) => isOpen(each.until, booking, at));
  const chosen = booking.policy.tiers[tierIndex];
  if (!chosen) throw new Error('a policy ends with a tier without a deadline');
  const feePaise = paise(Math.min(basePaise, shareOfPaise(basePaise, 10_000 - chosen.refundBps) + chosen.flatFeePaise));
  return {
    tierIndex,
    basePaise: paise(basePaise),
    feePaise,
    refundPaise: subtractPaise(basePaise, feePaise),
    reasons: explain(booking, chosen, booking.policy.tiers[tierIndex - 1], at),
  };
}

function explain(booking: PolicyCase, chosen: PolicyTier, missed: PolicyTier | undefined, at: Date): string[] {
  const { zone } = booking;
  const gives = describeTier(chosen);
  const until = chosen.until === null ? null : deadlineWords(chosen.until, booking);
  const rule = until === null ? `${booking.policy.name}: ${gives}.` : `${booking.policy.name}: ${gives} until ${until}.`;
  const past = missed?.until ? `The better deadline, ${deadlineWords(missed.until, booking)}, has passed; it is ${formatWhen(at, zone)}.` : null;
  return past === null ? [rule] : [rule, past];
}

function deadlineWords(until: PolicyDeadline, booking: PolicyCase): string {
  const at = deadlineAt(until, booking);
  return at === null ? 'the sample is collected' : formatWhen(at, booking.zone);
}

/** "half of what you paid comes back, less ₹100.00" — a clause, to be put into a sentence. */
export function describeTier({ refundBps, flatFeePaise }: PolicyTier): string {
  if (refundBps === 0) return 'nothing comes back';
  const share = refundBps === 10_000 ? 'all you paid' : refundBps === 5_000 ? 'half of what you paid' : `${refundBps / 100} % of what you paid`;
  return flatFeePaise === 0 ? `${share} comes back` : `${share} less ${formatPaise(flatFeePaise)} comes back`;
}
