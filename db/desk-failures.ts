import { sql, type Expression, type SelectQueryBuilder } from 'kysely';
import type { Database } from './client.ts';
import type { Tables } from './tables.ts';

export type FailureKind = 'refund' | 'payout' | 'webhook' | 'job';

/** What failed and waits, by how long it has waited. */
export interface Failures {
  readonly kind: FailureKind;
  readonly underHour: number;
  readonly underDay: number;
  readonly underWeek: number;
  readonly older: number;
  readonly oldestId: string | null;
  readonly oldestAt: Date | null;
}

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;
const HOURS_OF_WEEK = 168;

type Table = 'refund' | 'payout' | 'webhook_event';

/** Parked refunds and payouts and failed webhooks, each in a row, in one round trip; every arm by an index of the state. */
export async function readFailures(db: Database, now: Date): Promise<Failures[]> {
  const refunds = db.selectFrom('refund').where('status', 'in', ['requested', 'failed']).where('parked_reason', 'is not', null);
  const payouts = db.selectFrom('payout').where('status', '=', 'needs_attention');
  const webhooks = db.selectFrom('webhook_event').where('state', '=', 'failed');
  const rows = await aged('refund', refunds, sql.ref('requested_at'), now)
    .unionAll(aged('payout', payouts, sql.ref('created_at'), now))
    .unionAll(aged('webhook', webhooks, sql.ref('received_at'), now))
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    underHour: Number(row.under_hour ?? 0),
    underDay: Number(row.under_day ?? 0),
    underWeek: Number(row.under_week ?? 0),
    older: Number(row.older ?? 0),
    oldestId: row.oldest_id,
    oldestAt: row.oldest_at,
  }));
}

function aged<T extends Table>(kind: FailureKind, waiting: SelectQueryBuilder<Tables, T, object>, at: Expression<Date>, now: Date) {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const between = (older: number, younger?: number) =>
    younger === undefined ? sql<string | null>`sum(${at} <= ${ago(older)})` : sql<string | null>`sum(${at} > ${ago(older)} and ${at} <= ${ago(younger)})`;
  const oldest = waiting.select([sql<string>`id`.as('id')]).orderBy(at).limit(1);
  return waiting.select([
    sql<FailureKind>`${kind}`.as('kind'),
    sql<string | null>`sum(${at} > ${ago(1)})`.as('under_hour'),
    between(HOURS_OF_DAY, 1).as('under_day'),
    between(HOURS_OF_WEEK, HOURS_OF_DAY).as('under_week'),
    between(HOURS_OF_WEEK).as('older'),
    sql<string | null>`(${oldest})`.as('oldest_id'),
    sql<Date | null>`min(${at})`.as('oldest_at'),
  ]);
}
