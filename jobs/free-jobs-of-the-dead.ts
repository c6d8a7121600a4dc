import { Client } from 'pg';
import { log } from '#app/log.server.ts';
import { WORKER_SESSION } from '#db/worker-session.ts';

/** Keeps these advisory locks apart from anybody else's. */
const LOCK_SPACE = 73_421;
/** A worker takes its lock a moment after its first job. */
const GRACE_SECONDS = 5;
const LOOK_EVERY_MS = 5_000;

const TAKE_LOCKS = `SELECT pg_advisory_lock_shared($1, hashtext(id)) FROM unnest($2::text[]) AS id`;
const FIND_DEAD = `
  SELECT DISTINCT job.locked_by FROM graphile_worker.jobs AS job
  WHERE job.locked_at < now() - make_interval(secs => $2)
    AND NOT EXISTS (
      SELECT 1 FROM pg_locks AS held
      WHERE held.locktype = 'advisory' AND held.classid = $1 AND held.objid::bigint = hashtext(job.locked_by)::bigint & 4294967295
        AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/**
 * Graphile frees the jobs of a killed worker after four hours; a payment or a mail cannot wait that long. So each worker
 * holds a Postgres lock in the name that its jobs are locked by (its pool's id), which the server drops the moment the
 * process is gone, and frees the jobs of those that hold none. One that has only lost its connection may see a job done
 * beside it: every task bears being run twice.
 */
export function freeJobsOfTheDead(connectionString: string, poolIds: readonly string[]): { stop(): Promise<void> } {
  let session: Client | undefined;
  let looking: Promise<void> | undefined;

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString, application_name: WORKER_SESSION });
    client.on('error', () => {
      session = undefined;
    });
    await client.connect();
    await client.query(TAKE_LOCKS, [LOCK_SPACE, poolIds]);
    return client;
  }

  async function look(): Promise<void> {
    try {
      session ??= await connect();
      const { rows } = await session.query<{ locked_by: string }>(FIND_DEAD, [LOCK_SPACE, GRACE_SECONDS]);
      if (rows.length === 0) return;
      const dead = rows.map((row) => row.locked_by);
      await session.query('SELECT graphile_worker.force_unlock_workers($1)', [dead]);
      log.warn({ pools: dead.length }, 'freed the jobs of workers that are gone');
    } catch (error) {
      log.warn({ err: error }, 'could not look for workers that are gone');
    }
  }

  looking = look();
  const timer = setInterval(() => (looking = look()), LOOK_EVERY_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await session?.end();
    },
  };
}
