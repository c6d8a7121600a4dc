import type { Trx } from './client.ts';
import { newId } from './new-id.ts';

/** What the queue is asked to do; the payload is parsed again at the worker's door (jobs/task-list.ts). */
export interface OutgoingMessage {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before this instant (UTC); at once when absent. */
  readonly runAt?: Date;
}

/**
 * Writes messages beside the state change that calls for them, in its transaction: no crash can lose one, and none is
 * sent for a change that rolled back. MySQL holds the business and Postgres the queue, so nothing else could promise that.
 */
export async function leaveMessages(trx: Trx, messages: readonly OutgoingMessage[], now: Date): Promise<void> {
  if (messages.length === 0) return;
  await trx
    .insertInto('outbox_message')
    .values(
      messages.map((message) => ({
        id: newId(),
        task: message.task,
        payload: JSON.stringify(message.payload),
        created_at: now,
        run_at: message.runAt ?? null,
        leased_by: null,
        leased_until: null,
        sent_at: null,
      })),
    )
    .execute();
}
