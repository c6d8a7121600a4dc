import { EventEmitter } from 'node:events';
import { Logger, run, type WorkerEvents } from 'graphile-worker';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.server.ts';
import { createMailer } from '#app/mail/mailer.server.ts';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { createPayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import { openDatabase } from '#db/client.ts';
import { createSeal } from '#db/sealed-text.ts';
import { CRONTAB } from './crontab.ts';
import { freeJobsOfTheDead } from './free-jobs-of-the-dead.ts';
import { createTaskList } from './task-list.ts';

const CONCURRENCY = 8;
const POLL_MS = 2_000;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** Graphile logs payloads at info; ours are ids, and even those only when asked for. */
const logger = new Logger(() => (level, message) => log[LEVELS[level]](message));

async function main(): Promise<void> {
  const settings = env();
  const db = openDatabase(settings.DATABASE_URL);
  const mailer = createMailer(settings);
  const taskList = createTaskList({
    db,
    gateway: createGateway(settings),
    payoutGateway: createPayoutGateway(settings),
    seal: createSeal(settings.BANK_DATA_KEYS),
    mailer,
    origin: settings.PUBLIC_ORIGIN,
  });
  const poolIds: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => poolIds.push(workerPool.id));
  const runner = await run({
    connectionString: settings.JOBS_DATABASE_URL,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    taskList,
    parsedCronItems: CRONTAB,
    logger,
    events,
    // Batches of no delay, because only a batch is waited for at the end: else a finished job may stay locked.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    // Graphile would end a finished process by the signal again, before our own pools are closed.
    noHandleSignals: true,
  });
  const watch = freeJobsOfTheDead(settings.JOBS_DATABASE_URL, poolIds);
  // Takes no new job and finishes those in flight; a second signal ends the process at once.
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, stop);
    void runner.stop();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  await runner.addJob('relay-outbox', {}, { jobKey: 'relay-outbox', maxAttempts: 1 });
  log.info('worker ready');
  await runner.promise;
  await watch.stop();
  mailer.close();
  await db.destroy();
  log.info('worker stopped');
}

await main();
