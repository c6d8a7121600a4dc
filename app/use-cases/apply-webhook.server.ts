import type { Database } from '#db/client.ts';
import type { WebhookEventTable } from '#db/tables.ts';
import { confirmPayment, type World } from './confirm-payment.server.ts';

/** Events that make us look at an order. What they say is not believed; it only says where to look. */
const PAYMENT_EVENTS = new Set(['payment.authorized', 'payment.captured', 'payment.failed', 'order.paid']);

/**
 * Does what a stored event calls for. Runs any number of times: everything below it is settled by state. Throws while
 * the gateway does not answer, so that the queue tries again; the event stays `received` until then.
 */
export async function applyWebhook({ db, gateway }: World, input: { readonly webhookEventId: string; readonly now: Date }): Promise<void> {
  const event = await db.selectFrom('webhook_event').selectAll().where('id', '=', input.webhookEventId).executeTakeFirst();
  if (!event || event.state === 'applied' || event.state === 'ignored') return;
  if (!PAYMENT_EVENTS.has(event.name) || event.gateway_order_id === null) return settle(db, event.id, 'ignored', input.now, 'nothing of ours depends on this event');

  if (await isOldNews(db, event)) return settle(db, event.id, 'applied', input.now, null);
  const news = await confirmPayment({ db, gateway }, { gatewayOrderId: event.gateway_order_id, now: input.now });
  if (news === 'unknown') {
    await noteFailure(db, event.id, 'Razorpay did not answer; trying again');
    throw new Error(`the gateway did not answer about webhook event ${event.id}`);
  }
  if (news === 'foreign') return settle(db, event.id, 'ignored', input.now, 'not one of our orders');
  return settle(db, event.id, 'applied', input.now, null);
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
