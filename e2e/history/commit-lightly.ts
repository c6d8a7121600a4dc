import { sql } from 'kysely';
import type { Database } from '#db/client.ts';

/**
 * A private server writes each commit to the disk before it answers, which is most of the time that a month takes. While
 * nobody has seen the world it may lose its last second: a first start that does not come to its end begins anew. Returns
 * the way back; a server that does not let us is left as it is.
 */
export async function commitLightly(db: Database): Promise<() => Promise<void>> {
  const set = (value: 1 | 2) => sql`SET GLOBAL innodb_flush_log_at_trx_commit = ${sql.lit(value)}`.execute(db);
  try {
    await set(2);
  } catch {
    return async () => {};
  }
  return async () => void (await set(1));
}
