import { setTimeout as pause } from 'node:timers/promises';
import { completeBooking } from '#app/use-cases/complete-booking.server.ts';
import { insertRows } from '#db/insert-rows.ts';
import { newId } from '#db/new-id.ts';
import { createRandom } from '../history/random.ts';
import type { AppProcess } from './app-processes.ts';
import type { ProcessWorld } from './process-world.ts';

const COMPLETED_AT_ONCE = 8;
const LOOK_EVERY_MS = 250;
const WORKERS = 3;

export interface Burst {
  readonly payouts: number;
  /** From the first completion to the last payout known as processed. */
  readonly seconds: number;
  readonly killed: number;
  readonly paidTwice: number;
  readonly attempts: number;
}

/** Confirmed bookings by the hundred: copies of one that was really bought, each its own visit. */
export async function copyBookings(world: ProcessWorld, count: number): Promise<string[]> {
  const [consultation] = await world.goldenWishes(0);
  const { masterBookingId } = await world.paid(await world.patient(), [consultation!]);
  await world.db.updateTable('individual_booking').set({ starts_at: world.now }).where('master_booking_id', '=', masterBookingId).execute();
  const master = await world.db.selectFrom('master_booking').selectAll().where('id', '=', masterBookingId).executeTakeFirstOrThrow();
  const part = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
  const ids = Array.from({ length: count }, () => ({ master: newId(), part: newId() }));
  await world.db.transaction().execute(async (trx) => {
    await insertRows(trx, 'master_booking', ids.map((id) => ({ ...master, id: id.master, code: id.master.slice(-10).toUpperCase() })));
    await insertRows(trx, 'individual_booking', ids.map((id) => ({ ...part, id: id.part, master_booking_id: id.master })));
  });
  return ids.map((id) => id.part);
}

/**
 * Completes all bookings as fast as it can beside three workers, of which one is killed every second and another
 * started, and waits until every payout has arrived.
 */
export async function burst(world: ProcessWorld, bookingIds: readonly string[], kills: boolean): Promise<Burst> {
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => world.startWorker()));
  const startedMs = performance.now();
  const stop = new AbortController();
  const killing = kills ? killOneEachSecond(world, workers, stop.signal) : Promise.resolve(0);
  try {
    await Promise.all([completeAll(world, bookingIds), settled(world, bookingIds.length)]);
  } finally {
    stop.abort();
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const killed = await killing;
  await Promise.all(workers.filter((worker) => worker.running).map((worker) => worker.stop()));
  const { referencesPaidTwice } = await world.emulator.admin.assertions();
  const { attempts } = await world.db.selectFrom('payout_attempt').select(({ fn }) => fn.countAll<number>().as('attempts')).executeTakeFirstOrThrow();
  return { payouts: bookingIds.length, seconds, killed, paidTwice: referencesPaidTwice.length, attempts: Number(attempts) };
}

async function completeAll(world: ProcessWorld, bookingIds: readonly string[]): Promise<void> {
  const left = [...bookingIds];
  const providerId = world.seeded.doctors.rao.id;
  const one = async () => {
    for (let bookingId = left.pop(); bookingId !== undefined; bookingId = left.pop()) {
      const done = await completeBooking(world.db, { bookingId, providerId, actor: { kind: 'provider', id: world.seeded.logins.rao.id }, now: new Date() });
      if (!done.ok) throw new Error(done.refusal.message);
      await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
    }
  };
  await Promise.all(Array.from({ length: COMPLETED_AT_ONCE }, one));
}

async function killOneEachSecond(world: ProcessWorld, workers: AppProcess[], signal: AbortSignal): Promise<number> {
  const lots = createRandom(Number(process.env.TEST_SEED ?? 1));
  for (let killed = 0; ; killed += 1) {
    await pause(1_000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return killed;
    const index = lots.between(0, workers.length - 1);
    await workers[index]!.kill();
    workers[index] = await world.startWorker();
  }
}

async function settled(world: ProcessWorld, count: number): Promise<void> {
  for (;;) {
    const { done } = await world.db.selectFrom('payout').select(({ fn }) => fn.countAll<number>().as('done')).where('status', '=', 'processed').executeTakeFirstOrThrow();
    if (Number(done) >= count) return;
    await pause(LOOK_EVERY_MS);
  }
}
