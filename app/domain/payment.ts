import type { Move } from './booking.ts';

export type PaymentStatus = 'created' | 'authorized' | 'captured' | 'failed';

/**
 * Moves of a payment transaction (one Razorpay order). `failed` is not the end: UPI reports `payment.failed` and later
 * `payment.captured` for the same payment, and a late authorisation can come days after (razorpay.md 4.4).
 */
export const PAYMENT_MOVES = [
  { from: 'created', to: 'authorized', event: 'payment_authorized' },
  { from: 'created', to: 'captured', event: 'payment_captured' },
  { from: 'created', to: 'failed', event: 'payment_given_up' },
  { from: 'authorized', to: 'captured', event: 'payment_captured' },
  { from: 'authorized', to: 'failed', event: 'payment_given_up' },
  { from: 'failed', to: 'authorized', event: 'payment_authorized' },
  { from: 'failed', to: 'captured', event: 'payment_captured' },
] as const satisfies readonly Move<PaymentStatus>[];

export const PAYMENT_STATUSES = ['created', 'authorized', 'captured', 'failed'] as const satisfies readonly PaymentStatus[];

/** A payment as Razorpay last told it; every other field of theirs may change without harm. Amounts are paise. */
export interface GatewayPayment {
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';
  readonly method?: string | null | undefined;
  readonly fee?: number | null | undefined;
  readonly tax?: number | null | undefined;
  readonly error_reason?: string | null | undefined;
  readonly error_description?: string | null | undefined;
}

/** Posted and reported amounts are never trusted: a payment counts only in our currency and for exactly our amount. */
export function paysExactly(payment: GatewayPayment, amountPaise: number): boolean {
  return payment.currency === 'INR' && payment.amount === amountPaise;
}
