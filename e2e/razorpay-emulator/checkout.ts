import { messagePage, checkoutPage, returnPage, tellShop } from './checkout-page.ts';
import { CHECKOUT_SCRIPT } from './checkout-script.ts';
import type { CheckoutSession, Notes, Order, Payment, PaymentMethod } from './entities.ts';
import { page, seeOther } from './http-types.ts';
import type { Body, Call, Reply, Route } from './http-types.ts';
import { newId } from './ids.ts';
import { METHODS, failureFields, payOrder, signed } from './pay.ts';
import type { PayOutcome } from './pay.ts';
import { RazorpayError } from './razorpay-errors.ts';
import { readNotes } from './request-fields.ts';
import type { World } from './world.ts';

export const checkoutRoutes: Route[] = [
  { method: 'POST', path: '/v1/checkout/embedded', handle: openCheckout, open: true },
  { method: 'POST', path: '/v1/checkout/sessions/:id', handle: endCheckout, open: true },
  { method: 'GET', path: '/v1/checkout.js', handle: serveScript, open: true },
];

function serveScript(): Reply {
  return { status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }, body: CHECKOUT_SCRIPT };
}

function openCheckout(world: World, { body }: Call): Reply {
  const refused = (text: string): Reply => page(messagePage({ title: 'This payment cannot be started', text, link: backLink(httpUrl(field(body, 'cancel_url'))) }), 400);
  if (field(body, 'key_id') !== world.account.keyId) return refused('The api key provided is invalid.');
  const order = world.store.orders.find(field(body, 'order_id') ?? '');
  if (!order) return refused('The id provided does not exist.');
  if (order.status === 'paid') return refused('The order is already paid. Nothing more will be charged.');
  const inFrame = httpUrl(field(body, 'frame_origin'));
  const amount = field(body, 'amount') ?? (inFrame ? String(order.amount_due) : undefined);
  if (amount !== String(order.amount_due)) return refused('The amount does not match the amount of the order.');
  if ((field(body, 'currency') ?? order.currency) !== order.currency) return refused('The currency does not match the currency of the order.');
  const callbackUrl = httpUrl(field(body, 'callback_url'));
  if (!callbackUrl && !inFrame) return refused('The callback_url field is required.');

  const session = world.store.checkoutSessions.save({
    id: newId('checkout'), orderId: order.id, name: field(body, 'name') ?? world.account.merchantName, description: field(body, 'description') ?? null,
    email: field(body, 'prefill[email]') ?? 'void@razorpay.com', contact: field(body, 'prefill[contact]') ?? '+919999999999', notes: formNotes(body),
    method: readMethod(field(body, 'method')), callbackUrl, cancelUrl: httpUrl(field(body, 'cancel_url')), frameOrigin: inFrame && new URL(inFrame).origin,
    created_at: world.clock.now(),
  });
  return page(checkoutPage({ session, order }));
}

const OUTCOME_OF: Record<string, PayOutcome> = { pay: 'captured', fail: 'failed', close_tab: 'captured', late: 'late', authorize: 'authorized' };

function endCheckout(world: World, { body, params }: Call): Reply {
  const session = world.store.checkoutSessions.find(params.id ?? '');
  if (!session) return page(messagePage({ title: 'This checkout has ended', text: 'Go back to the shop and start again.' }), 404);
  const order = world.store.orders.get(session.orderId);
  const action = field(body, 'action') ?? 'pay';
  if (action === 'cancel') return cancelled(session);
  const outcome = OUTCOME_OF[action];
  if (!outcome) return page(messagePage({ title: 'Nothing happened', text: `There is no ending called ${action}.` }), 400);

  let payment: Payment;
  try {
    const instrument = {
      method: readMethod(field(body, 'method')) ?? 'upi', vpa: field(body, 'vpa'), cardNumber: field(body, 'card_number'), bank: field(body, 'bank'),
    };
    const payer = { email: session.email, contact: session.contact, description: session.description, notes: session.notes };
    payment = payOrder(world, order, { instrument, outcome, payer });
  } catch (error) {
    if (!(error instanceof RazorpayError)) throw error;
    return page(messagePage({ title: 'This order takes no payment now', text: error.message, link: backLink(session.cancelUrl) }), 400);
  }
  if (payment.status === 'failed') return failed(session, order, payment);
  if (action === 'close_tab') return page(messagePage({ title: 'Paid. Close this tab now', text: 'The shop learns of this payment by webhook or by asking, not from this browser.' }));
  if (action === 'late') return lateReply(world, session);
  return succeeded(world, session, payment);
}

function succeeded(world: World, { callbackUrl, frameOrigin }: CheckoutSession, payment: Payment): Reply {
  const fields = signed(world, payment);
  if (frameOrigin) return page(`${messagePage({ title: 'Payment received', text: 'Taking you back to the shop.' })}${tellShop(frameOrigin, { type: 'success', response: fields })}`);
  return page(returnPage({ title: 'Payment received', callbackUrl: callbackUrl ?? '', fields }));
}

function failed(session: CheckoutSession, order: Order, payment: Payment): Reply {
  if (!session.frameOrigin) return page(returnPage({ title: 'The payment failed', callbackUrl: session.callbackUrl ?? '', fields: failureFields(payment) }));
  const error = {
    code: payment.error_code, description: payment.error_description, source: payment.error_source, step: payment.error_step, reason: payment.error_reason,
    metadata: { payment_id: payment.id, order_id: payment.order_id },
  };
  const again = checkoutPage({ session, order, retry: payment.error_description });
  return page(`${again}${tellShop(session.frameOrigin, { type: 'failed', response: { error }, fields: failureFields(payment) })}`);
}

function cancelled({ frameOrigin, cancelUrl }: CheckoutSession): Reply {
  if (frameOrigin) return page(`${messagePage({ title: 'Nothing was paid', text: 'Taking you back to the shop.' })}${tellShop(frameOrigin, { type: 'dismissed' })}`);
  return cancelUrl ? seeOther(cancelUrl) : page(messagePage({ title: 'Nothing was paid', text: 'You can close this page.' }));
}

function lateReply(world: World, { cancelUrl }: CheckoutSession): Reply {
  const text = `The bank has not answered. It will in ${world.store.settings.lateAfterMinutes} minutes by the emulator’s clock, or when its control page says so.`;
  return page(messagePage({ title: 'Waiting for the bank', text, link: backLink(cancelUrl) }));
}

function backLink(href: string | null): { href: string; label: string } | null {
  return href === null ? null : { href, label: 'Go back to the shop' };
}

function field(body: Body, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Null for anything but http and https: these become links and form targets. */
function httpUrl(value: string | undefined): string | null {
  return value !== undefined && /^https?:$/.test(URL.parse(value)?.protocol ?? '') ? value : null;
}

function readMethod(value: string | undefined): PaymentMethod | null {
  return METHODS.find((method) => method === value) ?? null;
}

function formNotes(body: Body): Notes {
  const entries = Object.entries(body).flatMap(([name, value]) => {
    const key = /^notes\[(.+)\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
  return readNotes({ notes: Object.fromEntries(entries) });
}
