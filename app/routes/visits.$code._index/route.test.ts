import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import { bookExternalRefund } from '#app/use-cases/book-external-refund.server.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { endHold } from '#app/use-cases/end-hold.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { quoteCancellation } from '#app/use-cases/quote-cancellation.server.ts';
import { sendParkedAgain } from '#app/use-cases/resolve-parked-refund.server.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import { loader, meta } from './route.tsx';
import type { VisitView } from './visit-view.ts';

let world: Awaited<ReturnType<typeof openVisitWorld>>;
let consultation: Wish;
let lipid: Wish;
let followUp: Wish;
beforeAll(async () => {
  world = await openVisitWorld();
  const { iyer } = world.world.doctors;
  consultation = { of: iyer, service: iyer.consultation };
  followUp = { of: iyer, service: iyer.followUp, day: 4 };
  lipid = { of: world.world.labs.pulse, service: world.world.labs.pulse.tests.lipidProfile, pick: 30 };
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.deleteFrom('calendar_claim').execute();
});

type Read = { view: VisitView; paid: boolean; email: string };

const get = async (person: TestPerson | null, code: string, query = '', cookie = '') => {
  const cookies = [await world.cookieOf(person), cookie].filter(Boolean).join('; ');
  return loader({ ...routeArgs(getRequest(`/visits/${code}${query}`, cookies)), params: { code } });
};
const look = async (code: string, query = '') => (await (await get(world.patient, code, query)).json()) as unknown as Read;
const refreshOf = (data: Read) => (meta({ data } as unknown as Parameters<typeof meta>[0]) ?? []).find((tag) => 'httpEquiv' in tag);

test('a paid visit is told whole: parts, places, preparation, rules, and money to the paisa', async () => {
  const { code } = await world.book(world.patient, [consultation, lipid, followUp], { coupon: 'HEALTH10' });
  const { view, paid, email } = await look(code, '?paid=1');
  expect([paid, email]).toEqual([true, 'meera@example.in']);
  expect(view).toMatchObject({ state: 'booked', status: 'confirmed', listTotalPaise: 119_900, discountPaise: 11_990, totalPaise: 107_910, couponCode: 'HEALTH10', returns: [] });
  expect(view.payment).toMatchObject({ id: expect.stringMatching(/^pay_/), method: 'upi' });
  expect(view.parts.map((part) => [part.service, part.listPricePaise, part.couponSharePaise, part.toCome])).toEqual([
    ['Consultation', 60_000, 6_000, true],
    ['Lipid profile', 59_900, 5_990, true],
    ['Follow-up', 0, 0, true],
  ]);
  expect(view.parts[0]!.address).toBe('412, 100 Feet Road, HAL 2nd Stage, Indiranagar, Bengaluru 560038');
  expect(view.parts[1]!.preparation).toBe('Fast for 10 to 12 hours; plain water is fine. Come in the morning.');
  expect(view.parts[1]!.policy).toBe('Cancel free until 22:00 the day before; all but ₹200 back until the sample is collected; nothing after.');
  expect((await look(code.toLowerCase())).view.code).toBe(code);
});

test('only its patient finds it', async () => {
  const { code } = await world.book(world.patient, [consultation]);
  const stranger = await thrownResponse(get(null, code));
  expect(stranger.headers.get('Location')).toBe(`/sign-in?next=%2Fvisits%2F${code}`);
  const answers = [];
  for (const [person, wanted] of [[world.fatima, code], [world.doctor, code], [world.admin, code], [world.patient, 'AAAA-BBBB-CCCC'], [world.patient, '%']] as const) {
    const answer = await thrownResponse(get(person, wanted));
    answers.push(`${answer.status} ${await answer.text()}`);
  }
  expect(new Set(answers)).toEqual(new Set(['404 Not Found']));
});

test('an unpaid visit says how long it is held, and that the hold has ended', async () => {
  const { code } = await world.hold(world.patient, [consultation]);
  expect((await look(code, '?paid=1')).view).toMatchObject({ state: 'held', payment: null });
  const ended = await world.hold(world.patient, [{ ...consultation, pick: 2 }], { ago: 11 });
  expect((await look(ended.code)).view.state).toBe('hold_ended');
});

test('while the payment is being looked for, the page asks again by itself', async () => {
  const visit = await world.hold(world.patient, [consultation]);
  expect((await look(visit.code, '?checking=1')).view.state).toBe('held');
  await world.settle(visit, 'created');
  const checking = await look(visit.code, '?checking=1');
  expect(checking.view.state).toBe('checking');
  expect(refreshOf(checking)).toEqual({ httpEquiv: 'refresh', content: '5' });
  expect(refreshOf(await look(visit.code))).toBeUndefined();

  await world.settle(visit, 'authorized');
  expect((await look(visit.code)).view.state).toBe('checking');
  await world.settle(visit);
  const booked = await look(visit.code, '?checking=1');
  expect([booked.view.state, refreshOf(booked)]).toEqual(['booked', undefined]);
});

test('a visit that was never paid says that nothing was charged and where to book again', async () => {
  const visit = await world.hold(world.patient, [consultation]);
  await endHold(world.db, { masterBookingId: visit.masterBookingId, actor: { kind: 'system', id: null }, now: new Date() });
  const { view } = await look(visit.code);
  expect(view).toMatchObject({ state: 'given_up', status: 'cancelled', payment: null });
  expect(view.parts[0]!.timesHref).toMatch(/^\/providers\/dr-vikram-iyer\?service=\w+&clinic=\w+$/);
});

test('money that came after the time was gone is said to be going back, with its day', async () => {
  const visit = await world.hold(world.patient, [consultation], { ago: 11 });
  await world.hold(world.fatima, [consultation]);
  expect(await world.settle(visit)).toBe('returned');
  const { view } = await look(visit.code);
  expect(view.state).toBe('returned');
  expect(view.returns).toEqual([{ id: expect.any(String), amountPaise: 60_000, paidTwice: false, arrived: false, stuck: false, expectedBy: expect.stringMatching(/^(Mon|Tue|Wed|Thu|Fri) \d+ \w{3}$/) }]);
  await world.db.updateTable('refund').set({ status: 'processed' }).where('master_booking_id', '=', visit.masterBookingId).execute();
  expect((await look(visit.code)).view.returns[0]!.arrived).toBe(true);
});

test('a second payment goes back and the visit stays booked', async () => {
  const visit = await world.book(world.patient, [consultation]);
  await world.settle(visit);
  const { view } = await look(visit.code);
  expect(view.state).toBe('booked');
  expect(view.returns).toMatchObject([{ amountPaise: 60_000, paidTwice: true }]);
});

test('a part that is over is not to come any more', async () => {
  const visit = await world.book(world.patient, [consultation]);
  await world.db.updateTable('individual_booking').set({ starts_at: new Date(Date.now() - 60 * MINUTE_MS) }).where('master_booking_id', '=', visit.masterBookingId).execute();
  expect((await look(visit.code)).view.parts[0]).toMatchObject({ status: 'confirmed', toCome: false });
});

test('the basket that became this visit is forgotten, so that the header counts right', async () => {
  const visit = await world.book(world.patient, [consultation]);
  const basket = await world.cookieOf(null, visit.basket);
  const answer = await thrownResponse(get(world.patient, visit.code, '?paid=1', basket));
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/visits/${visit.code}?paid=1`]);
  expect(answer.headers.get('Set-Cookie')).toContain('Max-Age=0');
});

test('cancelled parts stand with who, why and the receipt; the money is accounted for to the paisa', async () => {
  const visit = await world.book(world.patient, [consultation, lipid]);
  expect((await look(visit.code)).view).toMatchObject({ money: null, refunds: [] });
  const [part, kept] = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  const actor = { kind: 'patient' as const, id: world.patient.id };
  const late = new Date(part!.starts_at.getTime() - 10 * 60 * MINUTE_MS);
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [part!.id], followUps: null, actor, now: late });
  const done = quote.ok && (await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason: 'patient_unwell', note: null, now: late }));
  if (!done || !done.ok) throw new Error('not cancelled');

  const receiptHref = `/visits/${visit.code}/receipts/${done.value.cancellationId}`;
  const { view } = await look(visit.code);
  expect(view.status).toBe('partially_cancelled');
  expect(view.parts.map((each) => each.cancelled)).toEqual([{ who: 'You cancelled', at: late.toISOString(), reason: 'the patient is unwell', receiptHref }, null]);
  expect(view.money).toEqual({ refundedPaise: 30_000, keptFeePaise: 30_000, staysPaise: 59_900 });
  expect(view.refunds).toMatchObject([{ what: 'For cancelling consultation', receiptHref, amountPaise: 30_000, mood: 'moving' }]);

  const waiver = { masterBookingId: visit.masterBookingId, partId: part!.id, amountPaise: 10_000, expectedRemainderPaise: 30_000, reason: 'complaint' as const, note: 'not for the patient', alsoCancel: false };
  expect(await overrideRefund(world.db, { adminId: world.admin.id, wish: waiver, now: new Date(late.getTime() + MINUTE_MS) })).toMatchObject({ ok: true });
  const told = { id: 'rfnd_AAAAAAAAAAAAAB', payment_id: view.payment!.id, amount: 5_000, currency: 'INR', status: 'processed' as const, created_at: 1 };
  await bookExternalRefund(world.db, { told, now: new Date(late.getTime() + 2 * MINUTE_MS) });
  const after = (await look(visit.code)).view;
  expect(after.refunds.map((refund) => [refund.what, refund.amountPaise, refund.mood])).toEqual([
    ['For cancelling consultation', 30_000, 'moving'],
    ['Given back by us for consultation', 10_000, 'moving'],
    ['Returned by our team for consultation and Lipid profile', 5_000, 'done'],
  ]);
  expect(after.money!.refundedPaise + after.money!.keptFeePaise + after.money!.staysPaise).toBe(119_900);
  expect(JSON.stringify(after)).not.toContain('not for the patient');
  expect(kept!.paid_paise).toBe(59_900);
});

test('a refund that failed for good and was sent again counts once', async () => {
  const visit = await world.book(world.patient, [consultation]);
  const part = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
  const actor = { kind: 'patient' as const, id: world.patient.id };
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: [part.id], followUps: null, actor, now: new Date() });
  if (!quote.ok) throw new Error(quote.refusal.message);
  await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason: 'patient_asked', note: null, now: new Date() });
  const refund = world.db.updateTable('refund').where('master_booking_id', '=', visit.masterBookingId);
  await refund.set({ status: 'failed', parked_reason: 'The bank did not take the refund.' }).execute();
  expect((await look(visit.code)).view).toMatchObject({ money: { refundedPaise: 60_000, staysPaise: 0 }, refunds: [{ mood: 'needs_us' }] });
  const { id } = await world.db.selectFrom('refund').select('id').where('master_booking_id', '=', visit.masterBookingId).executeTakeFirstOrThrow();
  await sendParkedAgain(world.db, { refundId: id, adminId: world.admin.id, now: new Date(Date.now() + MINUTE_MS) });
  expect((await look(visit.code)).view).toMatchObject({ money: { refundedPaise: 60_000, staysPaise: 0 }, refunds: [{ mood: 'replaced' }, { mood: 'moving' }] });
});
