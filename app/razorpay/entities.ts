import { z } from 'zod';
import type { Answer } from './answer.server.ts';

/** Ids are checked before they reach a URL: the SDK pastes them in unescaped (razorpay.md 2.6). */
export const orderId = z.string().regex(/^order_[A-Za-z0-9]{14}$/);
export const paymentId = z.string().regex(/^pay_[A-Za-z0-9]{14}$/);

export const order = z.object({
  id: orderId,
  amount: z.int(),
  currency: z.string(),
  receipt: z.string().nullable(),
  status: z.enum(['created', 'attempted', 'paid']),
});
export type Order = z.infer<typeof order>;

/** Only what we act on; everything else of a payment may change shape without harm. Amounts are paise. */
export const payment = z.object({
  id: paymentId,
  order_id: orderId.nullable(),
  amount: z.int(),
  currency: z.string(),
  status: z.enum(['created', 'authorized', 'captured', 'refunded', 'failed']),
  captured: z.boolean().nullish(),
  amount_refunded: z.int().nullish(),
  method: z.string().nullish(),
  fee: z.int().nullish(),
  tax: z.int().nullish(),
  error_reason: z.string().nullish(),
  error_description: z.string().nullish(),
  created_at: z.int(),
});
export type Payment = z.infer<typeof payment>;

export const refundId = z.string().regex(/^rfnd_[A-Za-z0-9]{14}$/);

export const refund = z.object({
  id: refundId,
  payment_id: paymentId,
  amount: z.int(),
  currency: z.string(),
  receipt: z.string().nullish(),
  status: z.enum(['pending', 'processed', 'failed']),
  speed_processed: z.string().nullish(),
  acquirer_data: z
    .object({ arn: z.string().nullish(), rrn: z.string().nullish(), utr: z.string().nullish() })
    .nullish()
    // Empty PHP-side objects arrive as [] (razorpay.md 1.2).
    .or(z.array(z.unknown()).transform(() => null)),
  created_at: z.int(),
});
export type GatewayRefund = z.infer<typeof refund>;

/** The number a patient can quote at the bank, once the bank has given one. */
export function bankReference(of: GatewayRefund): string | null {
  return of.acquirer_data?.arn ?? of.acquirer_data?.rrn ?? of.acquirer_data?.utr ?? null;
}

/** The list itself of an accepted collection. */
export function itemsOf<T>(answer: Answer<{ items: T[] }>): Answer<readonly T[]> {
  return answer.kind === 'accepted' ? { kind: 'accepted', value: answer.value.items } : answer;
}

export function collection<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item) });
}
