import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { PAYOUT_LEASE_SECONDS } from '#app/domain/payout-bounds.ts';
import { lockPayout } from '#db/payouts.ts';
import { inTransaction } from '#db/transaction.ts';
import { knowPayees } from './know-payees.ts';
import { attemptsOf, atGateway, balancesOf, complete, payoutOf } from './payout-world.ts';
import { openProcessWorld, type ProcessWorld } from './process-world.ts';

const SETTLES_WITHIN = { timeout: 40_000, interval: 100 };
const LOADED_PAISE = 100_000_000;

let world: ProcessWorld;
let turn = 0;
beforeAll(async () => {
  world = await openProcessWorld();
  await knowPayees(world);
  await world.emulator.admin.loadBalance(LOADED_PAISE);
}, 240_000);
afterAll(() => world.close(), 60_000);

/** A service that is given today, so that the programs' own clock finds its payout due. */
async function givenToday() {
  const [consultation] = await world.goldenWishes(turn++);
  const { masterBookingId } = await world.paid(await world.patient(), [consultation!]);
  await world.db.updateTable('individual_booking').set({ starts_at: world.now }).where('master_booking_id', '=', masterBookingId).execute();
  const part = await world.db.selectFrom('individual_booking').select(['id', 'provider_id']).where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  return complete(world, part.id, part.provider_id, new Date());
}

/** What minutes of waiting bring: the dead worker's lease is over, what is planned is due, and the clock looks. */
async function minutesLater(payoutId: string): Promise<void> {
  const past = new Date(Date.now() - (PAYOUT_LEASE_SECONDS + 1) * 1_000);
  await world.db.updateTable('payout').set({ claimed_at: past }).where('id', '=', payoutId).where('status', '=', 'processing').where('next_try_at', 'is', null).execute();
  await world.db.updateTable('payout').set({ next_try_at: new Date(Date.now() - MINUTE_MS) }).where('id', '=', payoutId).where('next_try_at', 'is not', null).where('status', '!=', 'processed').execute();
  await world.jobs.queue.addJob('sweep-payouts', {});
}

async function expectPaidOnce(payoutId: string) {
  await expect
    .poll(async () => {
      await minutesLater(payoutId);
      return (await payoutOf(world, { payoutId })).status;
    }, { ...SETTLES_WITHIN, interval: 700 })
    .toBe('processed');
  const payout = await payoutOf(world, { payoutId });
  expect((await atGateway(world, { payoutId })).map(({ amount, status }) => [amount, status])).toEqual([[payout.amount_paise, 'processed']]);
  expect((await attemptsOf(world, { payoutId })).length).toBe(1);
  const { ledgerPaise, rowsPaise, transitPaise } = await balancesOf(world, payout.provider_id);
  expect([ledgerPaise, transitPaise]).toEqual([rowsPaise, 0]);
  const { referencesPaidTwice, statementFaults } = await world.emulator.admin.assertions();
  expect([referencesPaidTwice, statementFaults]).toEqual([[], []]);
}

// `slow`: dead before RazorpayX did it. `hang`: done there, dead before its answer. `reply_lost`: the answer never came.
it.each(['slow', 'hang', 'reply_lost'] as const)('a worker killed while it sends (%s) ends in exactly one payout', async (kind) => {
  await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/payouts', times: 1, ms: 3_000, seconds: 3 });
  const worker = await world.startWorker();
  const { payoutId } = await givenToday();
  await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
  await expect.poll(async () => (await payoutOf(world, { payoutId })).status, SETTLES_WITHIN).toMatch(/processing|outcome_unknown/);
  await worker.kill();
  const next = await world.startWorker();
  await expectPaidOnce(payoutId);
  await next.stop();
});

it('a worker killed between RazorpayX’s answer and our note of it ends in exactly one payout', async () => {
  await world.emulator.admin.setFault({ kind: 'slow', method: 'POST', path: '/v1/payouts', times: 1, ms: 3_000 });
  const worker = await world.startWorker();
  const { payoutId } = await givenToday();
  await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
  await expect.poll(async () => (await payoutOf(world, { payoutId })).status, SETTLES_WITHIN).toBe('processing');
  await inTransaction(world.db, async (trx) => {
    await lockPayout(trx, payoutId);
    await expect.poll(async () => (await atGateway(world, { payoutId })).length, SETTLES_WITHIN).toBe(1);
    await pause(300);
    await worker.kill();
  });
  expect((await attemptsOf(world, { payoutId })).map((attempt) => attempt.status)).toEqual(['sending']);
  const next = await world.startWorker();
  await expectPaidOnce(payoutId);
  await next.stop();
});

it('a worker killed while it asks what became of a payout ends in exactly one payout', async () => {
  await world.emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/payouts' });
  const worker = await world.startWorker();
  const { payoutId } = await givenToday();
  await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
  await expect.poll(async () => (await payoutOf(world, { payoutId })).status, SETTLES_WITHIN).toBe('outcome_unknown');
  await world.emulator.admin.setFault({ kind: 'hang', method: 'GET', path: '/v1/payouts', seconds: 3 });
  await minutesLater(payoutId);
  await expect.poll(async () => (await world.emulator.admin.requests({ method: 'GET', path: '/v1/payouts' })).some((request) => JSON.stringify(request).includes(payoutId)), SETTLES_WITHIN).toBe(true);
  await worker.kill();
  const next = await world.startWorker();
  await expectPaidOnce(payoutId);
  await next.stop();
});

it('a worker killed before it has claimed leaves the payout to the next one', async () => {
  const { payoutId } = await givenToday();
  const worker = await world.startWorker();
  await inTransaction(world.db, async (trx) => {
    await lockPayout(trx, payoutId);
    await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
    await pause(1_000);
    await worker.kill();
  });
  expect(await atGateway(world, { payoutId })).toEqual([]);
  const next = await world.startWorker();
  await expectPaidOnce(payoutId);
  await next.stop();
});
