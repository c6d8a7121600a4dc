import { parseArgs } from 'node:util';
import { recreateMysqlDatabase } from '#db/servers/mysql.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { recreatePostgresDatabase } from '#db/servers/postgres.ts';
import { clockMovedTo, moveClock } from '../clock/move-clock.ts';
import { checkLint, checkTypes, runPlaywright } from './checks.ts';
import type { Outcome } from './checks.ts';
import { claimFolder } from './claim-folder.ts';
import { runDatabaseTests, runOnDateEdges } from './database-tests.ts';
import { keepCompiled } from './compile-cache.ts';
import { findBrowser } from './find-browser.ts';
import { step } from './progress.ts';
import { runChecks } from './run-checks.ts';
import type { Check } from './run-checks.ts';
import { explain } from './run-command.ts';
import { Shutdown } from './shutdown.ts';
import { folderOf, startProduct } from './start-product.ts';

const PORTS_FROM = Number(process.env.SERVICE_PORTS_FROM ?? 23_000);
const BROWSER_DATABASE = 'onevisit_browser_test';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string' }, at: { type: 'string' }, seed: { type: 'string', default: '1' }, screens: { type: 'boolean', default: false } },
});
const shutdown = new Shutdown();
const servers = { portsFrom: PORTS_FROM, shutdown };
const checks: Check[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: checkLint },
  { name: 'unit', run: () => runDatabaseTests(servers, files) },
  // A run that is moved as a whole has one date only.
  ...(values.at === undefined ? [{ name: 'dates', run: () => runOnDateEdges(servers) }] : []),
  { name: 'browser', run: browserTests },
];
const wanted = checks.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0) {
  console.error(`--only takes one of: ${checks.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void shutdown.run().then(() => process.exit(130)));
}
keepCompiled();
process.exitCode = await claimed(async () => {
  if (values.at !== undefined) moveClock(clockMovedTo(values.at));
  process.env.TEST_SEED = String(readSeed(values.seed));
  console.log(`seed ${process.env.TEST_SEED}, ${values.at === undefined ? 'now' : `at ${values.at}`}`);
  return runChecks(wanted);
});

function readSeed(typed: string): number {
  const seed = Number(typed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed takes a whole number; the same number draws the same lots.');
  return seed;
}

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

/** The product as a customer runs it, on databases of its own, never the demo's. */
async function browserTests(): Promise<Outcome> {
  const browser = await step('Chromium', findBrowser, (path) => path);
  if (process.env.DATABASE_URL) process.env.DATABASE_URL = await recreateMysqlDatabase(process.env.DATABASE_URL, BROWSER_DATABASE);
  if (process.env.JOBS_DATABASE_URL) process.env.JOBS_DATABASE_URL = await recreatePostgresDatabase(process.env.JOBS_DATABASE_URL, BROWSER_DATABASE);
  const [webPort = 0] = await findFreePorts(1, PORTS_FROM + 100);
  const product = await startProduct({ name: 'browser', webPort, servicePortsFrom: PORTS_FROM + 50, fresh: true, durable: false, shutdown });
  try {
    const crashed = product.died.then((reason): Outcome => ({ passed: 0, failed: 1, reason }));
    const tested = runPlaywright(files, { ...product.env, RAZORPAY_EMULATOR_URL: product.emulatorOrigin, CHROMIUM_PATH: browser, ...(values.screens ? { SCREENS: '1' } : {}) });
    return await Promise.race([tested, crashed]);
  } finally {
    await shutdown.run();
  }
}
