import { lookAtRefunds } from '#app/use-cases/look-at-refunds.server.ts';
import { sendRefund } from '#app/use-cases/send-refund.server.ts';
import type { LiveWorld } from './live-world.ts';
import { sideBySide } from './side-by-side.ts';

const SENT_AFTER_MS = 20_000;
const ASKED_AFTER_MS = 4 * 60_000;

/** What the worker does for a refund, on the visit's own clock; `replyLost` has the gateway's answer disappear on the way. */
export async function sendRefundsOf(world: LiveWorld, wish: { readonly masterBookingId: string; readonly now: Date; readonly replyLost?: boolean }): Promise<void> {
  const requested = await world.db
    .selectFrom('refund')
    .select(['id', 'gateway_payment_id'])
    .where('master_booking_id', '=', wish.masterBookingId)
    .where('status', '=', 'requested')
    .where('parked_reason', 'is', null)
    .orderBy('requested_at')
    .execute();
  for (const { id: refundId, gateway_payment_id } of requested) {
    if (wish.replyLost) await world.emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: `/v1/payments/${gateway_payment_id}/refund`, times: 1 });
    await sendRefund(world, { refundId, now: new Date(wish.now.getTime() + SENT_AFTER_MS) });
    if (wish.replyLost) await sendRefund(world, { refundId, now: new Date(wish.now.getTime() + ASKED_AFTER_MS) });
  }
}

/** What the bank has decided by now and no webhook told, because its endpoint slept through the month. */
export async function lookBackAtRefunds(world: LiveWorld, now: Date): Promise<void> {
  const pending = await world.db.selectFrom('refund').select('gateway_payment_id').distinct().where('status', '=', 'pending').execute();
  await sideBySide(pending, async ({ gateway_payment_id: gatewayPaymentId }) => void (await lookAtRefunds(world, { gatewayPaymentId, now })));
}
