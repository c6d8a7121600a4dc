import { parseArgs } from 'node:util';
import { openDatabase } from '#db/client.ts';
import { findRunningDemo, requireDatabaseUrl, type DemoSettings } from '#db/exports/running-demo.ts';
import { table } from '../commands/progress.ts';
import { explain } from '../commands/run-command.ts';
import { findDifferences } from './check-books.ts';
import { openLiveWorld } from './live-world.ts';
import { checkExports } from './oracle.ts';
import { createProgressBar } from './progress-bar.ts';
import { readExports } from './read-exports.ts';
import { summarise } from './summarise.ts';
import { writeHistory } from './write-history.ts';

/**
 * `npm run seed:history -- --visits N --seed S`, in a second terminal beside `npm run demo`: a month of visits.
 * `npm run seed:history -- --check`: recomputes every refund, coupon share, payout and posting of a database from its exports.
 */
const SHOWN_DIFFERENCES = 20;

function readWish(): { check: boolean; visits: number; seed: number } {
  const { values } = parseArgs({ options: { visits: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' }, check: { type: 'boolean', default: false } } });
  const [visits, seed] = [Number(values.visits), Number(values.seed)];
  if (!Number.isSafeInteger(visits) || visits < 1) throw new Error('--visits takes a whole number of visits, such as 2000.');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error('--seed takes a whole number; the same number tells the same story.');
  return { check: values.check, visits, seed };
}

function requireDemo(): DemoSettings {
  const found = findRunningDemo();
  if (!found) throw new Error('`npm run demo` is not running here. Start it in another terminal; this fills its databases.');
  return found;
}

async function fill(wish: { visits: number; seed: number }): Promise<boolean> {
  const stop = new AbortController();
  const world = await openLiveWorld(requireDemo());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  try {
    const progress = createProgressBar('Living');
    const refusals = await writeHistory(world, { ...wish, now: new Date(), signal: stop.signal, progress });
    await world.emulator.comeBack();
    if (stop.signal.aborted) console.log('\nStopped early; what was lived so far is whole.');
    console.log(`\n${table(await summarise(world.db, world.masterBookingIds))}\n`);
    if (refusals.size > 0) console.log(`  politely refused on the way: ${[...refusals].map(([code, times]) => `${code} ${times}`).join(', ')}\n`);
    return report(await findDifferences(world.db, world.emulator.admin));
  } finally {
    await world.close();
  }
}

async function check(): Promise<boolean> {
  const db = openDatabase(requireDatabaseUrl(), { connections: 4 });
  try {
    const { checked, differences } = checkExports(await readExports(db));
    console.log(`\n${table(Object.entries(checked).map(([what, count]) => ({ checked: what, count: String(count) })))}\n`);
    return report(differences);
  } finally {
    await db.destroy();
  }
}

function report(differences: readonly string[]): boolean {
  for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.log(`✗ ${difference}`);
  console.log(`${differences.length} differences`);
  return differences.length === 0;
}

try {
  const wish = readWish();
  process.exitCode = (await (wish.check ? check() : fill(wish))) ? 0 : 1;
} catch (error) {
  console.error(`✗ ${explain(error) || String(error)}`);
  process.exitCode = 1;
}
