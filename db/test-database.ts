import { sql } from 'kysely';
import { openDatabase, type Database } from './client.ts';
import { migrateBusiness } from './migrate.ts';
import { newId } from './new-id.ts';

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A migrated database of the caller's own on the test server, which `npm test` names in DATABASE_URL. The process's
 * DATABASE_URL then points at it, so that a route's action under test reaches the same rows. No database is a failure,
 * never a skip.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  process.env.TEST_SERVER_URL ??= process.env.DATABASE_URL;
  const server = process.env.TEST_SERVER_URL;
  if (!server) throw new Error('DATABASE_URL must name a MySQL-compatible test server; `npm test` starts one');
  const name = `onevisit_test_${newId()}`;
  const admin = openDatabase(server, { connections: 1 });
  await sql.raw(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`).execute(admin);

  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { connections: 32 });
  await migrateBusiness(db);
  process.env.DATABASE_URL = url.href;
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.destroy();
      await sql.raw(`DROP DATABASE ${name}`).execute(admin);
      await admin.destroy();
    },
  };
}
