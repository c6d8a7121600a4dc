import type { Actor } from '#app/domain/booking.ts';
import type { CancellablePart, CancellationTerms } from '#app/domain/cancellation.ts';
import { getCancellableParts } from './cancellable-parts.ts';
import { quoteBody, type QuoteBody } from './cancellation-quotes.ts';
import type { Database } from './client.ts';
import { couponRuleOf } from './visit-coupons.ts';

/** All that a cancellation was computed from, as it was then: what the pure engine needs to compute it again. */
export interface CancellationSnapshot {
  readonly parts: readonly CancellablePart[];
  readonly partIds: readonly string[];
  readonly terms: CancellationTerms;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Rebuilt from what was frozen when the visit was bought (prices, shares, policies, coupon terms) and from the visit's
 * earlier cancellations. A quote is executed only while nothing it was computed from has changed, so nothing else can
 * have happened between.
 */
export async function getCancellationSnapshot(db: Database, of: { readonly masterBookingId: string; readonly cancellationId: string }): Promise<CancellationSnapshot> {
  const [cancellations, lines, parts, master] = await Promise.all([
    db
      .selectFrom('cancellation')
      .innerJoin('cancellation_quote as quote', 'quote.id', 'cancellation.quote_id')
      .select(['cancellation.id', 'cancellation.actor_kind', 'cancellation.quoted_at', 'quote.body'])
      .where('cancellation.master_booking_id', '=', of.masterBookingId)
      .orderBy('cancellation.cancelled_at')
      .orderBy('cancellation.id')
      .execute(),
    db.selectFrom('cancellation_line').select(['individual_booking_id', 'already_refunded_paise', 'sample_collected_at']).where('cancellation_id', '=', of.cancellationId).execute(),
    getCancellableParts(db, of.masterBookingId),
    db.selectFrom('master_booking').select('coupon_terms').where('id', '=', of.masterBookingId).executeTakeFirstOrThrow(),
  ]);
  const index = cancellations.findIndex((each) => each.id === of.cancellationId);
  const own = cancellations[index];
  if (!own) throw new Error(`no quote belongs to cancellation ${of.cancellationId}`);
  const bodies = cancellations.map((each) => quoteBody.parse(JSON.parse(each.body)));
  const [body, earlier, since] = [bodies[index]!, bodies.slice(0, index), bodies.slice(index)];
  const lineOf = new Map(lines.map((line) => [line.individual_booking_id, line]));
  return {
    by: own.actor_kind,
    at: own.quoted_at,
    partIds: body.lines.map((line) => line.partId),
    terms: { coupon: earlier.some((each) => each.requalified.length > 0) ? null : couponRuleOf(master.coupon_terms), regrants: new Map(body.regranted) },
    parts: parts.map((part) => ({
      ...part,
      status: since.some((each) => each.partIds.includes(part.id)) ? 'confirmed' : part.status,
      requalifiedPaise: movedTo(part.id, earlier.flatMap((each) => each.requalified)),
      regrantedPaise: movedTo(part.id, earlier.flatMap((each) => each.regranted)),
      refundedPaise: lineOf.get(part.id)?.already_refunded_paise ?? part.refundedPaise,
      keptPaise: lineOf.has(part.id) ? 0 : part.keptPaise,
      sampleCollectedAt: lineOf.get(part.id)?.sample_collected_at ?? null,
    })),
  };
}

function movedTo(partId: string, moved: QuoteBody['requalified']): number {
  return moved.filter(([id]) => id === partId).reduce((sum, [, amountPaise]) => sum + amountPaise, 0);
}
