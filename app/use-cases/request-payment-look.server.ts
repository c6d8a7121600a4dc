import type { Database } from '#db/client.ts';
import { leaveMessages } from '#db/messages.ts';
import { inTransaction } from '#db/transaction.ts';

/**
 * Asks the worker to look at an order soon. Anybody can post a failure to the callback, so it is asked at most once a
 * minute per order and only for orders that wait for money.
 */
export async function requestPaymentLook(db: Database, { gatewayOrderId, now }: { readonly gatewayOrderId: string; readonly now: Date }): Promise<void> {
  await inTransaction(db, async (trx) => {
    const moved = await trx
      .updateTable('payment_transaction')
      .set({ next_ask_at: new Date(now.getTime() + LOOK_EVERY_SECONDS * 1_000) })
      .where('gateway_order_id', '=', gatewayOrderId)
      .where('status', 'in', ['created', 'authorized'])
      .where('next_ask_at', '>', new Date(now.getTime() + (LOOK_EVERY_SECONDS + CLOCK_SLACK_SECONDS) * 1_000))
      .executeTakeFirstOrThrow();
    if (moved.numUpdatedRows === 1n) await leaveMessages(trx, [{ task: 'look-at-payment', payload: { gatewayOrderId } }], now);
  });
}

const LOOK_EVERY_SECONDS = 60;
/** Two requests at once can carry their instants in the wrong order. */
const CLOCK_SLACK_SECONDS = 2;
