import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cookieHeader, getRequest, postRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { readBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { BasketRef } from '#app/use-cases/edit-basket.server.ts';
import { startEmulator, type RunningEmulator } from '../../../e2e/razorpay-emulator/start-emulator.ts';
import type { BasketView, RefusedVisit } from './basket-view.ts';
import { action, loader } from './route.tsx';
import { openVisitWorld, type Wish } from './visit-world.server.ts';

let emulator: RunningEmulator;
let world: Awaited<ReturnType<typeof openVisitWorld>>;
let consultation: Wish;
let lipid: Wish;
let followUp: Wish;
beforeAll(async () => {
  emulator = await startEmulator({ keyId: 'rzp_test_00000000000000', keySecret: 'secret' });
  world = await openVisitWorld(emulator.origin);
  const { iyer } = world.world.doctors;
  const { pulse } = world.world.labs;
  consultation = { of: iyer, service: iyer.consultation };
  lipid = { of: pulse, service: pulse.tests.lipidProfile, pick: 30 };
  followUp = { of: iyer, service: iyer.followUp, day: 4 };
});
afterAll(async () => {
  await world.close();
  await emulator.stop();
});
beforeEach(async () => {
  for (const table of ['calendar_claim', 'individual_booking', 'payment_transaction', 'coupon_redemption', 'rate_limit', 'basket'] as const) await world.db.deleteFrom(table).execute();
});

type Read = { basket: BasketView; role: string | null; lost: boolean };

async function look(person: TestPerson | null, basket: BasketRef | null, path = '/visit'): Promise<Read> {
  const response = await loader(routeArgs(getRequest(path, await world.cookieOf(person, basket))));
  return (await response.json()) as unknown as Read;
}

async function post(fields: Record<string, string>, person: TestPerson | null, basket: BasketRef | null) {
  const response = (await action(routeArgs(postRequest('/visit', fields, await world.cookieOf(person, basket))))) as Response;
  const location = response.headers.get('Location');
  const refused = location === null ? ((await response.json()) as RefusedVisit) : null;
  return { status: response.status, location, refused, cookies: response.headers.getSetCookie() };
}

const cookieLeft = (cookies: string[]) => readBasketCookie(getRequest('/', cookieHeader(...cookies)));
const codeIn = (location: string | null) => /^\/visits\/([^/?]+)/.exec(location ?? '')?.[1];
const linesOf = (basket: BasketRef) => world.db.selectFrom('basket_line').selectAll().where('basket_id', '=', basket.basketId).orderBy('position').execute();

test('a stranger sees the receipt grow: services, prices, follow-up and rules', async () => {
  const basket = await world.fillBasket([consultation, lipid, followUp]);
  const read = await look(null, basket);
  expect(read.role).toBeNull();
  expect(read.basket.lines.map((line) => [line.service, line.provider, line.listPricePaise, line.trouble])).toEqual([
    ['Consultation', 'Dr Vikram Iyer', 60_000, null],
    ['Lipid profile', 'Pulse Diagnostics', 59_900, null],
    ['Follow-up', 'Dr Vikram Iyer', 0, null],
  ]);
  expect(read.basket.lines[2]?.followUpNote).toMatch(/^Follow-up to the consultation on \w+ \d+ \w+: free within 10 days\.$/);
  expect(read.basket.lines[0]?.policy).toBe('Cancel free until 24 hours before; half back until 4 hours before; nothing after.');
  expect(read.basket.lines[0]?.timesHref).toMatch(/^\/providers\/dr-vikram-iyer\?service=\w+&clinic=\w+&date=\d{4}-\d\d-\d\d&replaces=\w+$/);
  expect(read.basket).toMatchObject({ totalPaise: 119_900, warning: null, held: null, coupon: null });
});

test('without a basket there is nothing, and a basket that is gone is forgotten', async () => {
  expect((await look(null, null)).basket).toBeNull();
  const cookie = await world.cookieOf(null, { basketId: '0123456789abcdefghjk', count: 2 });
  const answer = await thrownResponse(loader(routeArgs(getRequest('/visit?lost=1', cookie))));
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/visit?lost=1']);
  expect(answer.headers.get('Set-Cookie')).toMatch(/^onevisit-basket=[^;]*; Max-Age=0; /);
});

test('a coupon shows its share of each line to the paisa, and comes off again', async () => {
  const basket = await world.fillBasket([consultation, lipid, followUp]);
  expect(await post({ intent: 'apply-coupon', code: ' health10 ' }, null, basket)).toMatchObject({ status: 303, location: '/visit' });
  const { basket: view } = await look(null, basket);
  expect(view.lines.map((line) => line.couponSharePaise)).toEqual([6_000, 5_990, 0]);
  expect(view).toMatchObject({ coupon: { code: 'HEALTH10', refusal: null }, listTotalPaise: 119_900, discountPaise: 11_990, totalPaise: 107_910 });
  await post({ intent: 'remove-coupon' }, null, basket);
  expect((await look(null, basket)).basket).toMatchObject({ coupon: null, discountPaise: 0, totalPaise: 119_900 });
});

test('a coupon that does not fit says why, beside what was typed', async () => {
  const basket = await world.fillBasket([consultation]);
  const unknown = await post({ intent: 'apply-coupon', code: 'NOPE' }, null, basket);
  expect(unknown).toMatchObject({ status: 409, refused: { field: 'code', typedCode: 'NOPE', message: expect.stringContaining('There is no coupon NOPE') } });
  for (const code of ['', 'A B', 'X'.repeat(31), '<b>']) {
    expect(await post({ intent: 'apply-coupon', code }, null, basket)).toMatchObject({ status: 400, refused: { field: 'code' } });
  }
  await post({ intent: 'apply-coupon', code: 'WELCOME200' }, null, basket);
  expect((await look(null, basket)).basket).toMatchObject({ totalPaise: 60_000, coupon: { refusal: expect.stringContaining('₹400 is missing') } });
});

test('a line is removed, and with the last one the basket', async () => {
  const basket = await world.fillBasket([consultation, lipid]);
  const [first, second] = await linesOf(basket);
  const one = await post({ intent: 'remove', lineId: first!.id }, null, basket);
  expect(one).toMatchObject({ status: 303, location: '/visit' });
  expect(await cookieLeft(one.cookies)).toEqual({ id: basket.basketId, count: 1 });
  expect(await cookieLeft((await post({ intent: 'remove', lineId: second!.id }, null, basket)).cookies)).toBeNull();
});

test.each([
  [{}],
  [{ intent: 'destroy' }],
  [{ intent: 'remove', lineId: "' OR 1=1" }],
  [{ intent: 'move', lineId: '0123456789abcdefghjk', startsAt: 'tomorrow' }],
])('a form that cannot be read changes nothing: %j', async (fields) => {
  const basket = await world.fillBasket([consultation]);
  expect(await post(fields, null, basket)).toMatchObject({ status: 400, refused: { message: expect.stringContaining('Nothing of your visit has changed') } });
  expect(await linesOf(basket)).toHaveLength(1);
});

test('another basket’s line can be neither moved nor removed', async () => {
  const [mine, theirs] = [await world.fillBasket([consultation]), await world.fillBasket([lipid])];
  const [line] = await linesOf(theirs);
  await post({ intent: 'remove', lineId: line!.id }, null, mine);
  expect(await post({ intent: 'move', lineId: line!.id, startsAt: line!.starts_at.toISOString() }, null, mine)).toMatchObject({ status: 409 });
  expect(await linesOf(theirs)).toHaveLength(1);
});

test('going on to pay needs a patient: strangers sign in first, doctors and admins are told', async () => {
  const basket = await world.fillBasket([consultation]);
  expect(await post({ intent: 'hold' }, null, basket)).toMatchObject({ status: 303, location: '/sign-in?next=%2Fvisit' });
  for (const person of [world.doctor, world.admin]) {
    expect((await look(person, basket)).role).toBe(person.role);
    expect(await post({ intent: 'hold' }, person, basket)).toMatchObject({ status: 409, refused: { message: expect.stringContaining('Visits are booked by patients') } });
  }
  expect(await post({ intent: 'hold' }, world.patient, null)).toMatchObject({ status: 303, location: '/visit' });
});

test('the patient holds all times, and the order is there to be paid', async () => {
  const basket = await world.fillBasket([consultation, lipid, followUp], { coupon: 'HEALTH10' });
  const held = await post({ intent: 'hold' }, world.patient, basket);
  expect(held).toMatchObject({ status: 303, location: expect.stringMatching(/^\/visits\/[0-9A-Z-]{14}\/pay$/) });
  const visit = await world.db.selectFrom('master_booking').selectAll().where('code', '=', codeIn(held.location)!).executeTakeFirstOrThrow();
  expect(visit).toMatchObject({ patient_id: world.patient.id, status: 'pending_payment', total_paise: 107_910 });
  const payment = await world.db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', visit.id).executeTakeFirstOrThrow();
  expect((await emulator.admin.state()).orders).toContainEqual(expect.objectContaining({ id: payment.gateway_order_id, amount: 107_910, receipt: payment.id }));

  const { basket: view } = await look(world.patient, basket);
  expect(view.held).toMatchObject({ code: visit.code, ended: false, until: visit.hold_expires_at.toISOString() });
  expect(view.lines.every((line) => line.trouble === null)).toBe(true);
});

test('two tabs that go on to pay at once get one visit', async () => {
  const basket = await world.fillBasket([consultation, lipid]);
  const both = await Promise.all([post({ intent: 'hold' }, world.patient, basket), post({ intent: 'hold' }, world.patient, basket)]);
  expect(new Set(both.map((one) => one.location)).size).toBe(1);
  const { orders } = await world.db.selectFrom('payment_transaction').select(({ fn }) => fn.countAll<number>().as('orders')).executeTakeFirstOrThrow();
  expect(Number(orders)).toBe(1);
});

test('editing a held visit gives its times back', async () => {
  const basket = await world.fillBasket([consultation, lipid]);
  const code = codeIn((await post({ intent: 'hold' }, world.patient, basket)).location)!;
  await post({ intent: 'remove', lineId: (await linesOf(basket))[1]!.id }, world.patient, basket);
  expect(await world.db.selectFrom('master_booking').select('status').where('code', '=', code).executeTakeFirst()).toEqual({ status: 'cancelled' });
  expect(await world.db.selectFrom('calendar_claim').selectAll().execute()).toEqual([]);
  expect((await look(world.patient, basket)).basket).toMatchObject({ held: null, totalPaise: 60_000 });
});

test('a lost time is marked with three free ones, and one press takes one of them', async () => {
  const basket = await world.fillBasket([consultation, lipid]);
  await world.hold(world.fatima, [consultation]);
  const refused = await post({ intent: 'hold' }, world.patient, basket);
  expect(refused).toMatchObject({ status: 409, refused: { field: '', message: expect.stringContaining('that time was taken a moment ago') } });

  const { basket: view } = await look(world.patient, basket);
  expect(view.lines.map((line) => line.trouble?.message ?? null)).toEqual(['This time was taken.', null]);
  const choices = view.lines[0]!.trouble!.choices;
  expect(choices).toHaveLength(3);
  const lost = new Date(view.lines[0]!.startsAt).getTime();
  expect(choices.every((at) => new Date(at).getTime() > lost)).toBe(true);
  expect(await post({ intent: 'move', lineId: view.lines[0]!.id, startsAt: choices[0]! }, world.patient, basket)).toMatchObject({ status: 303, location: '/visit' });
  expect((await look(world.patient, basket)).basket.lines[0]).toMatchObject({ startsAt: choices[0], trouble: null });
  expect((await post({ intent: 'hold' }, world.patient, basket)).location).toMatch(/\/pay$/);
});

test('a choice that is taken meanwhile, or made up, is refused and the line stays', async () => {
  const basket = await world.fillBasket([consultation]);
  const next = { ...consultation, pick: 1 };
  const [line] = await linesOf(basket);
  await world.hold(world.fatima, [next]);
  const startsAt = (await world.timeOf(next)).startsAt.toISOString();
  expect(await post({ intent: 'move', lineId: line!.id, startsAt }, world.patient, basket)).toMatchObject({ status: 409, refused: { message: expect.stringContaining('taken a moment ago') } });
  expect(await post({ intent: 'move', lineId: line!.id, startsAt: '2020-01-01T00:00:00Z' }, world.patient, basket)).toMatchObject({ status: 409 });
  expect((await linesOf(basket))[0]!.starts_at).toEqual(line!.starts_at);
});

test('a time at which the patient is booked elsewhere is said before the hold, and choices avoid it', async () => {
  const { rao } = world.world.doctors;
  const other: Wish = { of: rao, service: rao.consultation };
  const at = (await world.timeOf(other)).startsAt;
  await world.hold(world.patient, [other]);
  const basket = await world.fillBasket([consultation]);
  await world.db.updateTable('basket_line').set({ starts_at: await offeredDuring(at) }).where('basket_id', '=', basket.basketId).execute();
  const trouble = (await look(world.patient, basket)).basket.lines[0]!.trouble!;
  expect(trouble.message).toBe('You already have a booking at this time.');
  const endsAt = at.getTime() + rao.consultation.duration_minutes * MINUTE_MS;
  expect(trouble.choices.every((choice) => new Date(choice).getTime() >= endsAt)).toBe(true);
  expect((await look(null, basket)).basket.lines[0]!.trouble).toBeNull();
});

/** A time of Dr Iyer's that overlaps with that of another consultation. */
async function offeredDuring(at: Date): Promise<Date> {
  for (let day = 1; day < 20; day += 1) {
    for (let pick = 0; pick < 12; pick += 1) {
      const { startsAt } = await world.timeOf({ ...consultation, day, pick }).catch(() => ({ startsAt: new Date(0) }));
      if (Math.abs(startsAt.getTime() - at.getTime()) < 15 * MINUTE_MS) return startsAt;
    }
  }
  throw new Error('no time of the two doctors overlaps');
}

test('services that overlap, times that have passed and follow-ups alone are marked', async () => {
  const basket = await world.fillBasket([consultation, lipid, followUp]);
  const [first, second, third] = await linesOf(basket);
  const move = (id: string, startsAt: Date) => world.db.updateTable('basket_line').set({ starts_at: startsAt }).where('id', '=', id).execute();

  const lab = await world.timeOf({ ...lipid, pick: 12 });
  await move(second!.id, lab.startsAt);
  await move(first!.id, await offeredDuring(lab.startsAt));
  const overlap = (await look(null, basket)).basket;
  expect(overlap.warning).toContain('overlap');
  expect(overlap.lines.filter((line) => line.trouble?.message === 'This overlaps with another service of your visit.')).toHaveLength(1);
  expect(await post({ intent: 'hold' }, world.patient, basket)).toMatchObject({ status: 409, refused: { message: overlap.warning } });

  await move(first!.id, new Date(Date.now() - 60 * MINUTE_MS));
  const passed = (await look(null, basket)).basket;
  expect(passed.lines[0]!.trouble?.message).toBe('This time is not offered any more.');
  expect(passed.warning).toContain('can no longer be booked');

  await post({ intent: 'remove', lineId: first!.id }, null, basket);
  const alone = (await look(null, basket)).basket;
  expect(alone.lines.find((line) => line.id === third!.id)!.trouble).toEqual({ message: 'This follow-up has no consultation before it.', choices: [] });
});

test('a free visit is booked at once and the basket is gone', async () => {
  await world.book(world.patient, [consultation]);
  const basket = await world.fillBasket([followUp], { patient: world.patient });
  expect((await look(world.patient, basket)).basket.totalPaise).toBe(0);
  const booked = await post({ intent: 'hold' }, world.patient, basket);
  expect(booked).toMatchObject({ status: 303, location: expect.stringMatching(/^\/visits\/[0-9A-Z-]{14}\?paid=1$/) });
  expect(await cookieLeft(booked.cookies)).toBeNull();
  expect(await post({ intent: 'hold' }, world.patient, basket)).toMatchObject({ status: 303, location: '/visits' });
});

test('a hold that ended is taken again by the same button', async () => {
  const { code, basket } = await world.hold(world.patient, [consultation], { ago: 11 });
  expect((await look(world.patient, basket)).basket.held).toMatchObject({ code, ended: true });
  expect((await post({ intent: 'hold' }, world.patient, basket)).location).toBe(`/visits/${code}/pay`);
  expect((await look(world.patient, basket)).basket.held).toMatchObject({ code, ended: false });
});

test('a hold that ended and was lost comes back as a basket with the line marked', async () => {
  const { basket } = await world.hold(world.patient, [consultation, lipid], { ago: 11 });
  await world.hold(world.fatima, [consultation]);
  expect(await post({ intent: 'hold' }, world.patient, basket)).toMatchObject({ status: 409, refused: { message: expect.stringContaining('taken after your hold ended') } });
  const read = await look(world.patient, basket, '/visit?lost=1');
  expect(read).toMatchObject({ lost: true, basket: { held: null } });
  expect(read.basket.lines.map((line) => line.trouble?.message ?? null)).toEqual(['This time was taken.', null]);
});

test('another patient’s basket is neither shown nor held, only forgotten', async () => {
  const basket = await world.fillBasket([consultation], { patient: world.fatima });
  const cookie = await world.cookieOf(world.patient, basket);
  expect((await thrownResponse(loader(routeArgs(getRequest('/visit', cookie))))).headers.get('Set-Cookie')).toContain('Max-Age=0');
  expect((await post({ intent: 'remove', lineId: (await linesOf(basket))[0]!.id }, world.patient, basket)).location).toBe('/visit');
  expect((await post({ intent: 'hold' }, world.patient, basket)).location).toBe('/visits');
  expect(await linesOf(basket)).toHaveLength(1);
});

test('too many holds have to wait, with the visit kept', async () => {
  const basket = await world.fillBasket([consultation]);
  await world.hold(world.fatima, [consultation]);
  for (let tries = 0; tries < 30; tries += 1) await post({ intent: 'hold' }, world.patient, basket);
  expect(await post({ intent: 'hold' }, world.patient, basket)).toMatchObject({ status: 429, refused: { message: expect.stringContaining('try again') } });
});

test('a free visit that is sent twice is booked once, and both answers lead to it', async () => {
  await world.book(world.patient, [consultation]);
  const basket = await world.fillBasket([followUp], { patient: world.patient });
  const both = await Promise.all([post({ intent: 'hold' }, world.patient, basket), post({ intent: 'hold' }, world.patient, basket)]);
  expect(both.map((one) => one.location?.replace(/[0-9A-Z-]{14}.*/, 'CODE')).sort()).toEqual(['/visits', '/visits/CODE']);
});
