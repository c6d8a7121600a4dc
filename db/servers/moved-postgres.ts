import { Client } from 'pg';

/**
 * A private server on whose every database, also those to come, `now()` is off by that much: graphile-worker compares its
 * own times with those of our processes, whose clock a test run may have moved. It only ever says `now()`, without a
 * schema, so one that is found first is enough; PostgreSQL's clock itself cannot be set.
 */
export async function movePostgresClock(adminUrl: string, offsetMs: number): Promise<void> {
  const client = new Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: '/template1' }).href, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query('create schema if not exists moved_clock');
    await client.query(`create or replace function moved_clock.now() returns timestamptz language sql stable as $$ select pg_catalog.now() + ${Math.round(offsetMs)} * interval '1 millisecond' $$`);
    await client.query('alter role current_user set search_path = moved_clock, pg_catalog, public');
  } finally {
    await client.end();
  }
}
