import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase, type Database } from './client.ts';
import { migrateBusiness, MIGRATIONS } from './migrate.ts';
import { newId } from './new-id.ts';
import { findTablesToEmpty } from './seed/empty-tables.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  /** Gives it back: emptied, and taken by the next test file. */
  drop(): Promise<void>;
}

const POOL = 'onevisit_test_pool';
/** A database of other migrations than today's is never taken. */
const SCHEMA = createHash('sha256').update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 12);

/**
 * A migrated, empty database of the caller's own on the test server, which `npm test` names in DATABASE_URL. The process's
 * DATABASE_URL then points at it, so that a route's action under test reaches the same rows. No database is a failure,
 * never a skip.
 *
 * Migrating takes two seconds, which a hundred files would each pay: whoever is done leaves the emptied database to the
 * next.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  process.env.TEST_SERVER_URL ??= process.env.DATABASE_URL;
  const server = process.env.TEST_SERVER_URL;
  if (!server) throw new Error('DATABASE_URL must name a MySQL-compatible test server; `npm test` starts one');
  const admin = openDatabase(server, { connections: 1 });
  await sql.raw(`CREATE DATABASE IF NOT EXISTS ${POOL}`).execute(admin);
  await sql.raw(`CREATE TABLE IF NOT EXISTS ${POOL}.emptied (name VARCHAR(64) PRIMARY KEY, taken_by VARCHAR(32) NULL)`).execute(admin);
  const left = await takeEmptied(admin);
  const name = left ?? `onevisit_test_${SCHEMA}_${newId()}`;
  if (left === null) await sql.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`).execute(admin);

  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { connections: 32 });
  if (left === null) await migrateBusiness(db);
  process.env.DATABASE_URL = url.href;
  return {
    db,
    url: url.href,
    drop: async () => {
      await emptyWhatHasRows(db);
      await db.destroy();
      await sql.raw(`INSERT IGNORE INTO ${POOL}.emptied (name) VALUES ('${name}')`).execute(admin);
      await sql.raw(`UPDATE ${POOL}.emptied SET taken_by = NULL WHERE name = '${name}'`).execute(admin);
      await admin.destroy();
    },
  };
}

/** Test files run side by side: the update decides who gets it. */
async function takeEmptied(admin: Database): Promise<string | null> {
  const taker = newId();
  await sql.raw(`UPDATE ${POOL}.emptied SET taken_by = '${taker}' WHERE taken_by IS NULL AND name LIKE 'onevisit\\_test\\_${SCHEMA}\\_%' LIMIT 1`).execute(admin);
  const { rows } = await sql.raw<{ name: string }>(`SELECT name FROM ${POOL}.emptied WHERE taken_by = '${taker}'`).execute(admin);
  return rows[0]?.name ?? null;
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
