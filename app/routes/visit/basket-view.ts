import type { ServiceKind } from '#app/domain/booking.ts';

/** What stands in the way of one line, and the next times that would do instead (ISO instants, at most three). */
export interface LineTrouble {
  readonly message: string;
  readonly choices: readonly string[];
}

export interface BasketLineView {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly service: string;
  readonly provider: string;
  readonly clinic: string;
  readonly locality: string;
  readonly startsAt: string;
  readonly zone: string;
  readonly listPricePaise: number;
  readonly couponSharePaise: number;
  /** A follow-up's consultation and what it does to the price. */
  readonly followUpNote: string | null;
  readonly policy: string;
  /** All free times for this line. */
  readonly timesHref: string;
  readonly trouble: LineTrouble | null;
}

export interface BasketView {
  readonly lines: readonly BasketLineView[];
  readonly listTotalPaise: number;
  readonly discountPaise: number;
  readonly totalPaise: number;
  readonly coupon: { readonly code: string; readonly refusal: string | null } | null;
  /** What the hold would refuse by the rules alone. */
  readonly warning: string | null;
  readonly held: { readonly code: string; readonly until: string; readonly ended: boolean; readonly zone: string } | null;
}

export interface RefusedVisit {
  readonly message: string;
  /** The field it is about; empty for the whole visit. */
  readonly field: string;
  readonly typedCode: string | null;
}
