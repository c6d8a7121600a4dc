import { DatabaseError, Pool } from 'pg';
import type { PageTurn } from './keyset.ts';

export type JobState = 'given_up' | 'failed' | 'due' | 'running' | 'waiting' | 'cancelled';

export interface Job {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  readonly state: JobState;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly run_at: Date;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export interface JobFilter {
  readonly state?: JobState | undefined;
  readonly task?: string | undefined;
}

export interface JobPage {
  readonly rows: Job[];
  readonly newer: string | null;
  readonly older: string | null;
}

const PAGE_ROWS = 50;
const CONNECT_WITHIN_MS = 2_000;
const ANSWER_WITHIN_MS = 5_000;
const PLACE = /^([01])-(\d{1,19})-(\d{1,18})$/;
/** How a job that a person ended is told from one that used up its tries; the desk counts only the latter. */
export const CANCELLED_MARK = 'Cancelled on the desk';

const STATE = `CASE
    WHEN job.locked_at IS NOT NULL THEN 'running'
    WHEN job.attempts >= job.max_attempts AND job.last_error LIKE '${CANCELLED_MARK}%' THEN 'cancelled'
    WHEN job.attempts >= job.max_attempts THEN 'given_up'
    WHEN job.attempts > 0 THEN 'failed'
    WHEN job.run_at > now() THEN 'waiting'
    ELSE 'due' END`;
/** Graphile's public view leaves the payload out, which says what a job is about. */
const JOBS = `
  SELECT job.id::text AS id, task.identifier AS task, job.payload, ${STATE} AS state, job.attempts, job.max_attempts, job.run_at, job.last_error, job.created_at, job.updated_at,
    ((${STATE}) IN ('given_up', 'failed'))::int AS trouble, (extract(epoch FROM job.updated_at) * 1000000)::bigint AS micros
  FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id`;

type Listed = Job & { readonly trouble: number; readonly micros: string };

/** The jobs in Postgres for the desk's eyes and hands. Every answer is `null` while the queue's database is away. */
export function createJobQueue(jobsDatabaseUrl: string) {
  const pool = new Pool({ connectionString: jobsDatabaseUrl, max: 2, connectionTimeoutMillis: CONNECT_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS });
  pool.on('error', () => {});

  async function ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[] | null> {
    try {
      return (await pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      if (error instanceof DatabaseError && !isAway(error.code)) throw error;
      return null;
    }
  }

  return {
    list: async (filter: JobFilter, turn: PageTurn, size = PAGE_ROWS): Promise<JobPage | null> => {
      const { values, text, before, after } = listQuery(filter, turn, size);
      const found = await ask<Listed>(text, values);
      return found && pageOf(found, { before, after, size });
    },
    count: async (task?: string) => {
      const rows = await ask<{ state: JobState; count: number }>(`SELECT state, count(*)::int AS count FROM (${JOBS}) AS job WHERE $1::text IS NULL OR task = $1 GROUP BY state`, [task ?? null]);
      return rows && (Object.fromEntries(rows.map(({ state, count }) => [state, count])) as Partial<Record<JobState, number>>);
    },
    find: (ids: readonly string[]) => ask<Job>(`SELECT * FROM (${JOBS}) AS job WHERE id = ANY($1::text[]) ORDER BY id::bigint`, [ids]),
    /** Those not begun by anybody are due at once, with the tries they have left or all of them again; says which. */
    runNow: (ids: readonly string[], { afresh }: { readonly afresh: boolean }) =>
      ask<{ id: string }>(`SELECT id::text FROM graphile_worker.reschedule_jobs($1::bigint[], run_at => now(), attempts => ${afresh ? '0' : 'NULL'})`, [ids]),
    /** Kept in the queue with the reason, never tried again. */
    cancel: (id: string, reason: string) => ask<{ id: string }>('SELECT id::text FROM graphile_worker.permanently_fail_jobs(ARRAY[$1::bigint], $2)', [id, `${CANCELLED_MARK}: ${reason}`]),
    /** Off the list for good. */
    remove: (id: string) => ask<{ id: string }>('SELECT id::text FROM graphile_worker.complete_jobs(ARRAY[$1::bigint])', [id]),
    close: () => pool.end(),
  };
}

export type JobQueue = ReturnType<typeof createJobQueue>;

/** Connections lost, refused or used up, an end by the operator, or no queue set up: all but a mistake in the question. */
function isAway(code: string | undefined): boolean {
  return code === undefined || /^(08|28|53|57)/.test(code) || ['3D000', '3F000', '42P01'].includes(code);
}

/** Trouble first, then by the newest word about a job. One place is all three, so no row is skipped or told twice. */
function listQuery({ state, task }: JobFilter, turn: PageTurn, size: number) {
  const before = PLACE.exec(turn.before ?? '');
  const after = before ? null : PLACE.exec(turn.after ?? '');
  const place = before ?? after;
  const direction = before ? 'ASC' : 'DESC';
  const text = `
    SELECT * FROM (${JOBS}) AS job
    WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR task = $2)
      AND ($3::int IS NULL OR (trouble, micros, id::bigint) ${before ? '>' : '<'} ($3::int, $4::bigint, $5::bigint))
    ORDER BY trouble ${direction}, micros ${direction}, id::bigint ${direction} LIMIT ${size + 1}`;
  return { text, before: before !== null, after: after !== null, values: [state ?? null, task ?? null, ...(place ? place.slice(1, 4) : [null, null, null])] };
}

function pageOf(found: readonly Listed[], { before, after, size }: { before: boolean; after: boolean; size: number }): JobPage {
  const more = found.length > size;
  const walked = found.slice(0, size);
  const rows = before ? walked.toReversed() : walked;
  const turnAt = (row: Listed | undefined) => (row ? `${row.trouble}-${row.micros}-${row.id}` : null);
  return {
    rows: rows.map(({ trouble: _trouble, micros: _micros, ...job }) => job),
    newer: (before ? more : after) ? turnAt(rows[0]) : null,
    older: (before ? true : more) ? turnAt(rows.at(-1)) : null,
  };
}
