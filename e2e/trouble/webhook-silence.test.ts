import { afterEach, beforeEach, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { fillGap } from '#app/use-cases/fill-gap.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import { watchWebhooks } from '#app/use-cases/watch-webhooks.server.ts';
import { noteRefusal } from '#db/webhook-hearing.ts';
import { startReceiver } from '../razorpay-emulator/webhook-receiver.ts';
import { knowPayees } from './know-payees.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';
import { complete } from './payout-world.ts';
import { goTo } from './reconcile-world.ts';

/** Noon in India on a Monday. */
const NOON = new Date('2026-11-02T06:30:00Z');
const SILENT_HOURS = 26;
const SECRET = 'a-secret-of-this-test';
const hours = (count: number) => minutesAfter(NOON, count * 60);

let world: TroubleWorld;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeEach(async () => {
  [world, receiver] = await Promise.all([openWorld(NOON), startReceiver()]);
  await goTo(world, NOON);
  await knowPayees(world);
  await world.emulator.admin.setWebhook({ url: receiver.url, secret: SECRET });
  await world.emulator.admin.setWebhook({ kind: 'x', url: `${receiver.url}/x`, secret: SECRET });
  await watchWebhooks(world, NOON);
});
afterEach(async () => {
  receiver.stop();
  await world.close();
});

/** A consultation that is paid at Razorpay, and nobody has told us. */
async function paidUnheard(turn: number): Promise<{ masterBookingId: string; gatewayOrderId: string; paymentId: string }> {
  const [consultation] = await world.goldenWishes(turn);
  const { masterBookingId, gatewayOrderId } = await world.ordered(await world.patient(), [consultation!]);
  const { payment } = await world.emulator.admin.pay({ order_id: gatewayOrderId });
  return { masterBookingId, gatewayOrderId, paymentId: payment.id };
}

const findings = () => world.db.selectFrom('watch_finding').selectAll().orderBy('channel').execute();
const books = () => world.db.selectFrom('ledger_posting').innerJoin('ledger_entry', 'ledger_entry.posting_id', 'ledger_posting.id').select(['event', 'source_id', 'account', 'amount_paise']).orderBy('ledger_posting.id').orderBy('line').execute();
/** In order of the alphabet: those of one instant lie in the outbox in any. */
const alerts = async () =>
  (await world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'send-mail').execute()).map(({ payload }) => JSON.stringify(payload)).filter((text) => text.includes('watch-alert')).map((text) => /begun|over/.exec(text)![0]).toSorted();

/** What the endpoint was sent comes through our door, in that order. */
async function takeIn(order: (received: typeof receiver.received) => typeof receiver.received, now: Date): Promise<void> {
  for (const { headers, body } of order(receiver.received)) {
    const gatewayEventId = String(headers['x-razorpay-event-id']);
    const channel = /"(payout|transaction|fund_account)/.test(body.slice(0, 200)) ? 'x' : 'pg';
    await receiveWebhook(world.db, { channel, rawBody: body, gatewayEventId, now });
    const { id } = await world.db.selectFrom('webhook_event').select('id').where('gateway_event_id', '=', gatewayEventId).executeTakeFirstOrThrow();
    await applyWebhook(world, { webhookEventId: id, now });
  }
}

/** A day and two hours of payments, a refund from the dashboard, a load, and payouts of which one came back. */
async function liveUnheard() {
  await world.emulator.admin.silence(SILENT_HOURS);
  const visits = [await paidUnheard(0), await paidUnheard(1), await paidUnheard(2)];
  for (const { gatewayOrderId } of visits.slice(0, 2)) await confirmPayment(world, { gatewayOrderId, now: minutesAfter(NOON, 1) });
  await goTo(world, hours(3));
  await world.emulator.admin.refundFromDashboard({ payment_id: visits[0]!.paymentId, amount: 5_000 });
  await world.emulator.admin.loadBalance(10_000_000);
  for (const visit of visits.slice(0, 2)) {
    const part = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
    await world.db.updateTable('individual_booking').set({ starts_at: hours(2) }).where('id', '=', part.id).execute();
    await complete(world, part.id, part.provider_id, hours(4));
  }
  await goTo(world, hours(4));
  await sweepPayouts(world, () => hours(4));
  await goTo(world, hours(5));
  await sweepPayouts(world, () => hours(5));
  const sent = await world.db.selectFrom('payout_attempt').select('gateway_payout_id').where('status', '=', 'processed').execute();
  expect(sent).toHaveLength(2);
  await goTo(world, hours(20));
  await world.emulator.admin.settlePayout(sent[0]!.gateway_payout_id!, 'reversed', 'beneficiary_bank_failure');
  await goTo(world, hours(SILENT_HOURS));
  return { visits, reversed: sent[0]!.gateway_payout_id! };
}

it('26 hours of silence are filled from the API, said, and nothing that comes late is applied again', async () => {
  const { visits, reversed } = await liveUnheard();
  const now = minutesAfter(hours(SILENT_HOURS), 11);
  await watchWebhooks(world, now);

  const [pg, x] = await findings();
  expect(pg).toMatchObject({ channel: 'pg', kind: 'disabled', missed: 4, repaired_payments: 1, repaired_refunds: 1, closed_at: null });
  expect(x).toMatchObject({ channel: 'x', kind: 'silent', missed: 4, repaired_payouts: 1, repaired_loads: 1, closed_at: null });
  expect(await alerts()).toEqual(['begun', 'begun']);
  const filled = await books();
  for (const { paymentId } of visits) expect(filled.filter((entry) => entry.source_id === paymentId && entry.account === 'razorpay_balance' && entry.amount_paise > 0)).toHaveLength(1);
  expect(filled.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
  expect(await world.db.selectFrom('payout_attempt').select('status').where('gateway_payout_id', '=', reversed).executeTakeFirstOrThrow()).toEqual({ status: 'reversed' });
  await watchWebhooks(world, minutesAfter(now, 5));
  expect([await books(), await alerts()]).toEqual([filled, ['begun', 'begun']]);

  // Razorpay sends it all after all: twice, the last first.
  await world.emulator.admin.silence(0);
  const { deliveries } = await world.emulator.admin.state(5_000);
  const lost = [...new Set(deliveries.filter(({ status }) => status === 'lost').map(({ event_id }) => event_id))];
  for (const event_id of [...lost, ...lost]) await world.emulator.admin.replay({ event_id });
  await world.emulator.admin.flush();
  expect(receiver.received.length).toBe(2 * lost.length);
  await takeIn((received) => received.toReversed(), minutesAfter(now, 6));
  expect(await books()).toEqual(filled);
  const events = await world.db.selectFrom('webhook_event').select(['deliveries', 'state']).execute();
  expect(events).toHaveLength(lost.length);
  expect(new Set(events.map(({ deliveries: times }) => times))).toEqual(new Set([2]));
  expect(events.filter(({ state }) => state === 'failed' || state === 'received')).toEqual([]);

  await watchWebhooks(world, minutesAfter(now, 10));
  expect((await findings()).map(({ closed_at, open_channel }) => [closed_at !== null, open_channel])).toEqual([[true, null], [true, null]]);
  expect(await alerts()).toEqual(['begun', 'begun', 'over', 'over']);
});

it('an API that falls silent in the middle, and a second watch beside, lose and double nothing', async () => {
  await world.emulator.admin.silence(SILENT_HOURS);
  const visits = [await paidUnheard(0), await paidUnheard(1), await paidUnheard(2)];
  await goTo(world, hours(2));
  await world.emulator.admin.setFault({ kind: 'rate_limited', method: 'GET', path: '/v1/refunds', times: 'always' });
  await expect(watchWebhooks(world, hours(2))).rejects.toThrow('Razorpay did not answer');
  await world.emulator.admin.clearFaults();
  await Promise.all([watchWebhooks(world, hours(2)), watchWebhooks(world, hours(2)), watchWebhooks(world, hours(2))]);
  expect(await findings()).toMatchObject([{ channel: 'pg', kind: 'silent', missed: 3 }]);
  const captures = (await books()).filter((entry) => entry.account === 'razorpay_balance' && entry.amount_paise > 0);
  expect(captures.map(({ source_id }) => source_id).sort()).toEqual(visits.map(({ paymentId }) => paymentId).sort());
});

it('events that are refused while something is missing mean another secret; forged ones alone mean nothing', async () => {
  for (let times = 0; times < 50; times += 1) await noteRefusal(world.db, 'pg', minutesAfter(NOON, 20));
  await watchWebhooks(world, hours(1));
  expect(await findings()).toEqual([]);
  await goTo(world, hours(2));
  await world.emulator.admin.silence(SILENT_HOURS);
  await paidUnheard(0);
  await noteRefusal(world.db, 'pg', minutesAfter(hours(2), 1));
  await goTo(world, hours(3));
  await watchWebhooks(world, hours(3));
  expect(await findings()).toMatchObject([{ channel: 'pg', kind: 'wrong_secret', missed: 1, repaired_payments: 1 }]);
  expect(await alerts()).toEqual(['begun']);
});

it('one lost event is mended and calls nobody; one that is only late is waited for', async () => {
  const { paymentId } = await paidUnheard(0);
  const captured = async () => (await books()).some((entry) => entry.source_id === paymentId);
  await watchWebhooks(world, minutesAfter(NOON, 9));
  expect([await findings(), await captured()]).toEqual([[], false]);
  await watchWebhooks(world, minutesAfter(NOON, 11));
  expect(await findings()).toMatchObject([{ kind: 'lost', missed: 1, repaired_payments: 1 }]);
  expect([await captured(), await alerts()]).toEqual([true, []]);
});

it('an admin has the gap looked through again, back to a month and never forward', async () => {
  const adminId = world.seeded.logins.kavita.id;
  const fill = (from: Date) => fillGap(world.db, { adminId, channel: 'pg', from, now: hours(1) });
  expect(await fill(hours(2))).toMatchObject({ ok: false, refusal: { code: 'in_the_future' } });
  expect(await fill(hours(-31 * 24))).toMatchObject({ ok: false, refusal: { code: 'too_far_back' } });
  expect((await fill(hours(-24))).ok).toBe(true);
  expect((await fill(minutesAfter(NOON, 30))).ok).toBe(true);
  expect(await world.db.selectFrom('webhook_watch').select('looked_until').where('channel', '=', 'pg').executeTakeFirstOrThrow()).toEqual({ looked_until: hours(-24) });
  expect(await world.db.selectFrom('audit_log').select('verb').where('verb', '=', 'fill_gap').execute()).toHaveLength(2);
});
