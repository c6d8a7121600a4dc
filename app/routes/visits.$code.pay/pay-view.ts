import type { ServiceKind } from '#app/domain/booking.ts';

export interface PayLine {
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
}

export interface PayView {
  readonly code: string;
  readonly lines: readonly PayLine[];
  readonly listTotalPaise: number;
  readonly discountPaise: number;
  readonly totalPaise: number;
  readonly couponCode: string | null;
  readonly heldUntil: string;
  readonly holdEnded: boolean;
  readonly zone: string;
  /** Null while the payment service has given no order. */
  readonly checkout: Checkout | null;
}

/** What CheckoutForm posts or hands to checkout.js. */
export interface Checkout {
  readonly hostedAction: string;
  readonly fields: Record<string, string>;
  readonly options: Record<string, unknown> & { callback_url: string };
  readonly checkoutSrc: string;
}
