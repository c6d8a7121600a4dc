import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/auth/guards.server.ts';
import { env } from '#app/env.server.ts';
import { isCheckoutSignature } from '#app/razorpay/signature.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { confirmPayment, type PaymentNews } from '#app/use-cases/confirm-payment.server.ts';
import { requestPaymentLook } from '#app/use-cases/request-payment-look.server.ts';
import { findPaymentByOrder } from '#db/payments.ts';
import { failedSchema, orderIdInMetadata, paidSchema } from './schema.ts';

const SEE_OTHER = 303;

/**
 * Where checkout sends the patient back. It is a cross-site POST, so no session comes along (SameSite=Lax): the visit is
 * found by order id, nothing is shown here, and the redirect's GET carries the session again.
 */
export async function action({ request }: ActionFunctionArgs) {
  const form = Object.fromEntries(await request.formData());
  const paid = paidSchema.safeParse(form);
  return paid.success ? comeBackPaid(paid.data) : comeBackFailed(form);
}

/** A person who opens the address by hand. */
export function loader() {
  return redirect('/visits', SEE_OTHER);
}

const QUERY_OF_NEWS: Readonly<Record<Exclude<PaymentNews, 'foreign'>, string>> = {
  confirmed: 'paid=1',
  already_paid: 'paid=1',
  returned: '',
  unpaid: 'checking=1',
  unknown: 'checking=1',
};

async function comeBackPaid(posted: ReturnType<typeof paidSchema.parse>) {
  const { db, gateway, nudge } = resources();
  const ours = await findPaymentByOrder(db, posted.razorpay_order_id);
  if (!ours?.gateway_order_id) throw notFound();
  const signed = { gatewayOrderId: ours.gateway_order_id, gatewayPaymentId: posted.razorpay_payment_id, signature: posted.razorpay_signature };
  if (!isCheckoutSignature(signed, env().RAZORPAY_KEY_SECRET)) {
    throw new Response('This message does not come from the payment service. Nothing was changed.', { status: 400 });
  }
  const news = await confirmPayment({ db, gateway }, { gatewayOrderId: ours.gateway_order_id, now: new Date() });
  if (news === 'foreign') throw notFound();
  if (news === 'unknown' || news === 'unpaid') await requestPaymentLook(db, { gatewayOrderId: ours.gateway_order_id, now: new Date() });
  nudge();
  return redirect(`/visits/${ours.code}?${QUERY_OF_NEWS[news]}`.replace(/\?$/, ''), SEE_OTHER);
}

async function comeBackFailed(form: Record<string, FormDataEntryValue>) {
  const failed = failedSchema.safeParse(form);
  const posted = failed.success ? orderIdInMetadata(failed.data['error[metadata]']) : null;
  if (posted === null) throw new Response('The payment service sent something we cannot read. Nothing was changed.', { status: 400 });
  const { db, nudge } = resources();
  const ours = await findPaymentByOrder(db, posted);
  if (!ours) throw notFound();
  await requestPaymentLook(db, { gatewayOrderId: posted, now: new Date() });
  nudge();
  return redirect(`/visits/${ours.code}/pay?failed=1`, SEE_OTHER);
}
