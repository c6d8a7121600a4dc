import type { GatewayRefund } from '#app/razorpay/entities.ts';
import type { Database } from '#db/client.ts';
import { bookExternalRefund } from './book-external-refund.server.ts';
import type { World } from './confirm-payment.server.ts';
import { settleRefund } from './settle-refund.server.ts';

/** `foreign`: no refund or payment of ours; `unknown`: the gateway did not say. */
export type RefundLook = 'looked' | 'foreign' | 'unknown';

/**
 * Asks Razorpay for all refunds of a payment and settles each with ours: by its id, else by our receipt. One that
 * matches none was made elsewhere (the dashboard, Razorpay's own auto-refund) and is booked as such.
 */
export async function lookAtRefunds({ db, gateway }: World, input: { readonly gatewayPaymentId: string; readonly now: Date }): Promise<RefundLook> {
  const { gatewayPaymentId, now } = input;
  const known = await db.selectFrom('payment_attempt').select('gateway_payment_id').where('gateway_payment_id', '=', gatewayPaymentId).executeTakeFirst();
  if (!known) return 'foreign';
  const answer = await gateway.fetchRefunds(gatewayPaymentId);
  if (answer.kind !== 'accepted') return 'unknown';
  for (const told of answer.value) {
    const refundId = await findOurs(db, told);
    if (refundId === null) await bookExternalRefund(db, { told, now });
    else await settleRefund(db, { refundId, told, now });
  }
  return 'looked';
}

async function findOurs(db: Database, told: GatewayRefund): Promise<string | null> {
  const byId = await db.selectFrom('refund').select('id').where('gateway_refund_id', '=', told.id).executeTakeFirst();
  if (byId) return byId.id;
  const byReceipt = told.receipt
    ? await db.selectFrom('refund').select('id').where('id', '=', told.receipt).where('gateway_payment_id', '=', told.payment_id).executeTakeFirst()
    : undefined;
  if (byReceipt) return byReceipt.id;
  // Razorpay returns a second payment of a paid order by itself; ours for the same money is then this very refund.
  const sameMoney = await db
    .selectFrom('refund')
    .select('id')
    .where('gateway_payment_id', '=', told.payment_id)
    .where('kind', '=', 'late_payment')
    .where('amount_paise', '=', told.amount)
    .where('gateway_refund_id', 'is', null)
    .executeTakeFirst();
  return sameMoney?.id ?? null;
}
