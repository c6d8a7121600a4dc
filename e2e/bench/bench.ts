import { parseArgs } from 'node:util';
import { findFreePorts } from '#db/servers/ports.ts';
import { claimFolder } from '../commands/claim-folder.ts';
import { table } from '../commands/progress.ts';
import { explain } from '../commands/run-command.ts';
import { Shutdown } from '../commands/shutdown.ts';
import { folderOf } from '../commands/start-product.ts';
import { openBenchWorld, WORLD_NAME, type BenchWorld } from './bench-world.ts';
import { measureBooking } from './booking.ts';
import { measureBookingOverHttp } from './booking-over-http.ts';
import { measureContention } from './contention.ts';
import type { Finding, Measure } from './measure.ts';
import { measurePages } from './pages.ts';
import { measurePayouts } from './payouts.ts';
import { measureReconcile } from './reconcile.ts';
import { measureWorker } from './worker.ts';

const MEASURES: readonly Measure[] = [
  { name: 'booking', run: measureBooking },
  { name: 'http', run: measureBookingOverHttp },
  { name: 'contention', run: measureContention },
  { name: 'pages', run: measurePages },
  { name: 'worker', run: measureWorker },
  { name: 'payouts', run: measurePayouts },
  { name: 'reconcile', run: measureReconcile },
];

const { values } = parseArgs({
  options: { only: { type: 'string' }, seconds: { type: 'string', default: '2' }, rounds: { type: 'string', default: '9' } },
});
const wanted = MEASURES.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0) {
  console.error(`--only takes one of: ${MEASURES.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const shutdown = new Shutdown();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void shutdown.run().then(() => process.exit(130)));
}
process.exitCode = await bench();

/** Numbers are for reading: a missed target is said, not an error. Only a measure that could not be taken is. */
async function bench(): Promise<number> {
  let release: (() => void) | undefined;
  try {
    release = await claimFolder(folderOf(WORLD_NAME), 'npm run bench');
    console.log(`\n${table((await takeAll(await open())).map(inColumns))}`);
    return 0;
  } catch (error) {
    if (!shutdown.begun) console.error(`\n✗ ${explain(error)}`);
    return 1;
  } finally {
    await shutdown.run();
    release?.();
  }
}

async function open(): Promise<BenchWorld> {
  const portsFrom = Number(process.env.SERVICE_PORTS_FROM ?? 29_000);
  const [webPort = 0, barePort = 0] = await findFreePorts(2, portsFrom + 50);
  return openBenchWorld({ rounds: Number(values.rounds), seconds: Number(values.seconds), webPort, barePort, servicePortsFrom: portsFrom, shutdown });
}

async function takeAll(world: BenchWorld): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of wanted) {
    console.log(`\n  ${name}`);
    findings.push(...(await run(world)));
  }
  return findings;
}

function inColumns({ measure, ours, limit, ratio, target, verdict }: Finding): Record<string, string> {
  return { measure, ours, limit, ratio, target, verdict };
}
