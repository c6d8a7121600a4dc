import { parseArgs } from 'node:util';
import { setWebhook } from './admin-webhooks.ts';
import { listen } from './listen.ts';
import { createEmulatorServer } from './server.ts';
import { resumePlans } from './time-travel.ts';
import { ACCOUNT_ID, DEFAULT_X_ACCOUNT_NUMBER, createWorld } from './world.ts';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    host: { type: 'string', default: '127.0.0.1' },
    state: { type: 'string' },
    'key-id': { type: 'string', default: process.env.RAZORPAY_KEY_ID ?? 'rzp_test_Emulator000001' },
    'key-secret': { type: 'string', default: process.env.RAZORPAY_KEY_SECRET ?? 'emulator-key-secret' },
    'merchant-name': { type: 'string', default: 'OneVisit' },
    'end-with-stdin': { type: 'boolean', default: false },
    'webhook-url': { type: 'string', default: process.env.RAZORPAY_WEBHOOK_URL },
    'webhook-secret': { type: 'string', default: process.env.RAZORPAY_WEBHOOK_SECRET },
    'x-account-number': { type: 'string', default: process.env.RAZORPAYX_ACCOUNT_NUMBER ?? DEFAULT_X_ACCOUNT_NUMBER },
    'x-webhook-url': { type: 'string', default: process.env.RAZORPAYX_WEBHOOK_URL },
    'x-webhook-secret': { type: 'string', default: process.env.RAZORPAYX_WEBHOOK_SECRET },
  },
});

const account = {
  keyId: options['key-id'], keySecret: options['key-secret'], merchantName: options['merchant-name'], accountId: ACCOUNT_ID, xAccountNumber: options['x-account-number'],
};
const world = createWorld(account, options.state ?? null);
if (options['webhook-url'] && options['webhook-secret']) setWebhook(world, { url: options['webhook-url'], secret: options['webhook-secret'] });
if (options['x-webhook-url'] && options['x-webhook-secret']) setWebhook(world, { kind: 'x', url: options['x-webhook-url'], secret: options['x-webhook-secret'] });
world.store.commit();
resumePlans(world);

const server = createEmulatorServer(world);
try {
  const port = await listen(server, options.host, Number(options.port));
  console.log(`Razorpay emulator ready: http://${options.host}:${port}`);
} catch (error) {
  console.error(`Razorpay emulator cannot listen on port ${options.port}: ${(error as Error).message}`);
  process.exit(1);
}

/** Longer than a webhook may take, so that none under way is cut off and sent twice. */
const GRACE_MS = 6000;
const REQUEST_GRACE_MS = 2000;

let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  world.timeline.stop();
  const closed = new Promise((resolve) => server.close(resolve));
  setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS).unref();
  await Promise.all([closed, world.queue.stop()]);
  world.store.close();
  process.exit(0);
}

process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
// A parent that dies in any way closes its end of the pipe: no emulator is left behind by a killed test run.
if (options['end-with-stdin']) process.stdin.once('end', () => void stop()).resume();
