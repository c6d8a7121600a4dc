import { sql, type RawBuilder } from 'kysely';
import type { Database } from './client.ts';

/** How far back the last event is looked for: beyond it nobody asks which it was. */
const HEARD_WITHIN_MS = 48 * 3_600_000;
/** An event may be that much later than what it tells of. */
const LATE_MINUTES = 15;
const MINUTE_MS = 60_000;

/** One of Razorpay's two lines to us. */
export interface Line {
  /** The last event of the last two days. */
  readonly heardAt: Date | null;
  /** What has moved since without a word. */
  readonly unheard: number;
}

export interface Signals {
  readonly pg: Line;
  readonly x: Line;
  readonly outboxOldestAt: Date | null;
  readonly visitsAhead: number;
  readonly refundsAtGatewayPaise: number;
}

/** Whether the machinery can be heard: one round trip, every part of it by an index. */
export async function readSignals(db: Database, now: Date): Promise<Signals> {
  const from = new Date(now.getTime() - HEARD_WITHIN_MS);
  const until = new Date(now.getTime() - LATE_MINUTES * MINUTE_MS);
  const heard = (channel: 'pg' | 'x'): RawBuilder<Date | null> =>
    sql`(${db.selectFrom('webhook_event').select('received_at').where('channel', '=', channel).where('received_at', '>=', from).orderBy('received_at', 'desc').limit(1)})`;
  const unheardSince = (channel: 'pg' | 'x') => sql<Date>`coalesce(${heard(channel)}, ${from}) + interval ${sql.lit(LATE_MINUTES)} minute`;
  const row = await db
    .selectNoFrom((eb) => [
      heard('pg').as('heard_pg'),
      heard('x').as('heard_x'),
      eb.selectFrom('payment_transaction').select((sub) => sub.fn.countAll<number>().as('n')).where('captured_at', '>', unheardSince('pg')).where('captured_at', '<', until).as('unheard_pg'),
      eb.selectFrom('payout_attempt')
        .select((sub) => sub.fn.countAll<number>().as('n'))
        .where('started_at', '>', unheardSince('x'))
        .where('started_at', '<', until)
        .where('status', 'in', ['processed', 'reversed'])
        .as('unheard_x'),
      eb.selectFrom('outbox_message').select((sub) => sub.fn.min('created_at').as('at')).where('sent_at', 'is', null).as('outbox_oldest_at'),
      eb.selectFrom('master_booking').select((sub) => sub.fn.countAll<number>().as('n')).where('status', 'in', ['confirmed', 'partially_cancelled']).as('visits_ahead'),
      eb.selectFrom('refund').select((sub) => sub.fn.sum<number | null>('amount_paise').as('n')).where('status', '=', 'pending').as('refunds_at_gateway'),
    ])
    .executeTakeFirstOrThrow();
  return {
    pg: { heardAt: row.heard_pg, unheard: Number(row.unheard_pg) },
    x: { heardAt: row.heard_x, unheard: Number(row.unheard_x) },
    outboxOldestAt: row.outbox_oldest_at,
    visitsAhead: Number(row.visits_ahead),
    refundsAtGatewayPaise: Number(row.refunds_at_gateway ?? 0),
  };
}
