import { join } from 'node:path';
import { startMysql, type PrivateServerOptions } from '#db/servers/mysql.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { startPostgres } from '#db/servers/postgres.ts';
import { clockMovedTo, clockOffsetMs, type MovedClock } from '../clock/move-clock.ts';
import { runVitest, type Outcome } from './checks.ts';
import { DATE_EDGES, DATE_MINDED } from './date-minded.ts';
import { step } from './progress.ts';
import { STOP_FIRST, type Shutdown } from './shutdown.ts';
import { folderOf } from './start-product.ts';

/** Where tests find their servers, and what stops those when the command is told to end. */
export interface TestServers {
  readonly portsFrom: number;
  readonly shutdown: Shutdown;
}

/** Vitest on servers of its own, where every worker makes databases for itself. All files unless some are named. */
export async function runDatabaseTests({ portsFrom, shutdown }: TestServers, files: string[], clock?: MovedClock): Promise<Outcome> {
  const [mysqlPort = 0, postgresPort = 0] = await findFreePorts(2, portsFrom);
  const offsetMs = clock?.offsetMs ?? clockOffsetMs();
  const [mysql, postgres] = await Promise.all([
    step('MySQL', () => startMysql(testServer('mysql', mysqlPort)), ({ description }) => description),
    step('PostgreSQL', () => startPostgres({ ...testServer('postgres', postgresPort), clockOffsetMs: offsetMs }), ({ description }) => description),
  ]);
  await Promise.all([mysql, postgres].map(({ stop }) => shutdown.add(STOP_FIRST.databases, stop)));
  try {
    return await runVitest(files, { DATABASE_URL: mysql.url, JOBS_DATABASE_URL: postgres.url, ...clock?.environment });
  } finally {
    await Promise.all([mysql.stop(), postgres.stop()]);
  }
}

/** The tests that care about dates, once more on each edge of the calendar. */
export async function runOnDateEdges(servers: TestServers): Promise<Outcome> {
  const sum: Required<Pick<Outcome, 'passed' | 'failed' | 'failures'>> = { passed: 0, failed: 0, failures: [] };
  for (const at of DATE_EDGES) {
    console.log(`\n   at ${at}`);
    const { passed, failed, reason, failures = [] } = await runDatabaseTests(servers, [...DATE_MINDED], clockMovedTo(at));
    sum.passed += passed;
    sum.failed += failed;
    sum.failures.push(...failures.map((failure) => ({ ...failure, title: `${failure.title} (--at ${at})` })));
    if (reason !== undefined) return { ...sum, reason: `at ${at}: ${reason}` };
  }
  return sum;
}

function testServer(kind: 'mysql' | 'postgres', port: number): PrivateServerOptions {
  return { directory: join(folderOf('test'), kind), name: 'test', port, fresh: true, durable: false };
}
