import type { RefundView } from '#app/components/booking/refund-tracker.tsx';
import type { IndividualStatus, MasterStatus, ServiceKind } from '#app/domain/booking.ts';

/**
 * What the page has to say first. `checking`: a payment may be on its way. `given_up`: never paid, times free again.
 * `returned`: paid after the times were gone, the money goes back.
 */
export type VisitState = 'held' | 'hold_ended' | 'checking' | 'booked' | 'given_up' | 'returned';

export interface PartView {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly service: string;
  readonly provider: string;
  readonly clinic: string;
  readonly locality: string;
  readonly address: string;
  readonly phone: string;
  readonly startsAt: string;
  readonly zone: string;
  readonly durationMinutes: number;
  readonly status: IndividualStatus;
  readonly toCome: boolean;
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  readonly preparation: string | null;
  readonly policy: string;
  readonly timesHref: string;
  /** How it was cancelled, once it was paid; with the receipt. */
  readonly cancelled: CancelledView | null;
}

export interface CancelledView {
  /** "You cancelled", "The provider cancelled". */
  readonly who: string;
  readonly at: string;
  readonly reason: string | null;
  readonly receiptHref: string;
}

/** Where the paid money is now: the three add up to what was paid. Paise. */
export interface MoneyView {
  readonly refundedPaise: number;
  readonly keptFeePaise: number;
  /** For what was not cancelled. */
  readonly staysPaise: number;
}

/** Money that bought nothing and goes back in full. */
export interface ReturnView {
  readonly id: string;
  readonly amountPaise: number;
  readonly paidTwice: boolean;
  readonly arrived: boolean;
  /** It needs another way than the usual one. */
  readonly stuck: boolean;
  /** `Tue 1 Dec`. */
  readonly expectedBy: string;
}

export interface VisitView {
  readonly code: string;
  readonly status: MasterStatus;
  readonly state: VisitState;
  readonly zone: string;
  readonly heldUntil: string;
  readonly parts: readonly PartView[];
  readonly listTotalPaise: number;
  readonly discountPaise: number;
  readonly totalPaise: number;
  readonly couponCode: string | null;
  readonly orderExists: boolean;
  readonly payment: { readonly id: string; readonly method: string | null; readonly paidAt: string } | null;
  readonly returns: readonly ReturnView[];
  /** Null until money went back, or was kept for a cancelled part. */
  readonly money: MoneyView | null;
  readonly refunds: readonly RefundView[];
}
