import type { SignedIn } from '#app/auth/session.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Checkout } from './pay-view.ts';

const CURRENCY = 'INR';
const NAME = 'OneVisit';

/** The same order for Razorpay's hosted page (plain form) and for checkout.js; field names as in razorpay.md 4.1 and 4.2. */
export function checkoutOf(
  order: { readonly gatewayOrderId: string; readonly amountPaise: number; readonly code: string },
  patient: SignedIn,
  settings: Env,
): Checkout {
  const { gatewayOrderId, code } = order;
  const amount = String(order.amountPaise);
  const description = `Visit ${code}`;
  const contact = patient.phone?.replaceAll(' ', '') ?? '';
  const callback_url = `${settings.PUBLIC_ORIGIN}/payments/razorpay/callback`;
  return {
    hostedAction: `${settings.RAZORPAY_API_ORIGIN}/v1/checkout/embedded`,
    checkoutSrc: `${settings.RAZORPAY_CHECKOUT_ORIGIN}/v1/checkout.js`,
    fields: {
      key_id: settings.RAZORPAY_KEY_ID,
      order_id: gatewayOrderId,
      amount,
      currency: CURRENCY,
      name: NAME,
      description,
      'prefill[name]': patient.name,
      'prefill[email]': patient.email,
      'prefill[contact]': contact,
      callback_url,
      cancel_url: `${settings.PUBLIC_ORIGIN}/visits/${code}/pay?cancelled=1`,
    },
    options: {
      key: settings.RAZORPAY_KEY_ID,
      order_id: gatewayOrderId,
      amount,
      currency: CURRENCY,
      name: NAME,
      description,
      prefill: { name: patient.name, email: patient.email, contact },
      callback_url,
      redirect: true,
    },
  };
}
