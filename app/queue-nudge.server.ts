import { Pool } from 'pg';
import { CANCELLED_MARK } from '#db/job-queue.ts';

/**
 * Tells the worker that the outbox has something new. Only a hint: a nudge that is lost costs a minute, because the
 * worker's crontab sweeps the outbox anyway. So a queue that is down never fails a patient's request.
 */
export interface QueueNudge {
  /** Asks for a relay soon; many calls in one tick are one job. */
  (): void;
  /** Whether the queue's database answers, for /readyz. */
  ping(): Promise<void>;
  /** What waits in the queue and what it gave up, for the desk; `null` when the queue does not answer in time. */
  readDepth(): Promise<QueueDepth | null>;
  close(): Promise<void>;
}

export interface QueueDepth {
  /** Due and not begun. */
  readonly waiting: number;
  readonly waitingSince: Date | null;
  /** Given up, by the age of the last try. */
  readonly underHour: number;
  readonly underDay: number;
  readonly underWeek: number;
  readonly older: number;
  readonly oldestId: string | null;
  readonly oldestAt: Date | null;
}

const NUDGE_GATHER_MS = 20;
const DEPTH_WITHIN_MS = 1_500;
const GIVEN_UP = 'attempts >= max_attempts AND locked_at IS NULL';
const DEPTH = `
  SELECT
    count(*) FILTER (WHERE NOT (${GIVEN_UP}) AND locked_at IS NULL AND run_at <= now())::int AS "waiting",
    min(run_at) FILTER (WHERE NOT (${GIVEN_UP}) AND locked_at IS NULL AND run_at <= now()) AS "waitingSince",
    count(*) FILTER (WHERE ${GIVEN_UP} AND updated_at > now() - interval '1 hour')::int AS "underHour",
    count(*) FILTER (WHERE ${GIVEN_UP} AND updated_at <= now() - interval '1 hour' AND updated_at > now() - interval '1 day')::int AS "underDay",
    count(*) FILTER (WHERE ${GIVEN_UP} AND updated_at <= now() - interval '1 day' AND updated_at > now() - interval '7 days')::int AS "underWeek",
    count(*) FILTER (WHERE ${GIVEN_UP} AND updated_at <= now() - interval '7 days')::int AS "older",
    (array_agg(id::text ORDER BY updated_at) FILTER (WHERE ${GIVEN_UP}))[1] AS "oldestId",
    min(updated_at) FILTER (WHERE ${GIVEN_UP}) AS "oldestAt"
  FROM graphile_worker.jobs WHERE NOT (${GIVEN_UP} AND coalesce(last_error, '') LIKE '${CANCELLED_MARK}%')`;

export function createQueueNudge(jobsDatabaseUrl: string): QueueNudge {
  const pool = new Pool({ connectionString: jobsDatabaseUrl, max: 2, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => {});
  let pending: Promise<void> | undefined;

  async function send(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, NUDGE_GATHER_MS));
    pending = undefined;
    await pool
      .query("SELECT graphile_worker.add_job('relay-outbox', '{}'::json, job_key => 'relay-outbox', job_key_mode => 'replace', max_attempts => 1)")
      .catch(() => {});
  }

  return Object.assign(
    () => {
      pending ??= send();
    },
    {
      ping: async () => {
        await pool.query('SELECT 1 FROM graphile_worker.migrations LIMIT 1');
      },
      readDepth: async () => {
        const late = new Promise<null>((resolve) => setTimeout(resolve, DEPTH_WITHIN_MS, null).unref());
        const asked = pool.query<QueueDepth>(DEPTH).then(({ rows }) => rows[0] ?? null, () => null);
        return Promise.race([asked, late]);
      },
      close: async () => {
        await pending;
        await pool.end();
      },
    },
  );
}
