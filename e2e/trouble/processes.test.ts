import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppProcess } from './app-processes.ts';
import { booksOf, paidOnce, summaryOf } from './books.ts';
import type { Wish } from './open-world.ts';
import { openProcessWorld, type Booker, type ProcessWorld } from './process-world.ts';

const TOTAL_PAISE = 119_800;
const SETTLES_WITHIN = { timeout: 30_000, interval: 100 };
/** Longer than anybody waits before taking a job from a worker that is gone, shorter than the mailer waits for an answer. */
const SLOW_JOB_MS = 12_500;
const PAYMENTS_OF_ORDER = '/v1/orders/*/payments';

let world: ProcessWorld;
let web: AppProcess;
let worker: AppProcess;
let turn = 0;
beforeAll(async () => {
  world = await openProcessWorld();
  [web, worker] = await Promise.all([world.startWeb(), world.startWorker()]);
}, 240_000);
beforeEach(async () => {
  if (!web.running) web = await world.startWeb();
  if (!worker.running) worker = await world.startWorker();
  await world.sendWebhooksTo(web);
});
afterEach(async () => {
  await world.emulator.admin.clearFaults();
  await world.emulator.admin.setKnobs({ paused: false, duplicates: 0 });
  world.mail.stayMute(false);
  world.queueLine.mend();
});
afterAll(() => world.close(), 60_000);

const nextWishes = (): Promise<Wish[]> => world.goldenWishes(turn++);
const booker = async () => world.booker(await nextWishes());
const hold = (by: Booker, on = web) => world.post(on, '/visit', { intent: 'hold' }, by);
const stateOf = (masterBookingId: string) => summaryOf(world.db, masterBookingId);
const visitOf = (by: Booker) => world.db.selectFrom('master_booking').select(['id', 'code', 'status']).where('patient_id', '=', by.patientId).executeTakeFirst();
const paymentOf = async (masterBookingId: string) => (await booksOf(world.db, masterBookingId)).payment!;
const mailsTaken = async (masterBookingId: string) => {
  const owed = await world.db.selectFrom('outbox_message').select('id').where('payload', 'like', `%${masterBookingId}%`).where('task', '=', 'send-mail').execute();
  return world.mail.taken.filter((messageId) => owed.some(({ id }) => messageId.includes(id)));
};
const isWorking = async (task: string) =>
  world.jobs.queue.withPgClient(async (client) => (await client.query('SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = $1 AND locked_at IS NOT NULL', [task])).rowCount);

/** A held visit whose order the patient now has before them. */
async function heldVisit(on = web) {
  const by = await booker();
  const path = await hold(by, on);
  const visit = (await visitOf(by))!;
  expect(path).toBe(`/visits/${visit.code}/pay`);
  const { gateway_order_id: orderId } = await paymentOf(visit.id);
  return { ...visit, by, orderId: orderId! };
}

async function expectPaidOnce(masterBookingId: string): Promise<void> {
  await expect.poll(() => stateOf(masterBookingId), SETTLES_WITHIN).toEqual(paidOnce(TOTAL_PAISE));
}

describe('a web server killed', () => {
  it.each(['slow', 'hang'] as const)('between the hold and its order (%s gateway): the times are held, and paying goes on after the restart', async (kind) => {
    await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/orders', ms: 3_000 });
    const by = await booker();
    const lost = hold(by).then(() => 'answered', () => 'cut off');
    await expect.poll(() => visitOf(by), SETTLES_WITHIN).toBeDefined();
    await web.kill();
    expect(await lost).toBe('cut off');

    const visit = (await visitOf(by))!;
    const { payment, claims } = await booksOf(world.db, visit.id);
    expect([visit.status, payment?.status, payment?.gateway_order_id, claims.length > 0]).toEqual(['pending_payment', 'created', null, true]);

    web = await world.startWeb();
    expect(await hold(by), 'the button pressed again leads to the same visit').toBe(`/visits/${visit.code}/pay`);
    const paid = await world.emulator.admin.pay({ order_id: (await paymentOf(visit.id)).gateway_order_id! });
    expect(await world.comeBack(web, paid)).toBe(`/visits/${visit.code}?paid=1`);
    await expectPaidOnce(visit.id);
  });

  it('while the callback asks what was paid: the webhook confirms, and the form sent again changes nothing', async () => {
    const visit = await heldVisit();
    await world.emulator.admin.setKnobs({ paused: true });
    await world.emulator.admin.setFault({ kind: 'slow', method: 'GET', path: PAYMENTS_OF_ORDER, ms: 3_000 });
    const paid = await world.emulator.admin.pay({ order_id: visit.orderId });
    const lost = world.comeBack(web, paid).then(() => 'answered', () => 'cut off');
    await pause(500);
    await web.kill();
    expect(await lost).toBe('cut off');
    expect((await stateOf(visit.id)).status).toBe('pending_payment');

    web = await world.startWeb();
    await world.emulator.admin.setKnobs({ paused: false });
    await world.emulator.admin.flush();
    await expectPaidOnce(visit.id);
    expect(await world.comeBack(web, paid)).toBe(`/visits/${visit.code}?paid=1`);
    await expectPaidOnce(visit.id);
  });

  it('before it was told of a payment: Razorpay tells the next one', async () => {
    const visit = await heldVisit();
    await world.emulator.admin.setKnobs({ paused: true });
    await world.emulator.admin.pay({ order_id: visit.orderId });
    await web.kill();
    await world.emulator.admin.setKnobs({ paused: false });
    await pause(500);
    web = await world.startWeb();
    await world.emulator.admin.advance(120);
    await expectPaidOnce(visit.id);
  });
});

describe('a worker killed', () => {
  it('while it applies a webhook: another does it, once', async () => {
    const visit = await heldVisit();
    await world.emulator.admin.setFault({ kind: 'slow', method: 'GET', path: PAYMENTS_OF_ORDER, ms: 3_000, times: 3 });
    await world.emulator.admin.pay({ order_id: visit.orderId });
    await world.emulator.admin.flush();
    await expect.poll(() => isWorking('apply-webhook'), SETTLES_WITHIN).toBeGreaterThan(0);
    await worker.kill();
    expect((await stateOf(visit.id)).status).toBe('pending_payment');

    await world.emulator.admin.clearFaults();
    worker = await world.startWorker();
    await expectPaidOnce(visit.id);
    const states = () => world.db.selectFrom('webhook_event').select('state').where('gateway_order_id', '=', visit.orderId).execute();
    await expect.poll(async () => new Set((await states()).map((event) => event.state)), SETTLES_WITHIN).toEqual(new Set(['applied']));
  });

  it('between a mail and its receipt: the mail goes out again under the same Message-ID', async () => {
    const visit = await heldVisit();
    world.mail.stayMute(true);
    await world.comeBack(web, await world.emulator.admin.pay({ order_id: visit.orderId }));
    await expect.poll(() => mailsTaken(visit.id), SETTLES_WITHIN).toHaveLength(1);
    await worker.kill();

    world.mail.stayMute(false);
    worker = await world.startWorker();
    await expect.poll(() => mailsTaken(visit.id), SETTLES_WITHIN).toHaveLength(2);
    expect(new Set(await mailsTaken(visit.id)).size).toBe(1);
    await expectPaidOnce(visit.id);
  });
});

it('leaves a slow job to the worker that has it', async () => {
  const other = await world.startWorker();
  const visit = await heldVisit();
  world.mail.stayMute(true);
  await world.comeBack(web, await world.emulator.admin.pay({ order_id: visit.orderId }));
  await expect.poll(() => mailsTaken(visit.id), SETTLES_WITHIN).toHaveLength(1);
  await pause(SLOW_JOB_MS);
  expect(await mailsTaken(visit.id)).toHaveLength(1);
  await Promise.all([worker.kill(), other.kill()]);
});

describe('a deployment', () => {
  it('lets the web finish what is in flight, and take nothing new', async () => {
    const visit = await heldVisit();
    await world.emulator.admin.setKnobs({ paused: true });
    const paid = await world.emulator.admin.pay({ order_id: visit.orderId });
    await world.emulator.admin.setFault({ kind: 'slow', method: 'GET', path: PAYMENTS_OF_ORDER, ms: 1_500 });
    const answer = world.comeBack(web, paid);
    await pause(500);
    const stopped = web.stop();
    await pause(300);
    await expect(fetch(`${web.origin}/healthz`)).rejects.toThrow();
    expect(await answer).toBe(`/visits/${visit.code}?paid=1`);
    expect(await stopped).toBe(0);
    await expectPaidOnce(visit.id);
  });

  it('lets the worker finish its job', async () => {
    const visit = await heldVisit();
    await world.emulator.admin.setFault({ kind: 'slow', method: 'GET', path: PAYMENTS_OF_ORDER, ms: 1_500, times: 3 });
    await world.emulator.admin.pay({ order_id: visit.orderId });
    await world.emulator.admin.flush();
    await expect.poll(() => isWorking('apply-webhook'), SETTLES_WITHIN).toBeGreaterThan(0);
    expect(await worker.stop()).toBe(0);
    expect((await stateOf(visit.id)).status).toBe('confirmed');
    expect(await isWorking('apply-webhook')).toBe(0);
  });
});

it('books and pays while the queue’s database is down, and the worker catches up afterwards', async () => {
  world.queueLine.cut();
  const visit = await heldVisit();
  expect(await world.comeBack(web, await world.emulator.admin.pay({ order_id: visit.orderId }))).toBe(`/visits/${visit.code}?paid=1`);
  expect(await stateOf(visit.id)).toEqual(paidOnce(TOTAL_PAISE));
  expect((await fetch(`${web.origin}/readyz`)).status).toBe(503);
  expect(await mailsTaken(visit.id)).toEqual([]);

  world.queueLine.mend();
  // A worker that has lost its queue for long enough ends, then or a little later, and whoever runs it starts it again.
  const mailsOnceSupervised = async () => {
    if (!worker.running) worker = await world.startWorker();
    return mailsTaken(visit.id);
  };
  await expect.poll(mailsOnceSupervised, { timeout: 100_000, interval: 250 }).toHaveLength(1);
  await expect.poll(async () => (await fetch(`${web.origin}/readyz`)).status, SETTLES_WITHIN).toBe(200);
}, 120_000);

it('books 30 visits once each with two webs and two workers side by side and every event told twice to both', async () => {
  const [otherWeb, otherWorker] = await Promise.all([world.startWeb(1), world.startWorker()]);
  const webs = [web, otherWeb];
  await world.sendWebhooksTo(...webs);
  await world.emulator.admin.setKnobs({ duplicates: 1 });
  // Chosen one after another, so that no two want the same; held and paid all at once.
  const wishes: Wish[][] = [];
  for (let index = 0; index < 30; index += 1) wishes.push(await world.goldenWishes(index));
  const bookers = await Promise.all(wishes.map((wish) => world.booker(wish)));
  const ids = await Promise.all(
    bookers.map(async (by, index) => {
      await Promise.all(webs.map((one) => hold(by, one)));
      const visit = (await visitOf(by))!;
      const paid = await world.emulator.admin.pay({ order_id: (await paymentOf(visit.id)).gateway_order_id! });
      await Promise.all(index % 3 === 0 ? [] : webs.map((one) => world.comeBack(one, paid)));
      return visit.id;
    }),
  );
  await world.emulator.admin.flush();
  for (const id of ids) await expectPaidOnce(id);
  for (const id of ids) await expect.poll(() => mailsTaken(id), SETTLES_WITHIN).toHaveLength(1);
  const { unbalanced } = await world.db.selectFrom('ledger_entry').select(({ fn }) => fn.sum<string>('amount_paise').as('unbalanced')).executeTakeFirstOrThrow();
  expect(Number(unbalanced)).toBe(0);
  expect(await otherWorker.stop()).toBe(0);
  expect(await otherWeb.stop()).toBe(0);
}, 90_000);
