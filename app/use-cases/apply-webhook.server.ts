import type { Database } from '#db/client.ts';
import type { WebhookEventTable } from '#db/tables.ts';
import type { Seal } from '#db/sealed-text.ts';
import { hearOutX } from './apply-x-webhook.server.ts';
import type { PayoutWorld } from './call-razorpayx.server.ts';
import { confirmPayment, type PaymentNews, type World } from './confirm-payment.server.ts';
import { lookAtRefunds, type RefundLook } from './look-at-refunds.server.ts';

/** Events that make us look at an order. What they say is not believed; it only says where to look. */
const PAYMENT_EVENTS = new Set(['payment.authorized', 'payment.captured', 'payment.failed', 'order.paid']);
const REFUND_EVENTS = new Set(['refund.created', 'refund.processed', 'refund.failed', 'refund.speed_changed']);

/** Both of Razorpay's sides: events of either come through one inbox. */
export type InboxWorld = World & PayoutWorld & { readonly seal: Seal };

/**
 * Does what a stored event calls for. Runs any number of times: everything below it is settled by state. Throws while
 * the gateway does not answer, so that the queue tries again; the event stays `received` until then.
 */
export async function applyWebhook(world: InboxWorld, input: { readonly webhookEventId: string; readonly now: Date }): Promise<void> {
  const { db } = world;
  const event = await db.selectFrom('webhook_event').selectAll().where('id', '=', input.webhookEventId).executeTakeFirst();
  if (!event || event.state === 'applied' || event.state === 'ignored') return;
  const news = event.channel === 'x' ? await hearOutX(world, event, input.now) : await hearOut(world, event, input.now);
  if (news === 'no_concern') return settle(db, event.id, 'ignored', input.now, 'nothing of ours depends on this event');
  if (news === 'unknown') {
    await noteFailure(db, event.id, 'Razorpay did not answer; trying again');
    throw new Error(`the gateway did not answer about webhook event ${event.id}`);
  }
  if (news === 'foreign') return settle(db, event.id, 'ignored', input.now, 'not one of our orders, refunds or payouts');
  return settle(db, event.id, 'applied', input.now, null);
}

async function hearOut(world: World, event: WebhookEventTable, now: Date): Promise<'done' | 'no_concern' | 'unknown' | 'foreign'> {
  if (PAYMENT_EVENTS.has(event.name) && event.gateway_order_id !== null) {
    if (await isOldNews(world.db, event)) return 'done';
    return shorten(await confirmPayment(world, { gatewayOrderId: event.gateway_order_id, now }));
  }
  if (REFUND_EVENTS.has(event.name) && event.gateway_payment_id !== null) return hearOfRefund(world, event, event.gateway_payment_id, now);
  return 'no_concern';
}

/** A refund can be told before its payment is in our books; then the payment is looked up first, not dropped. */
async function hearOfRefund(world: World, event: WebhookEventTable, gatewayPaymentId: string, now: Date) {
  const first = await lookAtRefunds(world, { gatewayPaymentId, now });
  if (first !== 'foreign' || event.gateway_order_id === null) return shorten(first);
  const news = shorten(await confirmPayment(world, { gatewayOrderId: event.gateway_order_id, now }));
  return news === 'done' ? shorten(await lookAtRefunds(world, { gatewayPaymentId, now })) : news;
}

function shorten(news: PaymentNews | RefundLook): 'done' | 'unknown' | 'foreign' {
  return news === 'unknown' || news === 'foreign' ? news : 'done';
}

/** One success arrives as three events; once its payment is in our books there is nothing to ask. */
async function isOldNews(db: Database, event: WebhookEventTable): Promise<boolean> {
  if (event.gateway_payment_id === null) return false;
  const row = await db.selectFrom('payment_transaction').select('id').where('gateway_payment_id', '=', event.gateway_payment_id).executeTakeFirst();
  return row !== undefined;
}

async function settle(db: Database, id: string, state: 'applied' | 'ignored', now: Date, error: string | null): Promise<void> {
  await db.updateTable('webhook_event').set({ state, settled_at: now, error }).where('id', '=', id).execute();
}

async function noteFailure(db: Database, id: string, error: string): Promise<void> {
  await db.updateTable('webhook_event').set({ state: 'failed', error }).where('id', '=', id).execute();
}
