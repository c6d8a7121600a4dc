import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { REFUND_LEASE_SECONDS } from '#app/domain/refund-bounds.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { openProcessWorld, type ProcessWorld } from './process-world.ts';

const SETTLES_WITHIN = { timeout: 40_000, interval: 100 };
const REFUND_ROUTE = '/v1/payments/*/refund';

let world: ProcessWorld;
let turn = 0;
beforeAll(async () => {
  world = await openProcessWorld();
}, 240_000);
afterAll(() => world.close(), 60_000);

async function cancelledVisit() {
  const patientId = await world.patient();
  const visit = await world.paid(patientId, await world.goldenWishes(turn++));
  const part = await world.db.selectFrom('individual_booking').select('id').where('master_booking_id', '=', visit.masterBookingId).where('position', '=', 2).executeTakeFirstOrThrow();
  const actor = { kind: 'patient' as const, id: patientId };
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [part.id], followUps: null, actor, now: world.now });
  if (!quote.ok) throw new Error(quote.refusal.message);
  await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason: 'patient_asked', note: null, now: world.now });
  return visit;
}

const refundOf = (masterBookingId: string) => world.db.selectFrom('refund').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirstOrThrow();
const atGateway = async (receipt: string) => (await world.emulator.admin.state()).refunds.filter((refund) => refund.receipt === receipt);

/** What a minute of waiting brings: the dead worker's lease is over, and the clock looks. */
async function afterTheLease(masterBookingId: string): Promise<void> {
  const past = new Date(Date.now() - (REFUND_LEASE_SECONDS + 1) * 1_000);
  await world.db.updateTable('refund').set({ claimed_at: past }).where('master_booking_id', '=', masterBookingId).where('status', '=', 'sending').execute();
  await world.db.updateTable('refund').set({ next_try_at: new Date(Date.now() - MINUTE_MS) }).where('master_booking_id', '=', masterBookingId).where('status', '=', 'outcome_unknown').execute();
  await world.jobs.queue.addJob('sweep-refunds', {});
}

// `slow`: dead before Razorpay did it. `hang`: done there, dead before its answer. `reply_lost`: the answer never came.
it.each(['slow', 'hang', 'reply_lost'] as const)('a worker killed while it sends (%s) ends in exactly one refund', async (kind) => {
  await world.emulator.admin.setFault({ kind, method: 'POST', path: REFUND_ROUTE, times: 1, ms: 3_000, seconds: 3 });
  const worker = await world.startWorker();
  const { masterBookingId } = await cancelledVisit();
  await world.jobs.queue.addJob('relay-outbox', {}, { jobKey: 'relay-outbox' });
  await expect.poll(async () => (await refundOf(masterBookingId)).status, SETTLES_WITHIN).toMatch(/sending|outcome_unknown/);
  await worker.kill();
  const { id, amount_paise: amountPaise } = await refundOf(masterBookingId);

  await afterTheLease(masterBookingId);
  const next = await world.startWorker();
  await expect
    .poll(async () => {
      await afterTheLease(masterBookingId);
      return (await refundOf(masterBookingId)).status;
    }, { ...SETTLES_WITHIN, interval: 1_000 })
    .toBe('processed');
  expect((await atGateway(id)).map((refund) => refund.amount)).toEqual([amountPaise]);
  const entries = await world.db.selectFrom('ledger_entry').selectAll().where('master_booking_id', '=', masterBookingId).where('account', 'in', ['refunds_payable', 'refunds_in_transit']).execute();
  expect(entries.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
  await next.stop();
});
