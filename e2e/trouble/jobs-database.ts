import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker';
import { newId } from '#db/new-id.ts';
import { recreatePostgresDatabase } from '#db/servers/postgres.ts';

const LEFT_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 20;

export interface JobsDatabase {
  readonly url: string;
  readonly queue: WorkerUtils;
  /** Jobs waiting, running or given up, by task. */
  jobs(): Promise<{ task: string; key: string | null; attempts: number; run_at: Date }[]>;
  drop(): Promise<void>;
}

/** A queue of the caller's own on the test server that JOBS_DATABASE_URL names. */
export async function createJobsDatabase(): Promise<JobsDatabase> {
  const server = process.env.JOBS_DATABASE_URL;
  if (!server) throw new Error('JOBS_DATABASE_URL must name a PostgreSQL test server; `npm test` starts one');
  const name = `onevisit_test_${newId()}`;
  const url = await recreatePostgresDatabase(server, name);
  const queue = await makeWorkerUtils({ connectionString: url });
  await queue.migrate();
  return {
    url,
    queue,
    jobs: () =>
      queue.withPgClient(async (client) => {
        const { rows } = await client.query('SELECT task_identifier AS task, key, attempts, run_at FROM graphile_worker.jobs ORDER BY id');
        return rows;
      }),
    drop: async () => {
      await queue.release();
      const client = new Client({ connectionString: server });
      await client.connect();
      await untilLeft(client, name);
      await client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
      await client.end();
    },
  };
}

/** A connection that is still saying goodbye would hear that it was ended by force, and nobody listens to it any more. */
async function untilLeft(client: Client, name: string): Promise<void> {
  const deadlineMs = Date.now() + LEFT_WITHIN_MS;
  while (Date.now() < deadlineMs) {
    const { rows } = await client.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rows.length === 0) return;
    await pause(LOOK_AGAIN_MS);
  }
}
