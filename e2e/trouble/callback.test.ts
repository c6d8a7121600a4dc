import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { action, loader } from '#app/routes/payments.razorpay.callback/route.tsx';
import { booksOf, paidOnce, summaryOf } from './books.ts';
import { KEY_SECRET } from './open-world.ts';
import { openRouteWorld, posted, type RouteWorld } from './route-world.ts';

const TOTAL_PAISE = 119_800;

let world: RouteWorld;
let turn = 0;
beforeAll(async () => {
  world = await openRouteWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const orderedVisit = async () => world.ordered(await world.patient(), await world.goldenWishes(turn++));

async function paidVisit() {
  const visit = await orderedVisit();
  const { razorpay_payment_id, razorpay_order_id, razorpay_signature } = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId });
  return { ...visit, fields: { razorpay_payment_id, razorpay_order_id, razorpay_signature } };
}

/** As the checkout's form posts it: from another site, without any cookie of ours. */
const comeBack = (fields: Record<string, string>) => action(posted('/payments/razorpay/callback', new URLSearchParams(fields), { Origin: 'https://api.razorpay.com' }));
const refusedWith = async (fields: Record<string, string>) => (await thrownResponse(comeBack(fields))).status;
const signatureOf = (orderId: string, paymentId: string) => createHmac('sha256', KEY_SECRET).update(`${orderId}|${paymentId}`).digest('hex');
const looksAt = (gatewayOrderId: string) =>
  world.db.selectFrom('outbox_message').select('id').where('task', '=', 'look-at-payment').where('payload', '=', JSON.stringify({ gatewayOrderId })).execute();
const failure = (metadata: string) => ({ 'error[code]': 'BAD_REQUEST_ERROR', 'error[description]': 'Your payment was declined.', 'error[metadata]': metadata });
const statusOf = async (visit: { masterBookingId: string }) => (await booksOf(world.db, visit.masterBookingId)).master.status;

describe('coming back paid', () => {
  it('confirms the visit without a session and leads to it', async () => {
    const visit = await paidVisit();
    const answer = await comeBack(visit.fields);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/visits/${visit.code}?paid=1`]);
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });

  it('confirms once when the same form is sent ten times at once', async () => {
    const visit = await paidVisit();
    const answers = await Promise.all(Array.from({ length: 10 }, () => comeBack(visit.fields)));
    expect(new Set(answers.map((answer) => answer.headers.get('Location')))).toEqual(new Set([`/visits/${visit.code}?paid=1`]));
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
  });

  it('refuses a forged signature, another order’s, and another payment’s', async () => {
    const [visit, other] = [await paidVisit(), await paidVisit()];
    const forged = visit.fields.razorpay_signature.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await refusedWith({ ...visit.fields, razorpay_signature: forged })).toBe(400);
    expect(await refusedWith({ ...visit.fields, razorpay_signature: other.fields.razorpay_signature })).toBe(400);
    expect(await refusedWith({ ...visit.fields, razorpay_payment_id: other.fields.razorpay_payment_id })).toBe(400);
    expect(await refusedWith({ ...other.fields, razorpay_order_id: visit.fields.razorpay_order_id })).toBe(400);
    expect([await statusOf(visit), await statusOf(other)]).toEqual(['pending_payment', 'pending_payment']);
  });

  it('asks Razorpay what was paid: a signed payment that is not on the order confirms nothing', async () => {
    const visit = await orderedVisit();
    const paymentId = 'pay_AAAAAAAAAAAAAA';
    const answer = await comeBack({ razorpay_payment_id: paymentId, razorpay_order_id: visit.gatewayOrderId, razorpay_signature: signatureOf(visit.gatewayOrderId, paymentId) });
    expect(answer.headers.get('Location')).toBe(`/visits/${visit.code}?checking=1`);
    expect(await statusOf(visit)).toBe('pending_payment');
  });

  it('does not know a foreign order, even well signed', async () => {
    const [orderId, paymentId] = ['order_AAAAAAAAAAAAAA', 'pay_AAAAAAAAAAAAAA'];
    expect(await refusedWith({ razorpay_payment_id: paymentId, razorpay_order_id: orderId, razorpay_signature: signatureOf(orderId, paymentId) })).toBe(404);
  });

  it('leads to the visit when the gateway is down, and asks again soon, once', async () => {
    const visit = await paidVisit();
    await world.emulator.admin.setFault({ kind: 'reset', method: 'GET', path: '/v1/orders/*/payments', times: 'always' });
    for (let round = 0; round < 4; round += 1) expect((await comeBack(visit.fields)).headers.get('Location')).toBe(`/visits/${visit.code}?checking=1`);
    expect(await looksAt(visit.gatewayOrderId)).toHaveLength(1);
    expect(await statusOf(visit)).toBe('pending_payment');
  });

  it('leads a late payer, whose money goes back, to the visit that says so', async () => {
    const visit = await paidVisit();
    await world.db.updateTable('master_booking').set({ status: 'cancelled' }).where('id', '=', visit.masterBookingId).execute();
    await world.db.updateTable('individual_booking').set({ status: 'cancelled' }).where('master_booking_id', '=', visit.masterBookingId).execute();
    expect((await comeBack(visit.fields)).headers.get('Location')).toBe(`/visits/${visit.code}`);
    const { refunds } = await booksOf(world.db, visit.masterBookingId);
    expect(refunds.map((refund) => refund.amount_paise)).toEqual([TOTAL_PAISE]);
  });
});

describe('coming back failed', () => {
  it('leads back to paying, and has the order looked at once a minute at most', async () => {
    const visit = await orderedVisit();
    const { failure: fields } = await world.emulator.admin.pay({ order_id: visit.gatewayOrderId, outcome: 'failed' });
    for (let round = 0; round < 3; round += 1) {
      const answer = await comeBack(fields!);
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/visits/${visit.code}/pay?failed=1`]);
    }
    expect(await looksAt(visit.gatewayOrderId)).toHaveLength(1);
    expect(await statusOf(visit)).toBe('pending_payment');
  });

  it('cannot unpay a paid visit', async () => {
    const visit = await paidVisit();
    await comeBack(visit.fields);
    await comeBack(failure(JSON.stringify({ order_id: visit.gatewayOrderId })));
    expect(await summaryOf(world.db, visit.masterBookingId)).toEqual(paidOnce(TOTAL_PAISE));
    expect(await looksAt(visit.gatewayOrderId)).toHaveLength(0);
  });

  it('does not know a foreign order', async () => {
    expect(await refusedWith(failure(JSON.stringify({ order_id: 'order_AAAAAAAAAAAAAA' })))).toBe(404);
  });

  it.each(['', 'null', '{', '[]', '{"order_id":7}', '{"order_id":"order_1"}', 'x'.repeat(3_000)])('refuses metadata it cannot read: %s', async (metadata) => {
    expect(await refusedWith(failure(metadata))).toBe(400);
  });

  it('refuses a form with nothing in it', async () => {
    expect(await refusedWith({})).toBe(400);
  });
});

it('leads a person who opens the address by hand to their visits', () => {
  const answer = loader();
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/visits']);
});
