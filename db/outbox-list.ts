import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;

export interface OutboxFilter {
  /** Handed to the queue, or still owed to it. */
  readonly relayed: boolean;
  readonly task?: string | undefined;
}

/**
 * Messages still owed, the oldest first; or those handed over, the newest first. Never both in one list: each follows
 * a key, and there are millions of the latter.
 */
export async function listOutbox(db: Database, { relayed, task }: OutboxFilter, turn: PageTurn, size = PAGE_ROWS) {
  const instant = relayed ? 'message.sent_at' : 'message.created_at';
  return readPage(turn, { columns: [instant, 'message.id'], size, oldestFirst: !relayed }, async (span) => {
    const rows = await db
      .selectFrom('outbox_message as message')
      .select(['message.id', 'message.task', 'message.payload', 'message.created_at', 'message.run_at', 'message.leased_until', 'message.sent_at'])
      .where(span.within)
      .where('message.sent_at', relayed ? 'is not' : 'is', null)
      .$if(task !== undefined, (query) => query.where('message.task', '=', task!))
      .orderBy(instant, span.direction)
      // Without a lease once it is handed over; named because the key names it, which then spares the sorting.
      .$if(relayed, (query) => query.orderBy('message.leased_until', span.direction))
      .orderBy('message.id', span.direction)
      .limit(span.limit)
      .execute();
    return rows.map((row) => ({ ...row, listed_at: row.sent_at ?? row.created_at }));
  });
}

/** How many are owed to the queue. */
export async function countOwed(db: Database): Promise<number> {
  const { count } = await db.selectFrom('outbox_message').select(({ fn }) => fn.countAll<number>().as('count')).where('sent_at', 'is', null).executeTakeFirstOrThrow();
  return Number(count);
}
