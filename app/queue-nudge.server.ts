import { Pool } from 'pg';

/**
 * Tells the worker that the outbox has something new. Only a hint: a nudge that is lost costs a minute, because the
 * worker's crontab sweeps the outbox anyway. So a queue that is down never fails a patient's request.
 */
export interface QueueNudge {
  /** Asks for a relay soon; many calls in one tick are one job. */
  (): void;
  /** Whether the queue's database answers, for /readyz. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const NUDGE_GATHER_MS = 20;

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
      close: async () => {
        await pending;
        await pool.end();
      },
    },
  );
}
