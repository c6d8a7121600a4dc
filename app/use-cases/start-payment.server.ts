import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { log } from '#app/log.server.ts';
import type { Answer } from '#app/razorpay/answer.server.ts';
import type { Order } from '#app/razorpay/entities.ts';
import type { Gateway } from '#app/razorpay/gateway.server.ts';
import type { Database } from '#db/client.ts';
import { findPaymentOfVisit, keepOrder } from '#db/payments.ts';

export type StartPaymentRefusal = Refusal<'gateway_down' | 'nothing_to_pay'>;

/**
 * Gives the visit its Razorpay order, once. A create without an answer is looked up by receipt before the patient is
 * told that the gateway is down; a second order for the same visit is harmless, since only the stored one is ever shown.
 */
export async function startPayment(
  { db, gateway }: { readonly db: Database; readonly gateway: Gateway },
  visit: { readonly masterBookingId: string; readonly code: string },
): Promise<Outcome<{ readonly gatewayOrderId: string; readonly amountPaise: number }, StartPaymentRefusal>> {
  const payment = await findPaymentOfVisit(db, visit.masterBookingId);
  if (!payment || payment.status === 'captured') return refused({ code: 'nothing_to_pay', message: 'This visit has nothing left to pay.' });
  const amountPaise = payment.amount_paise;
  if (payment.gateway_order_id !== null) return accepted({ gatewayOrderId: payment.gateway_order_id, amountPaise });

  const order = await createOrFindOrder(gateway, { receipt: payment.id, amountPaise, visitCode: visit.code });
  if (order === null) {
    return refused({
      code: 'gateway_down',
      message: 'The payment service does not answer right now. Your times are still held and nothing was charged. Try again in a moment.',
    });
  }
  return accepted({ gatewayOrderId: await keepOrder(db, payment.id, order.id), amountPaise });
}

async function createOrFindOrder(gateway: Gateway, request: Parameters<Gateway['createOrder']>[0]): Promise<Order | null> {
  const created: Answer<Order | null> = await gateway.createOrder(request);
  const answer = created.kind === 'unknown' ? await gateway.findOrderByReceipt(request.receipt) : created;
  if (answer.kind !== 'accepted') {
    log.error({ payment: request.receipt, ...answer }, 'no order from the gateway');
    return null;
  }
  if (answer.value === null) return null;
  if (answer.value.amount !== request.amountPaise) throw new Error('the gateway made an order of another amount');
  return answer.value;
}
