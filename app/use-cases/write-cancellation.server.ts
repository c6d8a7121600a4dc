import { deriveMasterStatus } from '#app/domain/booking.ts';
import { shareOfPaise } from '#app/domain/money.ts';
import { cancellationEntries, type MovedMoney } from '#app/domain/refund-entries.ts';
import type { VisitPart } from '#db/cancellable-parts.ts';
import type { StoredQuote } from '#db/cancellation-quotes.ts';
import { writeAudit } from '#db/audit-log.ts';
import { releaseClaims, releaseGrants } from '#db/claims.ts';
import type { Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import { recordEvents } from '#db/status-events.ts';
import { restoreCoupon } from '#db/visit-coupons.ts';
import type { CancellationOrder } from './cancel-bookings.server.ts';
import { requestPayout } from './request-payout.server.ts';
import { requestRefund } from './request-refund.server.ts';

interface ToWrite {
  readonly quote: StoredQuote;
  /** Every part of the visit, as it is under the lock. */
  readonly parts: readonly VisitPart[];
  readonly order: CancellationOrder;
}

/** Everything a cancellation changes, in the transaction that locked the visit: bookings, claims, refund, books, messages. */
export async function writeCancellation(trx: Trx, { quote, parts, order }: ToWrite): Promise<string> {
  const { masterBookingId, body } = quote;
  const cancellationId = newId();
  const ids = body.lines.map((line) => line.partId);
  await writeReceipt(trx, { cancellationId, quote, order });
  for (const line of body.lines) await cancelPart(trx, { id: line.partId, feePaise: line.feePaise, order });
  await moveShares(trx, quote, parts);
  await releaseClaims(trx, ids);
  await updateMaster(trx, quote, parts, ids, order);

  const refundId = await requestRefund(trx, {
    masterBookingId,
    kind: order.override ? 'override' : 'cancellation',
    cancellationId,
    reason: order.reason,
    note: order.note,
    requestedBy: order.actor,
    lines: body.lines.map((line) => ({ individualBookingId: line.partId, amountPaise: line.refundPaise })),
    now: order.now,
  });
  await post(trx, [cancellationEntries({ cancellationId, masterBookingId, refundId, cancelled: body.lines.map((line) => moneyOf(line, parts)), moved: movedOf(quote, parts) })], order.now);
  for (const line of body.lines) await payKeptShare(trx, moneyOf(line, parts), masterBookingId, order);
  await recordEvents(
    trx,
    ids.map((subjectId) => ({ subjectKind: 'individual_booking', subjectId, masterBookingId, event: 'cancelled', from: 'confirmed', to: 'cancelled', note: order.reason })),
    order.actor,
    order.now,
  );
  await leaveMessages(trx, [{ task: 'send-mail', payload: { template: 'parts-cancelled', masterBookingId, cancellationId } }], order.now);
  if (order.actor.kind !== 'patient') await auditCancellation(trx, cancellationId, quote, order);
  return cancellationId;
}

/** The provider's share of a fee that was kept is an earning like any other. */
async function payKeptShare(trx: Trx, money: ReturnType<typeof moneyOf>, masterBookingId: string, order: CancellationOrder): Promise<void> {
  const sharePaise = shareOfPaise(money.feePaise, money.keptFeeProviderBps);
  await requestPayout(trx, {
    providerId: money.providerId, individualBookingId: money.individualBookingId, masterBookingId, earnedBy: 'kept_fee',
    grossPaise: sharePaise, commissionPaise: 0, deductions: [], earningPaise: sharePaise, actor: order.actor, now: order.now,
  });
}

async function writeReceipt(trx: Trx, { cancellationId, quote, order }: { cancellationId: string; quote: StoredQuote; order: CancellationOrder }): Promise<void> {
  const { body } = quote;
  await trx
    .insertInto('cancellation')
    .values({
      id: cancellationId,
      master_booking_id: quote.masterBookingId,
      quote_id: quote.id,
      actor_kind: order.actor.kind,
      actor_id: order.actor.id,
      reason: order.reason,
      note: order.note,
      refund_paise: quote.refundPaise,
      quoted_at: quote.createdAt,
      cancelled_at: order.now,
    })
    .execute();
  await trx
    .insertInto('cancellation_line')
    .values(
      body.lines.map((line) => ({
        cancellation_id: cancellationId,
        individual_booking_id: line.partId,
        list_price_paise: line.listPricePaise,
        coupon_share_paise: line.couponSharePaise,
        paid_paise: line.paidPaise,
        already_refunded_paise: line.alreadyRefundedPaise,
        fee_paise: line.feePaise,
        requalify_paise: line.requalifyPaise,
        refund_paise: line.refundPaise,
        tier_index: line.tierIndex,
        sample_collected_at: body.sampleCollectedAt[line.partId] ? new Date(body.sampleCollectedAt[line.partId]!) : null,
        reasons: JSON.stringify(line.reasons),
      })),
    )
    .execute();
}

async function cancelPart(trx: Trx, { id, feePaise, order }: { id: string; feePaise: number; order: CancellationOrder }): Promise<void> {
  const result = await trx
    .updateTable('individual_booking')
    .set((eb) => ({
      status: 'cancelled',
      cancelled_at: order.now,
      cancelled_by: order.actor.kind,
      cancel_reason: order.reason,
      kept_fee_paise: feePaise,
      ics_sequence: eb('ics_sequence', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  if (result.numUpdatedRows !== 1n) throw new Error('a quoted part was not confirmed any more');
}

/** Parts that stay have now paid for what they lost: their coupon share, or their cheap follow-up. */
async function moveShares(trx: Trx, { body }: StoredQuote, parts: readonly VisitPart[]): Promise<void> {
  for (const [id, amount] of body.requalified) {
    await trx.updateTable('individual_booking').set((eb) => ({ requalified_paise: eb('requalified_paise', '+', amount) })).where('id', '=', id).execute();
  }
  for (const [id, amount] of body.regranted) {
    await trx.updateTable('individual_booking').set((eb) => ({ regranted_paise: eb('regranted_paise', '+', amount), uses_follow_up_grant: 0 })).where('id', '=', id).execute();
  }
  await releaseGrants(trx, parts.filter((part) => body.regranted.some(([id]) => id === part.id)).map((part) => part.followsBookingId!));
}

async function updateMaster(trx: Trx, quote: StoredQuote, parts: readonly VisitPart[], ids: readonly string[], order: CancellationOrder): Promise<void> {
  const status = deriveMasterStatus(parts.map((part) => (ids.includes(part.id) ? 'cancelled' : part.status)));
  const requalified = quote.body.requalified.length > 0 ? { requalified_at: order.now } : {};
  await trx.updateTable('master_booking').set({ status, ...requalified }).where('id', '=', quote.masterBookingId).execute();
  if (status === 'cancelled' && order.actor.kind !== 'patient') await restoreCoupon(trx, quote.masterBookingId);
}

function moneyOf(line: StoredQuote['body']['lines'][number], parts: readonly VisitPart[]) {
  const part = parts.find((each) => each.id === line.partId)!;
  return {
    individualBookingId: line.partId,
    basePaise: line.basePaise,
    refundPaise: line.refundPaise,
    feePaise: line.feePaise,
    keptFeeProviderBps: part.keptFeeProviderBps,
    providerId: part.providerId,
    goodwillPaise: part.goodwillPaise,
  };
}

function movedOf({ body }: StoredQuote, parts: readonly VisitPart[]): MovedMoney[] {
  const moved = new Map<string, number>(body.requalified);
  for (const [id, amount] of body.regranted) moved.set(id, (moved.get(id) ?? 0) + amount);
  return [...moved].map(([individualBookingId, amountPaise]) => ({ individualBookingId, amountPaise, isOver: parts.find(({ id }) => id === individualBookingId)!.status !== 'confirmed' }));
}

async function auditCancellation(trx: Trx, cancellationId: string, quote: StoredQuote, order: CancellationOrder): Promise<void> {
  await writeAudit(trx, {
    actorKind: order.actor.kind,
    actorId: order.actor.id,
    verb: 'cancel_bookings',
    subjectKind: 'cancellation',
    subjectId: cancellationId,
    after: { masterBookingId: quote.masterBookingId, parts: quote.body.partIds, refundPaise: quote.refundPaise },
    reason: [order.reason, order.note].filter(Boolean).join(': '),
    at: order.now,
  });
}
