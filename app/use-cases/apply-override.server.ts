import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { formatPaise, paise, ZERO_PAISE } from '#app/domain/money.ts';
import { overrideEntries } from '#app/domain/refund-entries.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { VisitPart } from '#db/cancellable-parts.ts';
import { findOwnQuote, insertQuote, useUpQuote } from '#db/cancellation-quotes.ts';
import type { Trx } from '#db/client.ts';
import { post } from '#db/ledger.ts';
import { takeBack } from './claw-back.server.ts';
import type { OverrideWish } from './override-refund.server.ts';
import { stateOfVisit } from './quote-cancellation.server.ts';
import { requestRefund } from './request-refund.server.ts';
import { writeCancellation } from './write-cancellation.server.ts';

export interface Override {
  readonly wish: OverrideWish;
  readonly part: VisitPart;
  readonly parts: readonly VisitPart[];
  readonly adminId: string;
  readonly approvedBy: string | null;
  readonly now: Date;
}

/** The visit is locked and the wish checked. Cancelling with an own amount keeps the rest as a fee; else it is goodwill. */
export async function applyOverride(trx: Trx, override: Override): Promise<void> {
  const { wish, part, adminId, now } = override;
  if (wish.alsoCancel && part.status === 'confirmed') await cancelWithAmount(trx, override);
  else await giveBack(trx, override);
  await writeAudit(trx, {
    actorKind: 'admin',
    actorId: adminId,
    verb: 'override_refund',
    subjectKind: 'individual_booking',
    subjectId: part.id,
    before: { refundedPaise: part.refundedPaise, keptPaise: part.keptPaise, status: part.status },
    after: { amountPaise: wish.amountPaise, alsoCancel: wish.alsoCancel, approvedBy: override.approvedBy },
    reason: `${wish.reason}: ${wish.note}`,
    at: now,
  });
}

async function cancelWithAmount(trx: Trx, { wish, part, parts, adminId, now }: Override): Promise<void> {
  const actor = { kind: 'admin' as const, id: adminId };
  const basePaise = paise(effectivePaidPaise(part) - part.refundedPaise - part.keptPaise);
  const quoteId = await insertQuote(trx, {
    masterBookingId: wish.masterBookingId,
    actor,
    refundPaise: wish.amountPaise,
    stateOfVisit: stateOfVisit(parts),
    expiresAt: now,
    now,
    body: {
      partIds: [part.id],
      lines: [
        {
          partId: part.id,
          listPricePaise: part.listPricePaise,
          couponSharePaise: part.couponSharePaise - part.requalifiedPaise,
          paidPaise: effectivePaidPaise(part),
          alreadyRefundedPaise: part.refundedPaise,
          basePaise,
          feePaise: basePaise - wish.amountPaise,
          requalifyPaise: ZERO_PAISE,
          refundPaise: wish.amountPaise,
          tierIndex: null,
          reasons: [`We decided to return ${formatPaise(wish.amountPaise)} of ${formatPaise(basePaise)}.`],
        },
      ],
      requalified: [],
      regranted: [],
      sampleCollectedAt: { [part.id]: part.sampleCollectedAt?.toISOString() ?? null },
    },
  });
  await useUpQuote(trx, quoteId, now);
  const quote = await findOwnQuote(trx, { quoteId, actor });
  await writeCancellation(trx, { quote: quote!, parts, order: { quoteId, actor, reason: wish.reason, note: wish.note, override: true, now } });
}

async function giveBack(trx: Trx, override: Override): Promise<void> {
  const { wish, part, adminId, now } = override;
  const fromKeptFeePaise = Math.min(part.keptPaise, wish.amountPaise);
  const goodwillPaise = wish.amountPaise - fromKeptFeePaise;
  await trx
    .updateTable('individual_booking')
    .set((eb) => ({ kept_fee_paise: eb('kept_fee_paise', '-', fromKeptFeePaise), goodwill_paise: eb('goodwill_paise', '+', goodwillPaise) }))
    .where('id', '=', part.id)
    .execute();
  const refundId = await requestRefund(trx, {
    masterBookingId: wish.masterBookingId,
    kind: 'override',
    cancellationId: null,
    reason: wish.reason,
    note: wish.note,
    requestedBy: { kind: 'admin', id: adminId },
    lines: [{ individualBookingId: part.id, amountPaise: wish.amountPaise }],
    now,
  });
  const split = { individualBookingId: part.id, fromKeptFeePaise, goodwillPaise, keptFeeProviderBps: part.keptFeeProviderBps, providerId: part.providerId };
  await post(trx, [overrideEntries({ refundId: refundId!, masterBookingId: wish.masterBookingId, event: 'override_requested', parts: [split] })], now);
  // A waived fee is always shared; a service that was given unless the platform bears it.
  const shared = fromKeptFeePaise > 0 || wish.borneBy !== 'platform';
  if (refundId !== null && shared) await takeBack(trx, part, { masterBookingId: wish.masterBookingId, refundId, fromKeptFeePaise, goodwillPaise, now });
}
