import { Pool } from 'pg';
import { NOTE, REFERENCE } from './texts.ts';

const JOBS = 60;

/** More jobs than a page shows, all given up, each with an error and a payload that have no place to break. */
export async function putJobs(jobsDatabaseUrl: string): Promise<void> {
  const pool = new Pool({ connectionString: jobsDatabaseUrl, max: 1 });
  await pool.query(`SELECT graphile_worker.add_job('send-mail', json_build_object('messageId', $1::text, 'refundId', $1::text), max_attempts => 1) FROM generate_series(1, ${JOBS})`, [REFERENCE]);
  await pool.query('UPDATE graphile_worker._private_jobs SET attempts = 1, last_error = $1', [NOTE]);
  await pool.end();
}
