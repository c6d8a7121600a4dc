import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, runOnce, type AddJobsJobSpec } from 'graphile-worker';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createMailer, type Mailer } from '#app/mail/mailer.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { leaveMessages } from '#db/messages.ts';
import { findFreePorts } from '#db/servers/ports.ts';
import { inTransaction } from '#db/transaction.ts';
import { relayOutbox, type AddJobs } from '#jobs/relay-outbox.ts';
import { createTaskList } from '#jobs/task-list.ts';
import { startMailbox, type Mailbox } from '../mailbox/start-mailbox.ts';
import { paidOnce, summaryOf } from './books.ts';
import { createJobsDatabase, type JobsDatabase } from './jobs-database.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';

const LEASE_SECONDS = 30;
const PORTS_FROM = 21_300;
const ORIGIN = 'http://localhost:3000';
const silent = new Logger(() => () => {});

let world: TroubleWorld;
let jobs: JobsDatabase;
let mailbox: Mailbox;
let mailer: Mailer;
const mailFolder = mkdtempSync(join(tmpdir(), 'onevisit-relay-'));
beforeAll(async () => {
  [world, jobs] = await Promise.all([openWorld(), createJobsDatabase()]);
  const [smtpPort = 0, httpPort = 0] = await findFreePorts(2, PORTS_FROM);
  mailbox = await startMailbox({ smtpPort, httpPort, directory: mailFolder });
  mailer = createMailer({ SMTP_URL: mailbox.smtpUrl, MAIL_FROM: 'OneVisit <care@onevisit.example>', PUBLIC_ORIGIN: ORIGIN });
});
afterEach(async () => {
  await jobs.queue.withPgClient((client) => client.query('TRUNCATE graphile_worker._private_jobs'));
  await world.db.deleteFrom('outbox_message').execute();
});
afterAll(async () => {
  mailer.close();
  await Promise.all([mailbox.stop(), jobs.drop(), world.close()]);
  rmSync(mailFolder, { recursive: true, force: true });
});

const secondsLater = (seconds: number) => new Date(world.now.getTime() + seconds * 1_000);
const leave = (count: number) =>
  inTransaction(world.db, (trx) => leaveMessages(trx, Array.from({ length: count }, (_, index) => ({ task: 'look-at-payment', payload: { gatewayOrderId: `order_${index}` } })), world.now));
const unsent = async () => (await world.db.selectFrom('outbox_message').select('id').where('sent_at', 'is', null).execute()).length;
const workQueue = () =>
  // As the worker does: without a batch nobody waits for a finished job to be taken off the list.
  runOnce({ preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }, connectionString: jobs.url, concurrency: 4, logger: silent, taskList: createTaskList({ ...world, mailer, origin: ORIGIN }) });

const mails = async () => (await (await fetch(`${mailbox.origin}/messages.json`)).json()) as { subject: string }[];

/** A queue that counts what it is handed, and may die before or after taking it. */
function countingQueue(death: 'before' | 'after' | null = null) {
  const handed: string[] = [];
  const addJobs: AddJobs = async (specs: AddJobsJobSpec[]) => {
    if (death === 'before') throw new Error('killed');
    await jobs.queue.addJobs(specs);
    handed.push(...specs.map((spec) => String(spec.jobKey)));
    if (death === 'after') throw new Error('killed');
  };
  return { handed, addJobs };
}

it('hands every message over once, with several relays side by side', async () => {
  await leave(1_000);
  const { handed, addJobs } = countingQueue();
  const relayed = await Promise.all(Array.from({ length: 4 }, () => relayOutbox(world.db, addJobs, world.now)));
  expect(relayed.reduce((sum, count) => sum + count)).toBe(1_000);
  expect([handed.length, new Set(handed).size]).toEqual([1_000, 1_000]);
  expect(await unsent()).toBe(0);
  const queued = await jobs.jobs();
  expect(new Set(queued.map((job) => job.key))).toEqual(new Set(handed));
  expect(queued).toHaveLength(1_000);
});

it('is not in the way of those who leave messages meanwhile', async () => {
  const handed: string[] = [];
  const addJobs: AddJobs = async (specs) => void handed.push(...specs.map((spec) => String(spec.jobKey)));
  await Promise.all([
    ...Array.from({ length: 8 }, async () => {
      for (let round = 0; round < 25; round += 1) await leave(2);
    }),
    ...Array.from({ length: 12 }, async () => {
      for (let round = 0; round < 100; round += 1) await relayOutbox(world.db, addJobs, new Date());
    }),
  ]);
  await relayOutbox(world.db, addJobs, world.now);
  expect([handed.length, new Set(handed).size, await unsent()]).toEqual([400, 400, 0]);
});

it('keeps a message that a dead relay had in its hands, and sends it when the lease is over', async () => {
  await leave(3);
  await expect(relayOutbox(world.db, countingQueue('before').addJobs, world.now)).rejects.toThrow('killed');
  const next = countingQueue();
  expect(await relayOutbox(world.db, next.addJobs, secondsLater(LEASE_SECONDS - 1))).toBe(0);
  expect(await relayOutbox(world.db, next.addJobs, secondsLater(LEASE_SECONDS + 1))).toBe(3);
  expect([await unsent(), (await jobs.jobs()).length]).toEqual([0, 3]);
});

it('makes no second job of a message whose relay died right after handing it over', async () => {
  await leave(3);
  await expect(relayOutbox(world.db, countingQueue('after').addJobs, world.now)).rejects.toThrow('killed');
  expect([await unsent(), (await jobs.jobs()).length]).toEqual([3, 3]);
  expect(await relayOutbox(world.db, countingQueue().addJobs, secondsLater(LEASE_SECONDS + 1))).toBe(3);
  expect([await unsent(), (await jobs.jobs()).length]).toEqual([0, 3]);
});

it('does nothing twice when the job was already done before its message came again', async () => {
  const visit = await world.ordered(await world.patient(), await world.goldenWishes(0));
  await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
  const rawBody = JSON.stringify({ event: 'order.paid', payload: { order: { entity: { id: visit.gatewayOrderId } } } });
  await receiveWebhook(world.db, { channel: 'pg', rawBody, gatewayEventId: 'evt_Relay000000001', now: world.now });

  // Each round forgets what was handed over, as if every relay had died right before noting it.
  for (let round = 1; round <= 3; round += 1) {
    await world.db.updateTable('outbox_message').set({ sent_at: null, leased_by: null, leased_until: null }).execute();
    await relayOutbox(world.db, countingQueue().addJobs, new Date());
    await workQueue();
  }
  expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(119_800));
  expect((await mails()).map((mail) => mail.subject)).toEqual([`Your visit ${visit.code} is booked`]);
  expect(await jobs.jobs()).toEqual([]);
});

it('hands on at once what a job leaves behind', async () => {
  const visit = await world.ordered(await world.patient(), await world.goldenWishes(1));
  await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
  const rawBody = JSON.stringify({ event: 'order.paid', payload: { order: { entity: { id: visit.gatewayOrderId } } } });
  await receiveWebhook(world.db, { channel: 'pg', rawBody, gatewayEventId: 'evt_Relay000000002', now: world.now });
  await relayOutbox(world.db, countingQueue().addJobs, new Date());
  await workQueue();
  expect((await mails()).map((mail) => mail.subject)).toContain(`Your visit ${visit.code} is booked`);
});

it('leaves a message for later until its time has come', async () => {
  const runAt = secondsLater(3_600);
  await inTransaction(world.db, (trx) => leaveMessages(trx, [{ task: 'look-at-payment', payload: { gatewayOrderId: 'order_later' }, runAt }], world.now));
  await relayOutbox(world.db, countingQueue().addJobs, world.now);
  expect((await jobs.jobs()).map((job) => job.run_at)).toEqual([runAt]);
});

it('writes no message for a change that was taken back', async () => {
  await expect(
    inTransaction(world.db, async (trx) => {
      await leaveMessages(trx, [{ task: 'look-at-payment', payload: { gatewayOrderId: 'order_never' } }], world.now);
      throw new Error('the change failed');
    }),
  ).rejects.toThrow('the change failed');
  expect(await unsent()).toBe(0);
});
