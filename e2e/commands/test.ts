import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { recreateMysqlDatabase, startMysql } from '#db/servers/mysql.ts';
import type { PrivateServerOptions } from '#db/servers/mysql.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { recreatePostgresDatabase, startPostgres } from '#db/servers/postgres.ts';
import { checkLint, checkTypes, runPlaywright, runVitest } from './checks.ts';
import type { Outcome } from './checks.ts';
import { claimFolder } from './claim-folder.ts';
import { findBrowser } from './find-browser.ts';
import { step } from './progress.ts';
import { runChecks } from './run-checks.ts';
import type { Check } from './run-checks.ts';
import { explain } from './run-command.ts';
import { Shutdown, STOP_FIRST } from './shutdown.ts';
import { folderOf, startProduct } from './start-product.ts';

const PORTS_FROM = Number(process.env.SERVICE_PORTS_FROM ?? 23_000);
const BROWSER_DATABASE = 'onevisit_browser_test';

const checks: Check[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: checkLint },
  { name: 'unit', run: unitAndDatabaseTests },
  { name: 'browser', run: browserTests },
];
const { values } = parseArgs({ options: { only: { type: 'string' }, screens: { type: 'boolean', default: false } } });
const wanted = checks.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0) {
  console.error(`--only takes one of: ${checks.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const shutdown = new Shutdown();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void shutdown.run().then(() => process.exit(130)));
}
process.exitCode = await claimed(() => runChecks(wanted));

async function claimed(work: () => Promise<number>): Promise<number> {
  try {
    const releases = [await claimFolder(folderOf('test'), 'npm test'), await claimFolder(folderOf('browser'), 'npm test')];
    const exitCode = await work();
    for (const release of releases) release();
    return exitCode;
  } catch (error) {
    console.error(`✗ ${explain(error)}`);
    return 1;
  }
}

/** Every worker makes databases of its own on these servers. */
async function unitAndDatabaseTests(): Promise<Outcome> {
  const [mysqlPort = 0, postgresPort = 0] = await findFreePorts(2, PORTS_FROM);
  const [mysql, postgres] = await Promise.all([
    step('MySQL', () => startMysql(testServer('mysql', mysqlPort)), ({ description }) => description),
    step('PostgreSQL', () => startPostgres(testServer('postgres', postgresPort)), ({ description }) => description),
  ]);
  await Promise.all([mysql, postgres].map(({ stop }) => shutdown.add(STOP_FIRST.databases, stop)));
  try {
    return await runVitest([], { DATABASE_URL: mysql.url, JOBS_DATABASE_URL: postgres.url });
  } finally {
    await Promise.all([mysql.stop(), postgres.stop()]);
  }
}

function testServer(kind: 'mysql' | 'postgres', port: number): PrivateServerOptions {
  return { directory: join(folderOf('test'), kind), name: 'test', port, fresh: true, durable: false };
}

/** The product as a customer runs it, on databases of its own, never the demo's. */
async function browserTests(): Promise<Outcome> {
  const browser = await step('Chromium', findBrowser, (path) => path);
  if (process.env.DATABASE_URL) process.env.DATABASE_URL = await recreateMysqlDatabase(process.env.DATABASE_URL, BROWSER_DATABASE);
  if (process.env.JOBS_DATABASE_URL) process.env.JOBS_DATABASE_URL = await recreatePostgresDatabase(process.env.JOBS_DATABASE_URL, BROWSER_DATABASE);
  const [webPort = 0] = await findFreePorts(1, PORTS_FROM + 100);
  const product = await startProduct({ name: 'browser', webPort, servicePortsFrom: PORTS_FROM + 50, fresh: true, durable: false, shutdown });
  try {
    const crashed = product.died.then((reason): Outcome => ({ passed: 0, failed: 1, reason }));
    const tested = runPlaywright({ ...product.env, RAZORPAY_EMULATOR_URL: product.emulatorOrigin, CHROMIUM_PATH: browser, ...(values.screens ? { SCREENS: '1' } : {}) });
    return await Promise.race([tested, crashed]);
  } finally {
    await shutdown.run();
  }
}
