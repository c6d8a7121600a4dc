import { Client } from 'pg';
import { WORKER_SESSION } from '#db/worker-session.ts';
import { findingsOf, type Finding, type Settings } from './finding.ts';

const QUEUE_TIMEOUT_MS = 5_000;
const OVERDUE_MINUTES = 5;
const STATE = `
  SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()) AS workers,
    (SELECT count(*)::int FROM graphile_worker.jobs WHERE locked_at IS NULL AND attempts < max_attempts AND run_at < now() - make_interval(mins => $2)) AS overdue`;
const NO_SUCH_TABLE = '42P01';

/** The queue's database, and whether anybody works. */
export async function checkQueue(settings: Settings): Promise<Finding[]> {
  if (!settings.JOBS_DATABASE_URL) return [];
  const { ok, fail } = findingsOf('Own servers', 'Queue');
  const client = new Client({ connectionString: settings.JOBS_DATABASE_URL, connectionTimeoutMillis: QUEUE_TIMEOUT_MS, query_timeout: QUEUE_TIMEOUT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ workers: number; overdue: number }>(STATE, [WORKER_SESSION, OVERDUE_MINUTES]);
    return [ok('PostgreSQL answers and is migrated.'), ...workFindings(rows[0] ?? { workers: 0, overdue: 0 })];
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === NO_SUCH_TABLE || code === '3F000') return [fail('PostgreSQL answers, and has no queue.', 'Run npm run migrate.')];
    return [fail(`PostgreSQL does not answer (${code ?? 'time-out'}).`, 'Start the server that JOBS_DATABASE_URL names, and let this one reach it.')];
  } finally {
    await client.end().catch(() => {});
  }
}

function workFindings({ workers, overdue }: { workers: number; overdue: number }): Finding[] {
  const { ok, warn, fail } = findingsOf('Own servers', 'Worker');
  return [
    workers > 0 ? ok(workers === 1 ? 'One is alive.' : `${workers} are alive.`) : fail('None is alive: refunds, payouts and mail wait.', 'Start npm run worker and keep it running.'),
    ...(overdue > 0 ? [warn(`${overdue} ${overdue === 1 ? 'job is' : 'jobs are'} more than ${OVERDUE_MINUTES} minutes late.`, 'Look at Jobs on the desk; start another worker when they are many.')] : []),
  ];
}
