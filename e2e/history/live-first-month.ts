import { parseArgs } from 'node:util';
import { z } from 'zod';
import { commitLightly } from './commit-lightly.ts';
import { openLiveWorld } from './live-world.ts';
import { hearOfEarlierLoads } from './load-money.ts';
import { writeLivelyWorld } from './write-lively-world.ts';

/**
 * The month that a first `npm run demo` has behind it, as a process of its own: what it loads and logs stays out of the
 * demo's. `--private`: the database is this world's own. Each line `done of all` is progress, one of `✗` a situation that could not be set.
 */
const settings = z.object({
  DATABASE_URL: z.url(), RAZORPAY_API_ORIGIN: z.url(), RAZORPAY_KEY_ID: z.string(), RAZORPAY_KEY_SECRET: z.string(), RAZORPAYX_ACCOUNT_NUMBER: z.string(), BANK_DATA_KEYS: z.string(),
});

const { values } = parseArgs({ options: { private: { type: 'boolean', default: false } } });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const world = await openLiveWorld(settings.parse(process.env));
const commitSafely = values.private ? await commitLightly(world.today) : async () => {};
try {
  await hearOfEarlierLoads(world, new Date());
  const progress = (done: number, all: number) => void process.stdout.write(`${done} of ${all}\n`);
  const { failed } = await writeLivelyWorld(world, { now: new Date(), signal: stop.signal, progress });
  for (const line of failed) process.stdout.write(`✗ ${line}\n`);
} finally {
  await commitSafely();
  await world.close();
}
process.exitCode = stop.signal.aborted ? 1 : 0;
