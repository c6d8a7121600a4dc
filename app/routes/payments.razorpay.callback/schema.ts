import { z } from 'zod';
import { orderId, paymentId } from '#app/razorpay/entities.ts';

/** What checkout posts when a payment went through (razorpay.md 4.2). */
export const paidSchema = z.object({
  razorpay_order_id: orderId,
  razorpay_payment_id: paymentId,
  razorpay_signature: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What it posts when one failed: unsigned, so it only tells which order to look at. */
export const failedSchema = z.object({ 'error[metadata]': z.string().max(2_000) });

export function orderIdInMetadata(metadata: string): string | null {
  try {
    return z.object({ order_id: orderId }).parse(JSON.parse(metadata)).order_id;
  } catch {
    return null;
  }
}
