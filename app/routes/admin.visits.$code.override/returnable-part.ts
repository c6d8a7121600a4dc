import type { IndividualStatus } from '#app/domain/booking.ts';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import type { VisitPart } from '#db/cancellable-parts.ts';

/** A part with what has come back of its money and what still can; all amounts in paise. */
export interface ReturnablePart<Instant = string> {
  id: string;
  serviceName: string;
  providerName: string;
  startsAt: Instant;
  zone: string;
  status: IndividualStatus;
  paidPaise: number;
  refundedPaise: number;
  keptPaise: number;
  remainderPaise: number;
}

/** A part that was never paid has nothing to return. */
export function returnableParts(parts: readonly VisitPart[]): ReturnablePart<Date>[] {
  return parts
    .filter((part) => part.status !== 'scheduled')
    .map((part) => {
      const { id, serviceName, providerName, startsAt, zone, status, refundedPaise, keptPaise } = part;
      const paidPaise = effectivePaidPaise(part);
      return { id, serviceName, providerName, startsAt, zone, status, paidPaise, refundedPaise, keptPaise, remainderPaise: paidPaise - refundedPaise };
    });
}
