import { sql } from 'kysely';
import type { Database } from './client.ts';
import type { WebhookEventTable } from './tables.ts';

type Channel = WebhookEventTable['channel'];

const HOUR_MS = 3_600_000;

/** A delivery was refused for its signature: counted by the hour, since anybody can send such. */
export async function noteRefusal(db: Database, channel: Channel, now: Date): Promise<void> {
  await db
    .insertInto('webhook_refusal')
    .values({ channel, hour: new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS), refusals: 1, last_at: now })
    .onDuplicateKeyUpdate({ refusals: sql`refusals + 1`, last_at: now })
    .execute();
}

/** When an event was last stored, and when one was last refused. */
export async function readHearing(db: Database, channel: Channel): Promise<{ lastHeardAt: Date | null; lastRefusedAt: Date | null }> {
  const [heard, refused] = await Promise.all([
    db.selectFrom('webhook_event').select('received_at').where('channel', '=', channel).orderBy('received_at', 'desc').limit(1).executeTakeFirst(),
    db.selectFrom('webhook_refusal').select('last_at').where('channel', '=', channel).orderBy('hour', 'desc').limit(1).executeTakeFirst(),
  ]);
  return { lastHeardAt: heard?.received_at ?? null, lastRefusedAt: refused?.last_at ?? null };
}

export async function countRefusals(db: Database, channel: Channel, since: Date): Promise<number> {
  const row = await db.selectFrom('webhook_refusal').select(({ fn }) => fn.sum<string | null>('refusals').as('count')).where('channel', '=', channel).where('hour', '>=', since).executeTakeFirstOrThrow();
  return Number(row.count ?? 0);
}

/** Which of these payments some event has told. */
export async function findToldPayments(db: Database, gatewayPaymentIds: readonly string[]): Promise<Set<string>> {
  if (gatewayPaymentIds.length === 0) return new Set();
  const rows = await db.selectFrom('webhook_event').select('gateway_payment_id as id').distinct().where('gateway_payment_id', 'in', gatewayPaymentIds).where('name', 'not like', 'refund.%').execute();
  return new Set(rows.map(({ id }) => id!));
}

/** Events about these refunds, payouts or lines of the statement: when each subject was last told. */
export async function findToldSubjects(db: Database, gatewaySubjectIds: readonly string[]): Promise<Map<string, Date>> {
  if (gatewaySubjectIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('webhook_event')
    .select(({ fn }) => ['gateway_subject_id as id', fn.max<Date>('received_at').as('at')])
    .where('gateway_subject_id', 'in', gatewaySubjectIds)
    .groupBy('gateway_subject_id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id!, at]));
}
