import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { createGateway } from '#app/razorpay/gateway.server.ts';
import { askPayments, endHolds } from '#app/use-cases/ask-payments.server.ts';
import { confirmPayment } from '#app/use-cases/confirm-payment.server.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { renewHold } from '#app/use-cases/renew-hold.server.ts';
import { startPayment } from '#app/use-cases/start-payment.server.ts';
import { KEY_ID, KEY_SECRET, openWorld, type TroubleWorld } from './open-world.ts';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const minutesLater = (minutes: number) => new Date(world.now.getTime() + minutes * MINUTE_MS);
const nextWishes = () => world.goldenWishes(turn++);

async function visitOf(masterBookingId: string) {
  const master = await world.db.selectFrom('master_booking').selectAll().where('id', '=', masterBookingId).executeTakeFirstOrThrow();
  const payment = await world.db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirst();
  const refunds = await world.db.selectFrom('refund').selectAll().where('master_booking_id', '=', masterBookingId).execute();
  const postings = await world.db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select(['posting.event', 'entry.account', 'entry.amount_paise'])
    .where('entry.master_booking_id', '=', masterBookingId)
    .execute();
  const claims = await world.db
    .selectFrom('calendar_claim as claim')
    .innerJoin('individual_booking as part', 'part.id', 'claim.individual_booking_id')
    .select('claim.expires_at')
    .where('part.master_booking_id', '=', masterBookingId)
    .execute();
  return { master, payment, refunds, postings, claims };
}

describe('paying a visit', () => {
  it('confirms once, whoever says it first and however often', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, method: 'upi' });
    const news = await Promise.all(Array.from({ length: 12 }, () => confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(2) })));
    expect(news.filter((each) => each === 'confirmed')).toHaveLength(1);
    expect(news.filter((each) => each === 'already_paid')).toHaveLength(11);

    const after = await visitOf(visit.masterBookingId);
    expect([after.master.status, after.payment?.status, after.refunds.length]).toEqual(['confirmed', 'captured', 0]);
    expect(after.claims.every((claim) => claim.expires_at === null)).toBe(true);
    expect(after.postings.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
    expect(after.postings.filter((entry) => entry.account === 'customer_deposits').map((entry) => entry.amount_paise).toSorted()).toEqual([-10_000, -29_900, -79_900]);
    const mails = await world.db.selectFrom('outbox_message').selectAll().where('task', '=', 'send-mail').where('payload', 'like', `%${visit.masterBookingId}%`).execute();
    expect(mails).toHaveLength(1);
  });

  it('takes the times again when the money comes after the hold, if they are free', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(25) })).toBe('confirmed');
    const after = await visitOf(visit.masterBookingId);
    expect(after.claims).not.toHaveLength(0);
    expect(after.claims.every((claim) => claim.expires_at === null)).toBe(true);
  });

  it('owes the whole sum back when the times are gone', async () => {
    const wishes = await nextWishes();
    const visit = await world.ordered(await world.patient(), wishes);
    const other = await world.patient();
    const taker = await holdVisit(world.db, { basketId: await basketOf(other, visit.masterBookingId), patientId: other, now: minutesLater(11) });
    expect(taker.ok).toBe(true);
    const paid = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(12) })).toBe('returned');
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(13) })).toBe('already_paid');

    const after = await visitOf(visit.masterBookingId);
    expect(after.master.status).toBe('cancelled');
    expect(after.refunds.map((refund) => [refund.kind, refund.status, refund.amount_paise, refund.gateway_payment_id])).toEqual([
      ['late_payment', 'requested', 119_800, paid.razorpay_payment_id],
    ]);
    expect(after.postings.filter((entry) => entry.account === 'refunds_payable').map((entry) => entry.amount_paise)).toEqual([-119_800]);
    expect(after.postings.reduce((sum, entry) => sum + entry.amount_paise, 0)).toBe(0);
  });

  it('believes the claims, not the clock of a process that runs late', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    const other = await world.patient();
    expect(await holdVisit(world.db, { basketId: await basketOf(other, visit.masterBookingId, 1), patientId: other, now: minutesLater(11) })).toMatchObject({ ok: true });
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    // This process still thinks that the hold has four minutes to go.
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(6) })).toBe('returned');
  });

  it('owes money back that arrives after the visit was given up', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await endHolds(world, minutesLater(71));
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('cancelled');
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(90) })).toBe('returned');
    expect((await visitOf(visit.masterBookingId)).refunds).toHaveLength(1);
  });

  it('pays one order from two tabs once, and owes a second capture back', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    const first = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'authorized' });
    const failed = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'failed' }).catch(() => null);
    await world.emulator.admin.settlePayment(first.razorpay_payment_id, 'captured');
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(1) })).toBe('confirmed');
    const after = await visitOf(visit.masterBookingId);
    expect(after.payment?.gateway_payment_id).toBe(first.razorpay_payment_id);
    expect(failed === null || failed.failure !== null).toBe(true);
  });

  it('captures what was only authorised, while the visit can be had', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.setSettings({ autoCapture: false });
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'authorized' });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(1) })).toBe('confirmed');
    await world.emulator.admin.setSettings({ autoCapture: true });
  });

  it('changes nothing for a failed payment, and confirms when it is captured after all', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    const failed = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'failed' });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(1) })).toBe('unpaid');
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('pending_payment');
    await world.emulator.admin.settlePayment(failed.razorpay_payment_id, 'captured');
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(2) })).toBe('confirmed');
  });

  it('does not know foreign orders', async () => {
    expect(await confirmPayment(world, { gatewayOrderId: 'order_AAAAAAAAAAAAAA', now: world.now })).toBe('foreign');
  });
});

describe('a gateway in trouble', () => {
  it.each(['reply_lost', 'bad_gateway_after_commit', 'truncated'] as const)('finds the order again when creating it ended in %s', async (kind) => {
    const visit = await world.hold(await world.patient(), await nextWishes());
    await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/orders', times: 1 });
    expect(await startPayment(world, visit)).toMatchObject({ ok: true, value: { amountPaise: 119_800 } });
    const { orders } = await world.emulator.admin.state();
    const payment = (await visitOf(visit.masterBookingId)).payment!;
    expect(orders.filter((order) => order.receipt === payment.id)).toHaveLength(1);
  });

  it.each(['bad_gateway_before_commit', 'reset', 'rate_limited'] as const)('says that it is down after %s, keeps the hold, and works on the next try', async (kind) => {
    const visit = await world.hold(await world.patient(), await nextWishes());
    await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/orders', times: 1 });
    expect(await startPayment(world, visit)).toMatchObject({ ok: false, refusal: { code: 'gateway_down' } });
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('pending_payment');
    expect(await startPayment(world, visit)).toMatchObject({ ok: true });
  });

  it('does not wait for ever: a hang is unknown, and so is a closed port', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.setFault({ kind: 'hang', method: 'GET', path: '/v1/orders/*/payments', times: 1, seconds: 30 });
    expect(await confirmPayment(world, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(1) })).toBe('unknown');
    const nobody = createGateway({ RAZORPAY_API_ORIGIN: 'http://127.0.0.1:9', RAZORPAY_KEY_ID: KEY_ID, RAZORPAY_KEY_SECRET: KEY_SECRET });
    expect(await confirmPayment({ db: world.db, gateway: nobody }, { gatewayOrderId: visit.gatewayOrderId, now: minutesLater(1) })).toBe('unknown');
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('pending_payment');
  });

  it('keeps a visit whose last ask found no answer', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.setFault({ kind: 'reset', method: 'GET', path: '/v1/orders/*/payments', times: 'always' });
    await endHolds(world, minutesLater(75));
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('pending_payment');
    await world.emulator.admin.clearFaults();
    await endHolds(world, minutesLater(76));
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('cancelled');
  });

  it('finds a payment that nobody told us about, by asking after 15 minutes', async () => {
    const visit = await world.ordered(await world.patient(), await nextWishes());
    await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
    await askPayments(world, minutesLater(14));
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('pending_payment');
    await askPayments(world, minutesLater(15));
    expect((await visitOf(visit.masterBookingId)).master.status).toBe('confirmed');
  });
});

describe('a hold that ended', () => {
  it('is held again while the times are free, on the same order', async () => {
    const patientId = await world.patient();
    const visit = await world.ordered(patientId, await nextWishes());
    const renewed = await renewHold(world.db, { masterBookingId: visit.masterBookingId, patientId, now: minutesLater(30) });
    expect(renewed).toEqual({ ok: true, value: { holdExpiresAt: minutesLater(40) } });
    expect(await startPayment(world, visit)).toMatchObject({ ok: true, value: { gatewayOrderId: visit.gatewayOrderId } });
  });

  it('gives the basket back with the lost line marked when a time is gone', async () => {
    const patientId = await world.patient();
    const visit = await world.ordered(patientId, await nextWishes());
    const other = await world.patient();
    const taker = await holdVisit(world.db, { basketId: await basketOf(other, visit.masterBookingId, 1), patientId: other, now: minutesLater(11) });
    expect(taker.ok).toBe(true);
    expect(await renewHold(world.db, { masterBookingId: visit.masterBookingId, patientId, now: minutesLater(12) })).toMatchObject({ ok: false, refusal: { code: 'times_gone' } });
    const lines = await world.db
      .selectFrom('basket_line as line')
      .innerJoin('basket', 'basket.id', 'line.basket_id')
      .select(['line.position', 'line.lost_at', 'basket.master_booking_id'])
      .where('basket.patient_id', '=', patientId)
      .orderBy('line.position')
      .execute();
    expect(lines.map((line) => [line.position, line.lost_at !== null, line.master_booking_id])).toEqual([[1, true, null], [2, false, null], [3, false, null]]);
  });
});

describe('a free visit', () => {
  it('is confirmed without the gateway', async () => {
    await world.db.updateTable('coupon').set({ flat_paise: 500_000 }).where('code', '=', 'WELCOME200').execute();
    const held = await world.hold(await world.patient(), await nextWishes(), 'WELCOME200');
    expect(held.confirmed).toBe(true);
    const after = await visitOf(held.masterBookingId);
    expect([after.master.status, after.master.total_paise, after.payment, after.postings]).toEqual(['confirmed', 0, undefined, []]);
  });
});

/** Another patient's basket of the same services at the same times; `parts` keeps only the first few. */
async function basketOf(patientId: string, masterBookingId: string, parts = 3): Promise<string> {
  const rows = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', masterBookingId).orderBy('position').execute();
  const basketId = rows[0]!.id.replace(/^./, 'z');
  await world.db.insertInto('basket').values({ id: basketId, patient_id: patientId, coupon_code: null, master_booking_id: null, created_at: world.now, updated_at: world.now }).execute();
  await world.db
    .insertInto('basket_line')
    .values(rows.slice(0, parts).map((row, index) => ({
      id: row.id.replace(/^./, 'y'), basket_id: basketId, position: index + 1, service_id: row.service_id, clinic_id: row.clinic_id, starts_at: row.starts_at,
      follows_line_id: row.service_kind === 'follow_up' ? rows[0]!.id.replace(/^./, 'y') : null, follows_booking_id: null, lost_at: null,
    })))
    .execute();
  return basketId;
}
