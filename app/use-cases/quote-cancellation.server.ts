import { createHash } from 'node:crypto';
import { formatWhen, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { cancelParts, NO_TERMS, type CancellationResult, type CancellationTerms } from '#app/domain/cancellation.ts';
import { formatPaise, sumPaise } from '#app/domain/money.ts';
import { QUOTE_MINUTES } from '#app/domain/refund-bounds.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { getCancellableParts, type VisitPart } from '#db/cancellable-parts.ts';
import { insertQuote, type QuoteBody } from '#db/cancellation-quotes.ts';
import type { Database } from '#db/client.ts';
import type { ActorRef } from '#db/status-events.ts';
import { findOpenCouponRule } from '#db/visit-coupons.ts';

/** What becomes of a follow-up that was cheaper because of a consultation that is now cancelled. */
export type FollowUpChoice = 'cancel' | 'pay_full';

export interface CancellationWish {
  readonly masterBookingId: string;
  readonly partIds: readonly string[];
  readonly followUps: FollowUpChoice | null;
  /** `patient` has the policy decide; provider and admin give all of it back. */
  readonly actor: ActorRef & { readonly id: string };
  readonly now: Date;
}

export interface FollowUpQuestion {
  readonly partIds: readonly string[];
  readonly differencePaise: number;
  /** False when this refund is too small to pay the difference from. */
  readonly canPayFull: boolean;
}

export type QuoteRefusal =
  | Refusal<'nothing_chosen' | 'not_cancellable' | 'follow_up_elsewhere' | 'difference_too_large'>
  | (Refusal<'choose_follow_up'> & { readonly question: FollowUpQuestion });

export interface Quote {
  readonly id: string;
  readonly expiresAt: Date;
  readonly result: CancellationResult;
}

/**
 * The stored answer to "what do I get back if I cancel these now?" (product.md 4). It holds for ten minutes whatever
 * the clock does, because what a person was shown is what is executed.
 */
export async function quoteCancellation(db: Database, wish: CancellationWish): Promise<Outcome<Quote, QuoteRefusal>> {
  const parts = await getCancellableParts(db, wish.masterBookingId);
  const chosen = parts.filter((part) => wish.partIds.includes(part.id));
  const impossible = findWhyNot(chosen, wish);
  if (impossible) return refused(impossible);
  const elsewhere = wish.actor.kind === 'patient' ? await findFollowUpElsewhere(db, wish) : null;
  if (elsewhere) return refused(elsewhere);

  const coupon = wish.actor.kind === 'patient' ? await findOpenCouponRule(db, wish.masterBookingId) : null;
  const decided = decideFollowUps(parts, wish, { ...NO_TERMS, coupon });
  if (!decided.ok) return decided;
  const { partIds, terms } = decided.value;
  const result = cancelParts(parts, partIds, terms, { by: wish.actor.kind, at: wish.now });
  const body: QuoteBody = {
    partIds,
    lines: result.lines.map((line) => ({ ...line })),
    requalified: [...result.requalified],
    regranted: [...result.regranted],
    sampleCollectedAt: Object.fromEntries(parts.map((part) => [part.id, part.sampleCollectedAt?.toISOString() ?? null])),
  };
  const expiresAt = new Date(wish.now.getTime() + QUOTE_MINUTES * MINUTE_MS);
  const id = await insertQuote(db, { ...wish, body, refundPaise: result.refundPaise, stateOfVisit: stateOfVisit(parts), expiresAt });
  return accepted({ id, expiresAt, result });
}

/** Changes whenever anything does that the quote was computed from; the clock is not part of it. */
export function stateOfVisit(parts: readonly VisitPart[]): string {
  const state = parts.map((part) => [part.id, part.status, part.refundedPaise, part.keptPaise, part.requalifiedPaise, part.regrantedPaise, part.sampleCollectedAt?.getTime() ?? null]);
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}

function findWhyNot(chosen: readonly VisitPart[], wish: CancellationWish): QuoteRefusal | null {
  if (chosen.length === 0 || chosen.length !== new Set(wish.partIds).size) {
    return { code: 'nothing_chosen', message: 'Choose at least one service to cancel.' };
  }
  const closed = chosen.find((part) => part.status !== 'confirmed');
  if (!closed) return null;
  const why = { scheduled: 'is not paid yet', confirmed: '', completed: 'is already completed', cancelled: 'is already cancelled', no_show: 'was marked as missed' }[closed.status];
  return { code: 'not_cancellable', message: `${closed.serviceName} with ${closed.providerName} ${why}, so it cannot be cancelled. Nothing was changed.` };
}

/** What the patient has to say before the parts can go: follow-ups that are cheaper because of one of them, and stay themselves. */
export function findFollowUpQuestion(parts: readonly VisitPart[], wish: Pick<CancellationWish, 'partIds' | 'now'>): FollowUpQuestion | null {
  const dependents = dependentsOf(parts, wish.partIds);
  if (dependents.length === 0) return null;
  const differencePaise = sumPaise(differencesOf(dependents).values());
  const alone = cancelParts(parts, wish.partIds, NO_TERMS, { by: 'patient', at: wish.now });
  return { partIds: dependents.map((part) => part.id), differencePaise, canPayFull: alone.refundPaise >= differencePaise };
}

function dependentsOf(parts: readonly VisitPart[], partIds: readonly string[]): VisitPart[] {
  return parts.filter((part) => part.status === 'confirmed' && part.usesFollowUpGrant && !partIds.includes(part.id) && partIds.includes(part.followsBookingId ?? ''));
}

/** What each follow-up costs more at its full price. */
function differencesOf(followUps: readonly VisitPart[]): Map<string, number> {
  return new Map(followUps.map((part) => [part.id, part.fullPricePaise - part.listPricePaise - part.regrantedPaise]));
}

function decideFollowUps(
  parts: readonly VisitPart[],
  wish: CancellationWish,
  terms: CancellationTerms,
): Outcome<{ partIds: readonly string[]; terms: CancellationTerms }, QuoteRefusal> {
  const dependents = dependentsOf(parts, wish.partIds);
  if (dependents.length === 0) return accepted({ partIds: wish.partIds, terms });
  const together = [...wish.partIds, ...dependents.map((part) => part.id)];
  if (wish.actor.kind !== 'patient' || wish.followUps === 'cancel') return accepted({ partIds: together, terms });

  const question = findFollowUpQuestion(parts, wish)!;
  if (wish.followUps === null) {
    return refused({ code: 'choose_follow_up', question, message: `The follow-up with ${dependents[0]!.providerName} depends on the consultation you are cancelling. Say what should become of it.` });
  }
  if (!question.canPayFull) {
    return refused({ code: 'difference_too_large', message: `Keeping the follow-up costs ${formatPaise(question.differencePaise)} more than its consultation gives back. Cancel it too, or keep both.` });
  }
  return accepted({ partIds: wish.partIds, terms: { ...terms, regrants: differencesOf(dependents) } });
}

async function findFollowUpElsewhere(db: Database, wish: CancellationWish): Promise<QuoteRefusal | null> {
  const other = await db
    .selectFrom('individual_booking as part')
    .innerJoin('master_booking as master', 'master.id', 'part.master_booking_id')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .select(['part.starts_at', 'part.zone', 'master.code', 'provider.name'])
    .where('part.follows_booking_id', 'in', wish.partIds)
    .where('part.master_booking_id', '!=', wish.masterBookingId)
    .where('part.uses_follow_up_grant', '=', 1)
    .where('part.status', 'in', ['scheduled', 'confirmed'])
    .executeTakeFirst();
  if (!other) return null;
  return {
    code: 'follow_up_elsewhere',
    message: `Your follow-up with ${other.name} on ${formatWhen(other.starts_at, other.zone)} (visit ${other.code}) depends on this consultation. Cancel the follow-up first, then this.`,
  };
}
