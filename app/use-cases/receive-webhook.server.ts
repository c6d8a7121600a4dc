import { veilAccounts } from '#app/razorpay/veil-accounts.ts';
import { readWebhook } from '#app/razorpay/webhook.server.ts';
import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { newId } from '#db/new-id.ts';
import type { WebhookEventTable } from '#db/tables.ts';
import { inTransaction, isDuplicateKey } from '#db/transaction.ts';

export type Receipt = 'stored' | 'seen_before' | 'unreadable';

/**
 * Stores a signed event, with its work owed beside it, and does nothing else: the answer must leave within five seconds
 * (razorpay.md 6.1) and a crash after it must lose nothing. The event id is unique, so that a redelivery is only counted.
 */
export async function receiveWebhook(
  db: Database,
  delivery: { readonly channel: WebhookEventTable['channel']; readonly rawBody: string; readonly gatewayEventId: string; readonly now: Date },
): Promise<Receipt> {
  const facts = readWebhook(delivery.rawBody);
  if (!facts) return 'unreadable';
  const id = newId();
  try {
    await inTransaction(db, async (trx) => {
      await trx
        .insertInto('webhook_event')
        .values({
          id,
          channel: delivery.channel,
          gateway_event_id: delivery.gatewayEventId,
          name: facts.name,
          gateway_order_id: facts.gatewayOrderId,
          gateway_payment_id: facts.gatewayPaymentId,
          gateway_subject_id: facts.gatewaySubjectId,
          raw_body: delivery.channel === 'x' ? veilAccounts(delivery.rawBody) : delivery.rawBody,
          state: 'received',
          error: null,
          deliveries: 1,
          received_at: delivery.now,
          settled_at: null,
        })
        .execute();
      await leaveMessages(trx, [{ task: 'apply-webhook', payload: { webhookEventId: id } }], delivery.now);
    });
    return 'stored';
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await db
    .updateTable('webhook_event')
    .set((eb) => ({ deliveries: eb('deliveries', '+', 1) }))
    .where('gateway_event_id', '=', delivery.gatewayEventId)
    .execute();
  return 'seen_before';
}
