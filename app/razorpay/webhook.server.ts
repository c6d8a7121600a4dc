import { z } from 'zod';
import { orderId, paymentId, refundId } from './entities.ts';

/** The envelope of every event (razorpay.md 6.2). A payload is a snapshot of then, not of now: we take ids from it, never states. */
const envelope = z.object({
  event: z.string().max(60),
  payload: z
    .object({
      payment: z.object({ entity: z.object({ id: paymentId, order_id: orderId.nullish() }) }).optional(),
      refund: z.object({ entity: z.object({ id: refundId, payment_id: paymentId }) }).optional(),
      order: z.object({ entity: z.object({ id: orderId }) }).optional(),
    })
    .default({}),
});

export interface WebhookFacts {
  readonly name: string;
  readonly gatewayOrderId: string | null;
  readonly gatewayPaymentId: string | null;
}

/** What an event is about, or null when the body is none that we can read. */
export function readWebhook(rawBody: string): WebhookFacts | null {
  const parsed = envelope.safeParse(parseJson(rawBody));
  if (!parsed.success) return null;
  const { event, payload } = parsed.data;
  return {
    name: event,
    gatewayOrderId: payload.order?.entity.id ?? payload.payment?.entity.order_id ?? null,
    gatewayPaymentId: payload.refund?.entity.payment_id ?? payload.payment?.entity.id ?? null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
