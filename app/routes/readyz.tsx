import { json } from '@remix-run/node';
import { sql } from 'kysely';
import { resources } from '#app/server-resources.server.ts';
import { findPendingMigrations } from '#db/migrate.ts';

const READY_WITHIN_MS = 3_000;

/** Whether this process can serve: both databases answer, the schema is the code's, the queue is there. Says which is not. */
export async function loader() {
  const { db, nudge } = resources();
  const checks = {
    database: sql`SELECT 1`.execute(db),
    migrations: findPendingMigrations(db).then((pending) => {
      if (pending.length > 0) throw new Error('pending');
    }),
    queue: nudge.ping(),
  };
  const names = Object.keys(checks);
  const results = await Promise.all(Object.values(checks).map(answersInTime));
  const failing = names.filter((_, index) => !results[index]);
  return json({ ready: failing.length === 0, failing }, { status: failing.length === 0 ? 200 : 503 });
}

async function answersInTime(check: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_WITHIN_MS, false).unref());
  return Promise.race([check.then(() => true, () => false), late]);
}
