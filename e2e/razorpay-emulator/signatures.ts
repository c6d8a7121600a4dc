import { createHmac } from 'node:crypto';

function hmac(secret: string, message: string): string {
  return createHmac('sha256', secret).update(message).digest('hex');
}

/** What checkout hands to the shop: HMAC-SHA256 of `order|payment` with the API key's secret. */
export function checkoutSignature(keySecret: string, orderId: string, paymentId: string): string {
  return hmac(keySecret, `${orderId}|${paymentId}`);
}

/** HMAC-SHA256 of the raw body with the endpoint's secret. */
export function webhookSignature(secret: string, rawBody: string): string {
  return hmac(secret, rawBody);
}
