import { openDatabase, type Database } from '#db/client.ts';
import { createJobQueue, type JobQueue } from '#db/job-queue.ts';
import { createSeal, type Seal } from '#db/sealed-text.ts';
import { env, forgetEnv } from './env.server.ts';
import { createGateway, type Gateway } from './razorpay/gateway.server.ts';
import { createPayoutGateway, type PayoutGateway } from './razorpay/payout-gateway.server.ts';
import { createQueueNudge, type QueueNudge } from './queue-nudge.server.ts';

interface ServerResources {
  readonly db: Database;
  readonly gateway: Gateway;
  readonly payoutGateway: PayoutGateway;
  readonly seal: Seal;
  readonly nudge: QueueNudge;
  readonly queue: JobQueue;
}

// A reload in development evaluates this module again; the pools of the first evaluation must be found, not leaked.
const holder = globalThis as { onevisitResources?: ServerResources };

/** The web process's connections to the world, opened at the first use. */
export function resources(): ServerResources {
  holder.onevisitResources ??= open();
  return holder.onevisitResources;
}

function open(): ServerResources {
  const settings = env();
  return {
    db: openDatabase(settings.DATABASE_URL),
    gateway: createGateway(settings),
    payoutGateway: createPayoutGateway(settings),
    seal: createSeal(settings.BANK_DATA_KEYS),
    nudge: createQueueNudge(settings.JOBS_DATABASE_URL),
    queue: createJobQueue(settings.JOBS_DATABASE_URL),
  };
}

/**
 * Ends the pools, without which the process would outlive its listener. Called by app/server.ts once nothing is in flight.
 * What is opened afterwards reads the environment anew: test files share a process.
 */
export async function closeServerResources(): Promise<void> {
  const open = holder.onevisitResources;
  delete holder.onevisitResources;
  forgetEnv();
  if (open) await Promise.all([open.db.destroy(), open.nudge.close(), open.queue.close()]);
}
