import { sql } from 'kysely';
import { openDatabase, type Database } from './client.ts';
import { migrateBusiness } from './migrate.ts';
import { newId } from './new-id.ts';
import { findTablesToEmpty } from './seed/empty-tables.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Gives it back: emptied, for the next test file. */
  drop(): Promise<void>;
}

/** Emptied by this process and open still: what its connections have prepared serves its next test file. */
const OURS: { readonly db: Database; readonly url: string }[] = [];

/**
 * A migrated, empty database of the caller's own on the test server, which `npm test` names in DATABASE_URL. The process's
 * DATABASE_URL then points at it, so that a route's action under test reaches the same rows. No database is a failure,
 * never a skip.
 *
 * Migrating takes two seconds, which a hundred files would each pay: whoever is done leaves the emptied database to the
 * next file of its process.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  process.env.TEST_SERVER_URL ??= process.env.DATABASE_URL;
  const server = process.env.TEST_SERVER_URL;
  if (!server) throw new Error('DATABASE_URL must name a MySQL-compatible test server; `npm test` starts one');
  const { db, url } = OURS.pop() ?? (await openAnother(server));
  process.env.DATABASE_URL = url;
  const drop = async () => {
    await emptyWhatHasRows(db);
    OURS.push({ db, url });
  };
  return { db, url, drop };
}

async function openAnother(server: string): Promise<{ db: Database; url: string }> {
  const url = Object.assign(new URL(server), { pathname: `/onevisit_test_${newId()}` }).href;
  const admin = openDatabase(server, { connections: 1 });
  await sql`CREATE DATABASE ${sql.id(new URL(url).pathname.slice(1))} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`.execute(admin);
  await admin.destroy();
  const db = openDatabase(url, { connections: 32 });
  await migrateBusiness(db);
  return { db, url };
}

/** Deletes, for TRUNCATE makes each of some sixty tables anew. */
async function emptyWhatHasRows(db: Database): Promise<void> {
  const tables = await findTablesToEmpty(db);
  await db.connection().execute(async (one) => {
    const looks = tables.map((table) => `SELECT '${table}' AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM \`${table}\`)`);
    const { rows } = await sql.raw<{ name: string }>(looks.join(' UNION ALL ')).execute(one);
    await sql`SET FOREIGN_KEY_CHECKS = 0`.execute(one);
    for (const { name } of rows) await sql`DELETE FROM ${sql.table(name)}`.execute(one);
    // The optimiser would go on planning for the rows that are gone, and some tests look at its plans.
    if (rows.length > 0) await sql`ANALYZE TABLE ${sql.join(rows.map(({ name }) => sql.table(name)))}`.execute(one);
  });
}
