import type { RefundSumLine } from '#app/components/booking/refund-sum.tsx';
import type { IndividualStatus, ServiceKind } from '#app/domain/booking.ts';

/** A part of the visit as something to cancel. Amounts in paise. */
export interface PartChoice {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly service: string;
  readonly provider: string;
  readonly startsAt: string;
  readonly zone: string;
  readonly status: IndividualStatus;
  readonly paidPaise: number;
  readonly alreadyRefundedPaise: number;
  /** What cancelling it now and later gives back. */
  readonly policy: string;
}

export interface QuoteView {
  readonly id: string;
  readonly lines: readonly RefundSumLine[];
  readonly refundPaise: number;
  readonly expiresAt: string;
  /** Parts that stay booked. */
  readonly kept: readonly PartChoice[];
  /** Cheap follow-ups among the cancelled whose consultation stays: they can be booked anew. */
  readonly grantsBack: boolean;
  /** `Tue 1 Dec`. */
  readonly expectedBy: string;
}

export interface CancelView {
  readonly code: string;
  readonly zone: string;
  readonly parts: readonly PartChoice[];
  readonly couponCode: string | null;
  readonly paidWith: string;
  readonly quote: QuoteView | null;
  readonly question: FollowUpQuestionView | null;
  /** Parts of a quote that can no longer be confirmed, to be asked about again. */
  readonly outdated: readonly string[] | null;
}

/** A follow-up that was cheaper because of a consultation among the chosen parts. */
export interface FollowUpQuestionView {
  readonly chosen: readonly string[];
  readonly partIds: readonly string[];
  readonly differencePaise: number;
  readonly canPayFull: boolean;
}

/** What a posted form is answered with when it is not a redirect. */
export interface CancelAnswer {
  readonly errors: Readonly<Record<string, string[]>>;
  readonly chosen: readonly string[];
}
