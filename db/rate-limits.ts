import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type QueryResult } from 'kysely';
import { escapeId } from 'mysql2';
import { RateLimiterMySQL, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from './client.ts';

/** `points` uses in a window of `windowSeconds` that starts with the first use. */
export interface RateLimit {
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

export interface RateVerdict {
  readonly allowed: boolean;
  readonly retryAfterSeconds: number;
}

const limiters = new WeakMap<Database, Map<string, Promise<RateLimiterMySQL>>>();

/** Counts one use; the database counts, so all processes share one count. */
export async function countUse(db: Database, limit: RateLimit, key: string): Promise<RateVerdict> {
  const limiter = await limiterFor(db, limit);
  try {
    await limiter.consume(digest(key));
    return { allowed: true, retryAfterSeconds: 0 };
  } catch (verdict) {
    if (!(verdict instanceof RateLimiterRes)) throw verdict;
    return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(verdict.msBeforeNext / 1_000)) };
  }
}

/** Takes one use back: it turned out to be a good one. */
export async function giveBackUse(db: Database, limit: RateLimit, key: string): Promise<void> {
  await (await limiterFor(db, limit)).reward(digest(key));
}

/** Forgets all uses under this key. */
export async function forgetUses(db: Database, limit: RateLimit, key: string): Promise<void> {
  await (await limiterFor(db, limit)).delete(digest(key));
}

/** Rows whose window ended before `now`; for the nightly sweep. */
export async function deleteEndedRateLimits(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('rate_limit').where('expire', '<', now.getTime()).execute();
}

/** Keys are e-mails and addresses: a digest is short, of one length, and tells a reader of the table nothing. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function limiterFor(db: Database, limit: RateLimit): Promise<RateLimiterMySQL> {
  const byName = limiters.get(db) ?? new Map<string, Promise<RateLimiterMySQL>>();
  limiters.set(db, byName);
  const known = byName.get(limit.name);
  if (known) return known;
  const limiter = createLimiter(db, limit);
  byName.set(limit.name, limiter);
  // A database that was away for the first use must not be away for ever.
  limiter.catch(() => byName.delete(limit.name));
  return limiter;
}

async function createLimiter(db: Database, limit: RateLimit): Promise<RateLimiterMySQL> {
  const { rows } = await sql<{ name: string }>`SELECT DATABASE() AS name`.execute(db);
  return new RateLimiterMySQL({
    storeClient: poolOver(db),
    storeType: 'pool',
    dbName: rows[0]?.name,
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.windowSeconds,
  });
}

type Answer = (error: unknown, rows?: unknown) => void;

interface LimiterConnection {
  query(text: string, values: readonly unknown[] | Answer, answer?: Answer): void;
  rollback(): void;
  release(): void;
}

/** What the limiter expects of a mysql2 pool, on Kysely's: a second pool per process would double the connections. */
function poolOver(db: Database): { getConnection(answer: (error: unknown, connection?: LimiterConnection) => void): void } {
  return {
    getConnection(answer) {
      db.connection()
        .execute((one) => new Promise<void>((release) => answer(null, connectionOver(one, release))))
        .catch(answer);
    },
  };
}

function connectionOver(one: Database, release: () => void): LimiterConnection {
  const run = (text: string, values: readonly unknown[] = []): Promise<QueryResult<unknown>> =>
    one.executeQuery(CompiledQuery.raw(text, [...values]));
  return {
    query(text, values, answer) {
      const [list, done] = typeof values === 'function' ? [[], values] : [values, answer];
      run(...withNames(text, list)).then(
        ({ rows }) => done?.(null, rows),
        (error: unknown) => done?.(error),
      );
    },
    // The connection is handed back only after the rollback, which mysql2 queues before any later query.
    rollback: () => void run('ROLLBACK').catch(() => {}),
    release,
  };
}

/** A name cannot be a parameter of a prepared statement: the limiter's `??.??`, database and table, are written out. */
function withNames(text: string, values: readonly unknown[]): [string, readonly unknown[]] {
  const names = text.match(/\?\?/g)?.length ?? 0;
  return [values.slice(0, names).reduce<string>((filled, name) => filled.replace('??', escapeId(String(name))), text), values.slice(names)];
}
