import { reasonWords } from '#app/components/booking/cancel-words.ts';
import { methodWord } from '#app/components/booking/payment-method.ts';
import { cancelParts } from '#app/domain/cancellation.ts';
import { sumPaise } from '#app/domain/money.ts';
import { getCancellationSnapshot } from '#db/cancellation-snapshots.ts';
import type { Database } from '#db/client.ts';
import { findRefundsOfVisit, type CancellationReceipt } from '#db/visit-refunds.ts';
import { couponCodeOf, type PatientVisit } from '#db/visits.ts';
import { viewOfRefund } from '../visits.$code._index/refund-view.server.ts';
import type { Recomputed, ReceiptView } from './receipt-view.ts';

export async function readReceipt(db: Database, visit: PatientVisit, receipt: CancellationReceipt): Promise<ReceiptView> {
  const refunds = await findRefundsOfVisit(db, visit.id);
  const lines = receipt.lines.map((line) => ({
    id: line.individual_booking_id,
    kind: line.service_kind,
    service: line.service_name,
    provider: line.provider_name,
    startsAt: line.starts_at.toISOString(),
    zone: line.zone,
    listPricePaise: line.list_price_paise,
    couponSharePaise: line.coupon_share_paise,
    paidPaise: line.paid_paise,
    alreadyRefundedPaise: line.already_refunded_paise,
    feePaise: line.fee_paise,
    requalifyPaise: line.requalify_paise,
    refundPaise: line.refund_paise,
    reasons: line.reasons,
  }));
  const { zone } = lines[0]!;
  return {
    id: receipt.id,
    code: visit.code,
    zone,
    couponCode: couponCodeOf(visit),
    paidWith: methodWord(visit.payment_method),
    by: receipt.actor_kind,
    reason: reasonWords(receipt.actor_kind, receipt.reason),
    quotedAt: receipt.quoted_at.toISOString(),
    cancelledAt: receipt.cancelled_at.toISOString(),
    refundPaise: receipt.refund_paise,
    goesOn: visit.status !== 'cancelled',
    lines,
    refunds: refunds.filter((refund) => refund.cancellation_id === receipt.id).map((refund) => viewOfRefund(refund, { code: visit.code, zone, parts: lines })),
  };
}

/** Line by line, so that two mistakes cannot cancel each other out. */
export async function recompute(db: Database, visit: PatientVisit, receipt: CancellationReceipt): Promise<Recomputed> {
  const { parts, partIds, terms, by, at } = await getCancellationSnapshot(db, { masterBookingId: visit.id, cancellationId: receipt.id });
  if (by !== 'patient' && receipt.lines.some((line) => line.fee_paise > 0)) {
    const addsUp = receipt.lines.every((line) => line.paid_paise - line.already_refunded_paise - line.fee_paise - line.requalify_paise === line.refund_paise);
    return { refundPaise: sumPaise(receipt.lines.map((line) => line.refund_paise)), verdict: addsUp ? 'decided' : 'differs' };
  }
  const again = cancelParts(parts, partIds, terms, { by, at });
  const same = again.lines.length === receipt.lines.length && again.refundPaise === receipt.refund_paise && again.lines.every((line) => {
    const shown = receipt.lines.find((each) => each.individual_booking_id === line.partId);
    return (
      shown !== undefined &&
      shown.paid_paise === line.paidPaise &&
      shown.fee_paise === line.feePaise &&
      shown.requalify_paise === line.requalifyPaise &&
      shown.refund_paise === line.refundPaise
    );
  });
  return { refundPaise: again.refundPaise, verdict: same ? 'same' : 'differs' };
}
