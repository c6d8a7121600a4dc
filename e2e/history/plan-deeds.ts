import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { reasonsFor } from '#app/domain/cancel-reason.ts';
import { deadlineAt, type PolicyTier } from '#app/domain/cancellation-policy.ts';
import type { Random } from './random.ts';
import type { Deed, PayoutFate, StoryDeed, StoryLine } from './story.ts';

const HOUR_MS = 60 * MINUTE_MS;
/** The emulator, like Razorpay's test mode, lets a refund of exactly ₹24.68 fail. */
const FAILING_AMOUNT_PAISE = 2_468;
/** The last deed before the story ends still has time to be carried out. */
const LAST_DEED_BEFORE_MINUTES = 15;
/** Nothing is done to a visit before it was surely paid. */
const PAID_AFTER_MINUTES = 20;

const LATELY_CANCELLED = 0.06;
const LATELY_HOURS = 4;

const FATES = {
  stays: 50, patient_cancels_one: 18, patient_cancels_all: 8, patient_cancels_twice: 6, provider_cancels: 5, admin_cancels: 3,
  goodwill: 3, cancel_for_amount: 2, waive_fee: 3.5, refund_fails: 0.7, dashboard_refund: 0.3,
} as const;

export type Fate = keyof typeof FATES;
export const FATE_NAMES = Object.keys(FATES) as Fate[];

const PAYOUT_FATES: Readonly<Record<PayoutFate, number>> = { arrives: 93, answer_lost: 1.5, bank_offline: 3, account_closed: 0.3, comes_back: 1.5, comes_back_dormant: 0.3 };
export const PAYOUT_FATE_NAMES = Object.keys(PAYOUT_FATES) as PayoutFate[];
const BACK_AFTER_HOURS = [48, 72] as const;

export interface PaidVisit {
  readonly bookedAt: Date;
  readonly lines: readonly StoryLine[];
  /** When the story ends; later deeds are left to the future. */
  readonly now: Date;
  /** What becomes of the payout of its first line; chance decides without. */
  readonly payout?: PayoutFate | undefined;
}

/** What becomes of a visit after it was paid, each deed at its own time. */
export function planDeeds(random: Random, story: PaidVisit, fate: Fate = random.weighted(FATES)): StoryDeed[] {
  const visit = { ...story, now: new Date(story.now.getTime() - LAST_DEED_BEFORE_MINUTES * MINUTE_MS) };
  const deeds = [...fateOf(random, visit, fate), ...routineOf(random, visit)];
  return deeds.filter((deed) => deed.at <= visit.now).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Samples are taken, services given or missed; a part that is cancelled by then is left alone. */
function routineOf(random: Random, { lines, payout }: PaidVisit): StoryDeed[] {
  return lines.flatMap(({ offer: { kind, providerId, loginId }, startsAt, endsAt }, line): StoryDeed[] => {
    const there = { line, providerId, loginId };
    const fate = random.weighted(PAYOUT_FATES);
    return [
      ...(kind === 'lab_test' ? [{ kind: 'sample_collected' as const, ...there, at: sampleTime(startsAt) }] : []),
      {
        kind: 'given', ...there, missed: random.chance(0.05), payout: line === 0 ? (payout ?? fate) : fate, backAfterHours: random.between(...BACK_AFTER_HOURS),
        at: new Date(endsAt.getTime() + random.between(40, 90) * MINUTE_MS),
      },
    ];
  });
}

function sampleTime(startsAt: Date): Date {
  return new Date(startsAt.getTime() + 3 * MINUTE_MS);
}

function fateOf(random: Random, visit: PaidVisit, fate: Fate): StoryDeed[] {
  const coming = visit.lines.findIndex(({ startsAt }) => startsAt > visit.now);
  if (coming >= 0 && random.chance(LATELY_CANCELLED)) return cancelledLately(random, visit, coming);
  const all = visit.lines.map((_, line) => line);
  const line = random.pick(all);
  const cancelled = (lines: readonly number[], at = momentOfCancelling(random, visit, lines[0]!)) => (at === null ? [] : withLook(random, { ...patientCancels(random, lines), at }));
  const before = (deed: Deed): StoryDeed[] => {
    const at = momentBefore(random, visit, line);
    return at === null ? [] : [{ ...deed, at }];
  };
  switch (fate) {
    case 'patient_cancels_one':
      return cancelled([line]);
    case 'patient_cancels_all':
      return cancelled(all);
    case 'patient_cancels_twice':
      return [...cancelled([line]), ...(all.length === 1 ? [] : cancelled([random.pick(all.filter((other) => other !== line))]))];
    case 'provider_cancels':
      return before({ kind: 'provider_cancels', line, loginId: visit.lines[line]!.offer.loginId, reason: random.pick(reasonsFor('provider')) });
    case 'admin_cancels':
      return before({ kind: 'admin_cancels', lines: random.chance(0.4) ? all : [line], reason: random.pick(reasonsFor('admin')) });
    case 'goodwill':
      return [{ kind: 'goodwill', line, shareBps: random.between(500, 6_000), exactPaise: null, at: after(visit.lines[line]!.endsAt, random.between(3, 60)) }];
    case 'cancel_for_amount':
      return before({ kind: 'cancel_for_amount', line, shareBps: random.between(2_000, 9_500) });
    case 'waive_fee': {
      const at = momentOfCancelling(random, visit, line, 'costly');
      return at === null ? [] : [...cancelled([line], at), { kind: 'waive_fee', line, at: after(at, random.between(1, 30)) }];
    }
    case 'refund_fails': {
      const at = after(visit.bookedAt, random.between(1, 20));
      const told: StoryDeed = { kind: 'look_at_refunds', at: after(at, 6) };
      const paid: StoryDeed[] = random.chance(0.5) ? [{ kind: 'pay_by_transfer', at: after(at, 30) }] : [];
      return [{ kind: 'goodwill', line, shareBps: null, exactPaise: FAILING_AMOUNT_PAISE, at }, told, ...paid];
    }
    case 'dashboard_refund': {
      const at = after(visit.bookedAt, random.between(1, 40));
      return [{ kind: 'dashboard_refund', exactPaise: random.between(2, 12) * 1_000, at }];
    }
    default:
      return [];
  }
}

/** So that some refunds are still on their way when the story ends. */
function cancelledLately(random: Random, visit: PaidVisit, line: number): StoryDeed[] {
  const first = Math.max(visit.bookedAt.getTime() + PAID_AFTER_MINUTES * MINUTE_MS, visit.now.getTime() - LATELY_HOURS * HOUR_MS);
  if (first >= visit.now.getTime()) return [];
  return [{ ...patientCancels(random, [line]), at: new Date(first + Math.floor(random.next() * (visit.now.getTime() - first))) }];
}

function after(at: Date, hours: number): Date {
  return new Date(at.getTime() + hours * HOUR_MS);
}

function patientCancels(random: Random, lines: readonly number[]): Deed {
  return {
    kind: 'patient_cancels',
    lines,
    followUps: random.chance(0.3) ? 'pay_full' : 'cancel',
    reason: random.pick(reasonsFor('patient')),
    thinksForMinutes: random.pick([0, 0, 1, 2, 9]),
    replyLost: random.chance(0.03),
  };
}

/** The bank's reference is known a while after the refund; somebody looks. */
function withLook(random: Random, deed: StoryDeed): StoryDeed[] {
  return random.chance(0.6) ? [deed, { kind: 'look_at_refunds', at: after(deed.at, random.between(2, 40)) }] : [deed];
}

function momentBefore(random: Random, visit: PaidVisit, line: number): Date | null {
  const first = visit.bookedAt.getTime() + PAID_AFTER_MINUTES * MINUTE_MS;
  const last = Math.min(visit.lines[line]!.startsAt.getTime() - 10 * MINUTE_MS, visit.now.getTime());
  return last <= first ? null : new Date(first + Math.floor(random.next() * (last - first)));
}

/**
 * A moment inside a tier chosen at random, often exactly on its deadline, a millisecond before or a millisecond after:
 * where checkers and engines disagree. Null when the visit was booked too late for that, or the moment is still to come.
 */
function momentOfCancelling(random: Random, visit: PaidVisit, line: number, wish: 'any' | 'costly' = 'any'): Date | null {
  const { offer, startsAt } = visit.lines[line]!;
  const { tiers } = offer.policy;
  const first = visit.bookedAt.getTime() + PAID_AFTER_MINUTES * MINUTE_MS;
  const index = wish === 'costly' ? Math.min(1, tiers.length - 1) : random.between(0, tiers.length - 1);
  const opens = Math.max(first, index === 0 ? first : endOf(tiers[index - 1]!, startsAt, offer.zone) + 1);
  const ends = endOf(tiers[index]!, startsAt, offer.zone);
  if (ends < opens || opens > visit.now.getTime()) return momentBefore(random, visit, line);
  const inside = opens + Math.floor(random.next() * (ends - opens));
  const exact = tiers[index]!.until === null ? opens : ends;
  const at = random.pick([inside, inside, inside, exact, exact, exact + 1, Math.max(first, exact - 1)]);
  return at > visit.now.getTime() ? momentBefore(random, visit, line) : new Date(at);
}

/** The last instant of a tier; one without end is left soon after the start, because later nobody cancels. */
function endOf({ until }: PolicyTier, startsAt: Date, zone: string): number {
  const open = startsAt.getTime() + 30 * MINUTE_MS;
  if (until === null) return open;
  return deadlineAt(until, { startsAt, zone })?.getTime() ?? sampleTime(startsAt).getTime() - 1;
}
