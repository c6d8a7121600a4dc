import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { cookieHeader, getRequest, postRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { startEmulator, type RunningEmulator } from '../../../e2e/razorpay-emulator/start-emulator.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import type { PayView } from './pay-view.ts';
import { action, loader } from './route.tsx';

const KEYS = { keyId: 'rzp_test_00000000000000', keySecret: 'secret' };
let emulator: RunningEmulator;
let world: Awaited<ReturnType<typeof openVisitWorld>>;
let consultation: Wish;
let lipid: Wish;
beforeAll(async () => {
  emulator = await startEmulator(KEYS);
  world = await openVisitWorld(emulator.origin);
  consultation = { of: world.world.doctors.iyer, service: world.world.doctors.iyer.consultation };
  lipid = { of: world.world.labs.pulse, service: world.world.labs.pulse.tests.lipidProfile, pick: 30 };
});
afterAll(async () => {
  await world.close();
  await emulator.stop();
});
beforeEach(async () => {
  for (const table of ['calendar_claim', 'rate_limit'] as const) await world.db.deleteFrom(table).execute();
});

type Read = { view: PayView; failed: boolean; reason: string | null; cancelled: boolean };

const args = async (person: TestPerson | null, code: string, make: (path: string, cookie: string) => Request, query = '') => {
  const cookie = await world.cookieOf(person);
  return { ...routeArgs(make(`/visits/${code}/pay${query}`, cookie)), params: { code } };
};

const get = async (person: TestPerson | null, code: string, query = '') => (await loader(await args(person, code, getRequest, query))) as Response;

async function look(person: TestPerson, code: string, query = ''): Promise<Read> {
  const response = await get(person, code, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Read;
}

async function post(intent: string, person: TestPerson | null, code: string) {
  const response = (await action(await args(person, code, (path, cookie) => postRequest(path, { intent }, cookie)))) as Response;
  const location = response.headers.get('Location');
  const message = location === null ? ((await response.json()) as { message: string }).message : null;
  return { status: response.status, location, message, cookies: response.headers.getSetCookie() };
}

const ordersOf = (code: string) =>
  world.db
    .selectFrom('payment_transaction as payment')
    .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
    .select(['payment.gateway_order_id', 'payment.amount_paise', 'master.status', 'master.hold_expires_at'])
    .where('master.code', '=', code)
    .executeTakeFirstOrThrow();

test('the form carries our order to Razorpay, for the plain page and for checkout.js alike', async () => {
  const { code } = await world.hold(world.patient, [consultation, lipid], { coupon: 'HEALTH10' });
  expect(await post('start', world.patient, code)).toMatchObject({ status: 303, location: `/visits/${code}/pay` });
  const { view } = await look(world.patient, code);
  const order = await ordersOf(code);
  expect(view).toMatchObject({ code, totalPaise: 107_910, discountPaise: 11_990, couponCode: 'HEALTH10', holdEnded: false });
  expect(view.checkout!.hostedAction).toBe(`${emulator.origin}/v1/checkout/embedded`);
  expect(view.checkout!.checkoutSrc).toBe(`${emulator.origin}/v1/checkout.js`);
  expect(view.checkout!.fields).toEqual({
    key_id: KEYS.keyId,
    order_id: order.gateway_order_id,
    amount: '107910',
    currency: 'INR',
    name: 'OneVisit',
    description: `Visit ${code}`,
    'prefill[name]': 'Meera Nair',
    'prefill[email]': 'meera@example.in',
    'prefill[contact]': '+919876543210',
    callback_url: 'http://localhost:3000/payments/razorpay/callback',
    cancel_url: `http://localhost:3000/visits/${code}/pay?cancelled=1`,
  });
  expect(view.checkout!.options).toMatchObject({ key: KEYS.keyId, order_id: order.gateway_order_id, amount: '107910', redirect: true });

  const body = new URLSearchParams(view.checkout!.fields);
  const hosted = await fetch(view.checkout!.hostedAction, { method: 'POST', body });
  expect([hosted.status, await hosted.text()]).toEqual([200, expect.stringContaining('1,079.10')]);
});

test('only its patient sees it: strangers sign in, everybody else finds nothing', async () => {
  const { code } = await world.hold(world.patient, [consultation]);
  const stranger = await thrownResponse(get(null, code));
  expect([stranger.status, stranger.headers.get('Location')]).toEqual([303, `/sign-in?next=%2Fvisits%2F${code}%2Fpay`]);
  for (const person of [world.fatima, world.doctor, world.admin]) {
    expect((await thrownResponse(get(person, code))).status).toBe(404);
    for (const intent of ['start', 'renew', 'change']) expect((await thrownResponse(post(intent, person, code))).status).toBe(404);
  }
  expect((await thrownResponse(get(world.patient, 'AAAA-BBBB-CCCC'))).status).toBe(404);
  expect((await thrownResponse(post('renew', null, code))).status).toBe(303);
  expect((await ordersOf(code)).status).toBe('pending_payment');
});

test('a form that cannot be read changes nothing', async () => {
  const { code } = await world.hold(world.patient, [consultation]);
  expect(await post('give me everything', world.patient, code)).toMatchObject({ status: 400, message: expect.stringContaining('Nothing has changed') });
  expect((await ordersOf(code)).status).toBe('pending_payment');
});

test('a payment service that is down is said, and tried again by one press', async () => {
  const { port } = emulator;
  await emulator.kill();
  const { code } = await world.hold(world.patient, [consultation]);
  expect((await look(world.patient, code)).view.checkout).toBeNull();
  expect(await post('start', world.patient, code)).toMatchObject({ status: 409, message: expect.stringContaining('does not answer right now') });
  expect((await ordersOf(code)).status).toBe('pending_payment');

  emulator = await startEmulator({ port, ...KEYS });
  expect(await post('start', world.patient, code)).toMatchObject({ status: 303, location: `/visits/${code}/pay` });
  expect((await look(world.patient, code)).view.checkout).not.toBeNull();
});

test('two tabs pay one and the same order', async () => {
  const { code } = await world.hold(world.patient, [consultation]);
  await Promise.all([post('start', world.patient, code), post('start', world.patient, code)]);
  const [one, two] = await Promise.all([look(world.patient, code), look(world.patient, code)]);
  expect(one.view.checkout!.fields.order_id).toBe((await ordersOf(code)).gateway_order_id);
  expect(two.view.checkout!.fields.order_id).toBe(one.view.checkout!.fields.order_id);
});

test('coming back without having paid says what happened', async () => {
  const visit = await world.hold(world.patient, [consultation]);
  await world.settle(visit, 'failed', { error_description: 'Your payment was declined by the bank.' });
  expect(await look(world.patient, visit.code, '?failed=1')).toMatchObject({ failed: true, reason: 'Your payment was declined by the bank.', cancelled: false });
  expect(await look(world.patient, visit.code, '?cancelled=1')).toMatchObject({ failed: false, reason: null, cancelled: true });
});

test('a visit that is paid, or whose payment is being confirmed, is not paid again', async () => {
  const paid = await world.book(world.patient, [consultation]);
  const answer = await get(world.patient, paid.code);
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/visits/${paid.code}`]);
  for (const intent of ['start', 'renew', 'change']) expect(await post(intent, world.patient, paid.code)).toMatchObject({ status: 303, location: `/visits/${paid.code}` });
  expect((await ordersOf(paid.code)).status).toBe('confirmed');

  const authorized = await world.hold(world.patient, [{ ...consultation, pick: 3 }]);
  await world.settle(authorized, 'authorized');
  expect((await get(world.patient, authorized.code)).headers.get('Location')).toBe(`/visits/${authorized.code}`);
  expect(await post('change', world.patient, authorized.code)).toMatchObject({ status: 303, location: `/visits/${authorized.code}` });
  expect((await ordersOf(authorized.code)).status).toBe('pending_payment');
});

test('a hold that ended is held again when the times are still free', async () => {
  const { code } = await world.hold(world.patient, [consultation, lipid], { ago: 11 });
  expect((await look(world.patient, code)).view.holdEnded).toBe(true);
  expect(await post('renew', world.patient, code)).toMatchObject({ status: 303, location: `/visits/${code}/pay` });
  const { view } = await look(world.patient, code);
  expect(view.holdEnded).toBe(false);
  expect(view.checkout).not.toBeNull();
  expect(new Date(view.heldUntil).getTime()).toBeGreaterThan(Date.now() + 9 * 60_000);
});

test('a time lost after the hold leads to the basket it came from, whatever this browser remembers', async () => {
  const { code, basket } = await world.hold(world.patient, [consultation, lipid], { ago: 11 });
  await world.hold(world.fatima, [consultation]);
  const lost = await post('renew', world.patient, code);
  expect(lost).toMatchObject({ status: 303, location: '/visit?lost=1' });
  expect(await readBasketCookie(getRequest('/', cookieHeader(...lost.cookies)))).toEqual({ id: basket.basketId, count: 2 });
  expect((await ordersOf(code)).status).toBe('cancelled');
});

test('changing the visit gives up its times and keeps what was chosen', async () => {
  const { code, basket } = await world.hold(world.patient, [consultation, lipid]);
  const changed = await post('change', world.patient, code);
  expect(changed).toMatchObject({ status: 303, location: '/visit' });
  expect(await readBasketCookie(getRequest('/', cookieHeader(...changed.cookies)))).toEqual({ id: basket.basketId, count: 2 });
  expect((await ordersOf(code)).status).toBe('cancelled');
  expect(await world.db.selectFrom('calendar_claim').selectAll().execute()).toEqual([]);
});

test('too many renewals have to wait', async () => {
  const { code } = await world.hold(world.patient, [consultation]);
  for (let tries = 0; tries < 30; tries += 1) await post('renew', world.patient, code);
  expect(await post('renew', world.patient, code)).toMatchObject({ status: 429, message: expect.stringContaining('try again') });
});
