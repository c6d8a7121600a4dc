import { namesOf } from '#app/components/booking/cancel-words.ts';
import type { RefundView } from '#app/components/booking/refund-tracker.tsx';
import { formatDay, localDateOf } from '#app/domain/appointment-time.ts';
import type { ServiceKind } from '#app/domain/booking.ts';
import { tellRefund } from '#app/domain/refund-story.ts';
import type { VisitRefund } from '#db/visit-refunds.ts';

interface NamedPart {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly service: string;
}

interface OfVisit {
  readonly code: string;
  readonly zone: string;
  readonly parts: readonly NamedPart[];
}

/** A refund row as its patient reads it. */
export function viewOfRefund(refund: VisitRefund, { code, zone, parts }: OfVisit): RefundView {
  const story = tellRefund(
    {
      status: refund.status,
      waitingFor: refund.waiting_for,
      parked: refund.parked_reason !== null,
      paidByTransfer: Number(refund.paid_by_transfer) === 1,
      requestedAt: refund.requested_at,
      sentAt: refund.sent_at,
      settledAt: refund.settled_at,
    },
    zone,
  );
  const day = (at: Date | null) => (at === null ? null : formatDay(localDateOf(at, zone)));
  return {
    ...story,
    id: refund.id,
    amountPaise: refund.amount_paise,
    what: whatFor(refund, parts.filter((part) => refund.lines.some((line) => line.individual_booking_id === part.id))),
    receiptHref: refund.cancellation_id === null ? null : `/visits/${code}/receipts/${refund.cancellation_id}`,
    requested: day(refund.requested_at)!,
    sent: day(refund.sent_at ?? refund.settled_at),
    arrived: story.stage === 'at_bank' ? day(refund.settled_at) : null,
    bankReference: refund.bank_reference,
  };
}

/** Why this money goes back, in the patient's words; what the desk noted stays at the desk. */
function whatFor({ kind, reason, cancellation_id }: VisitRefund, parts: readonly NamedPart[]): string {
  if (kind === 'late_payment') return reason === 'paid_twice' ? 'Your second payment' : 'Your payment, which came after the time was gone';
  const names = parts.length > 0 ? ` for ${namesOf(parts)}` : '';
  if (cancellation_id !== null) return parts.length > 0 ? `For cancelling ${namesOf(parts)}` : 'For what was cancelled';
  return kind === 'external' ? `Returned by our team${names}` : `Given back by us${names}`;
}
