import { Logger, run } from 'graphile-worker';
import { env } from '#app/env.server.ts';
import { log } from '#app/log.server.ts';
import { createMailer } from '#app/mail/mailer.server.ts';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { openDatabase } from '#db/client.ts';
import { CRONTAB } from './crontab.ts';
import { createTaskList } from './task-list.ts';

const CONCURRENCY = 8;
const POLL_MS = 2_000;

const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** Graphile logs payloads at info; ours are ids, and even those only when asked for. */
const logger = new Logger(() => (level, message) => log[LEVELS[level]](message));

async function main(): Promise<void> {
  const settings = env();
  const db = openDatabase(settings.DATABASE_URL);
  const mailer = createMailer(settings);
  const taskList = createTaskList({ db, gateway: createGateway(settings), mailer, origin: settings.PUBLIC_ORIGIN });
  // Graphile listens for SIGTERM and SIGINT itself: it takes no new job, finishes those in flight, then resolves.
  const runner = await run({
    connectionString: settings.JOBS_DATABASE_URL,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    taskList,
    parsedCronItems: CRONTAB,
    logger,
  });
  await runner.addJob('relay-outbox', {}, { jobKey: 'relay-outbox', maxAttempts: 1 });
  log.info('worker ready');
  await runner.promise;
  mailer.close();
  await db.destroy();
  log.info('worker stopped');
}

await main();
