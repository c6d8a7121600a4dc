import { parseArgs } from 'node:util';
import { Logger, quickAddJob } from 'graphile-worker';
import { table } from './progress.ts';
import { runUntilStopped } from './run-command.ts';
import { requireFreePort, startProduct } from './start-product.ts';
import type { Product } from './start-product.ts';

const quiet = new Logger(() => () => {});
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
const webPort = Number(process.env.PORT ?? 3000);
const servicePortsFrom = Number(process.env.SERVICE_PORTS_FROM ?? 21_000);

await runUntilStopped('demo', async (shutdown) => {
  await requireFreePort(webPort);
  const product = await startProduct({ name: 'demo', webPort, servicePortsFrom, fresh: values.fresh, durable: true, firstMonth: true, shutdown });
  // As the night would: whoever looks at the books first finds them closed.
  if (!shutdown.begun) await quickAddJob({ connectionString: product.env.JOBS_DATABASE_URL, logger: quiet }, 'reconcile-day', {});
  if (!shutdown.begun) await welcome(product);
  return product;
});

async function welcome({ origin, emulatorOrigin, mailboxOrigin }: Product): Promise<void> {
  const { DEMO_LOGINS } = await import('#db/demo-logins.ts');
  const links = [
    { page: 'OneVisit', address: origin },
    { page: 'Mailbox (what was sent)', address: mailboxOrigin },
    { page: 'Razorpay emulator', address: emulatorOrigin },
  ];
  console.log(`\n${table(DEMO_LOGINS.map(({ role, name, email, password }) => ({ role, name, email, password })))}`);
  console.log(`\n${table(links)}\n\n  Ctrl-C stops everything and keeps the data; npm run demo -- --fresh starts over.\n`);
  console.log(`Ready: ${origin}`);
}
