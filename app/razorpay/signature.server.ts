import { createHmac, timingSafeEqual } from 'node:crypto';

/** Compares in constant time; the SDK's own check uses `===` and throws when the header is missing (razorpay.md 2.6). */
function isSignedWith(secret: string, message: string | Buffer, signature: string): boolean {
  const expected = Buffer.from(createHmac('sha256', secret).update(message).digest('hex'));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Checkout's signature over our own stored order id and the posted payment id; the key is the API secret. */
export function isCheckoutSignature(
  signed: { readonly gatewayOrderId: string; readonly gatewayPaymentId: string; readonly signature: string },
  keySecret: string,
): boolean {
  return isSignedWith(keySecret, `${signed.gatewayOrderId}|${signed.gatewayPaymentId}`, signed.signature);
}

/**
 * A webhook's signature over its raw bytes. The previous secret counts too: Razorpay signs a redelivery with the secret
 * that was active when the event was created, up to 24 hours ago (razorpay.md 6.1).
 */
export function isWebhookSignature(rawBody: Buffer, signature: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => isSignedWith(secret, rawBody, signature));
}
