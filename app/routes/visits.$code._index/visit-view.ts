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
}

/** Money that bought nothing and goes back in full. */
export interface ReturnView {
  readonly id: string;
  readonly amountPaise: number;
  readonly paidTwice: boolean;
  readonly arrived: boolean;
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
}
