import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { paysExactly, type GatewayPayment } from '#app/domain/payment.ts';
import type { Gateway } from '#app/razorpay/gateway.server.ts';
import type { Database } from '#db/client.ts';
import { findPaymentByOrder } from '#db/payments.ts';
import { settlePayment, type Settlement } from './settle-payment.server.ts';

export interface World {
  readonly db: Database;
  readonly gateway: Gateway;
}

/** `foreign`: not one of our orders. `unknown`: the gateway did not say; ask again later. */
export type PaymentNews = Settlement | 'foreign' | 'unknown';

/** After an ask that brought no answer or no money, the next one by the clock. */
const ASK_AGAIN_MINUTES = 5;

/**
 * The only way to a confirmed visit that costs money (product.md 3). Callback, webhook and clock call it with nothing
 * but an order id; what was paid is asked of Razorpay, never read from what was posted. The asking happens outside any
 * transaction.
 */
export async function confirmPayment({ db, gateway }: World, input: { readonly gatewayOrderId: string; readonly now: Date }): Promise<PaymentNews> {
  const ours = await findPaymentByOrder(db, input.gatewayOrderId);
  if (!ours) return 'foreign';
  const seen = await askForPayments(gateway, input.gatewayOrderId, ours);
  const news = seen === null ? 'unknown' : await settlePayment(db, { masterBookingId: ours.master_booking_id, seen, now: input.now });
  if (news === 'unknown' || news === 'unpaid') await askLater(db, ours.id, input.now);
  return news;
}

interface Ours {
  readonly amount_paise: number;
  readonly status: string;
  readonly master_status: string;
}

/** An authorisation that nobody captures is returned by Razorpay after days: capture it while the visit can still be had. */
async function askForPayments(gateway: Gateway, gatewayOrderId: string, ours: Ours): Promise<readonly GatewayPayment[] | null> {
  const first = await gateway.fetchOrderPayments(gatewayOrderId);
  if (first.kind !== 'accepted') return null;
  const waiting = first.value.find((payment) => payment.status === 'authorized' && paysExactly(payment, ours.amount_paise));
  const wanted = ours.status !== 'captured' && ours.master_status === 'pending_payment' && !first.value.some((payment) => payment.status === 'captured');
  if (!waiting || !wanted) return first.value;
  const captured = await gateway.capturePayment(waiting.id, ours.amount_paise);
  if (captured.kind === 'unknown') return null;
  const second = await gateway.fetchOrderPayments(gatewayOrderId);
  return second.kind === 'accepted' ? second.value : null;
}

async function askLater(db: Database, paymentTransactionId: string, now: Date): Promise<void> {
  await db
    .updateTable('payment_transaction')
    .set({ next_ask_at: new Date(now.getTime() + ASK_AGAIN_MINUTES * MINUTE_MS) })
    .where('id', '=', paymentTransactionId)
    .where('status', 'in', ['created', 'authorized'])
    .where('next_ask_at', '<=', now)
    .execute();
}
