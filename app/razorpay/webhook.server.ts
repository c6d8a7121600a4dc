import { z } from 'zod';
import { orderId, paymentId, refundId } from './entities.ts';
import { gatewayPayout, payoutId, transactionId, validationId, type GatewayPayout } from './payout-entities.ts';

/** The envelope of every event (razorpay.md 6.2). A payload is a snapshot of then, not of now: we take ids from it, never states. */
const envelope = z.object({
  event: z.string().max(60),
  payload: z
    .object({
      payment: z.object({ entity: z.object({ id: paymentId, order_id: orderId.nullish() }) }).optional(),
      refund: z.object({ entity: z.object({ id: refundId, payment_id: paymentId }) }).optional(),
      order: z.object({ entity: z.object({ id: orderId }) }).optional(),
      payout: z.object({ entity: z.object({ id: payoutId, status: gatewayPayout.shape.status.optional().catch(undefined) }) }).optional(),
      transaction: z.object({ entity: z.object({ id: transactionId }) }).optional(),
      'fund_account.validation': z.object({ entity: z.object({ id: validationId }) }).optional(),
    })
    .default({}),
});

export interface WebhookFacts {
  readonly name: string;
  readonly gatewayOrderId: string | null;
  readonly gatewayPaymentId: string | null;
  /** A refund, or RazorpayX's payout, validation or statement line. */
  readonly gatewaySubjectId: string | null;
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
    gatewaySubjectId: payload.refund?.entity.id ?? payload.payout?.entity.id ?? payload['fund_account.validation']?.entity.id ?? payload.transaction?.entity.id ?? null,
  };
}

/** The state a payout had when its event was made: only for telling news from old news, never believed. */
export function readToldPayoutStatus(rawBody: string): GatewayPayout['status'] | null {
  const parsed = envelope.safeParse(parseJson(rawBody));
  return parsed.success ? (parsed.data.payload.payout?.entity.status ?? null) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
