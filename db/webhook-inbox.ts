import { sql } from 'kysely';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';
import type { WebhookEventTable } from './tables.ts';

const PAGE_ROWS = 50;

export interface WebhookFilter {
  readonly state?: WebhookEventTable['state'] | undefined;
  readonly channel?: WebhookEventTable['channel'] | undefined;
  readonly name?: string | undefined;
  /** Received at or after, and before, these instants (UTC). */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Events without their bodies, newest first, each with the code of the visit it is about. */
export async function listWebhooks(db: Database, { state, channel, name, from, until }: WebhookFilter, turn: PageTurn, size = PAGE_ROWS) {
  return readPage(turn, { columns: ['event.received_at', 'event.id'], size }, (span) =>
    db
      .selectFrom('webhook_event as event')
      .leftJoin('payment_transaction as payment', 'payment.gateway_order_id', 'event.gateway_order_id')
      .leftJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
      .modifyFront(sql`straight_join`)
      .select([
        'event.id', 'event.channel', 'event.name', 'event.gateway_event_id', 'event.gateway_order_id', 'event.gateway_payment_id', 'event.gateway_subject_id', 'event.state', 'event.error',
        'event.deliveries', 'event.received_at as listed_at', 'event.settled_at', 'master.code',
      ])
      .where(span.within)
      .$if(state !== undefined, (query) => query.where('event.state', '=', state!))
      .$if(channel !== undefined, (query) => query.where('event.channel', '=', channel!))
      .$if(name !== undefined, (query) => query.where('event.name', '=', name!))
      .$if(from !== undefined, (query) => query.where('event.received_at', '>=', from!))
      .$if(until !== undefined, (query) => query.where('event.received_at', '<', until!))
      .orderBy('event.received_at', span.direction)
      .orderBy('event.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

/** One event with its body, and what of ours it is about. */
export async function findWebhook(db: Database, id: string) {
  const event = await db.selectFrom('webhook_event').selectAll().where('id', '=', id).executeTakeFirst();
  return event && { ...event, about: await findSubjects(db, event) };
}

/** The visit, refunds and payout behind the ids of an event; whatever of them is ours. */
async function findSubjects(db: Database, event: Pick<WebhookEventTable, 'name' | 'gateway_order_id' | 'gateway_payment_id' | 'gateway_subject_id'>) {
  const none = Promise.resolve(undefined);
  const payment = db.selectFrom('payment_transaction as payment').innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id').select('master.code');
  const attempt = db.selectFrom('payout_attempt as attempt').innerJoin('payout', 'payout.id', 'attempt.payout_id').innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id').select(['payout.id', 'master.code']);
  const [ordered, paid, payout, refunds] = await Promise.all([
    event.gateway_order_id === null ? none : payment.where('payment.gateway_order_id', '=', event.gateway_order_id).executeTakeFirst(),
    event.gateway_payment_id === null ? none : payment.where('payment.gateway_payment_id', '=', event.gateway_payment_id).executeTakeFirst(),
    event.gateway_subject_id === null ? none : attempt.where('attempt.gateway_payout_id', '=', event.gateway_subject_id).executeTakeFirst(),
    event.gateway_payment_id === null || !event.name.startsWith('refund.')
      ? []
      : db.selectFrom('refund').select(['id', 'gateway_refund_id', 'amount_paise']).where('gateway_payment_id', '=', event.gateway_payment_id).orderBy('requested_at').execute(),
  ]);
  // An event names one refund; where it does not say which, all of its payment are shown.
  const named = refunds.filter((refund) => refund.gateway_refund_id !== null && refund.gateway_refund_id === event.gateway_subject_id);
  return { code: ordered?.code ?? paid?.code ?? payout?.code ?? null, payoutId: payout?.id ?? null, refunds: named.length > 0 ? named : refunds };
}
