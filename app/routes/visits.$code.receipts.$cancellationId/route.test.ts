import type { Updateable } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { MINUTE_MS } from '#app/domain/appointment-time.ts';
import type { CancelReason } from '#app/domain/cancel-reason.ts';
import { cancelBookings } from '#app/use-cases/cancel-bookings.server.ts';
import { overrideRefund } from '#app/use-cases/override-refund.server.ts';
import { quoteCancellation, type FollowUpChoice } from '#app/use-cases/quote-cancellation.server.ts';
import type { ActorRef } from '#db/status-events.ts';
import type { RefundTable } from '#db/tables.ts';
import { openVisitWorld, type Wish } from '../visit/visit-world.server.ts';
import type { Recomputed, ReceiptView } from './receipt-view.ts';
import { loader } from './route.tsx';

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

type Read = { view: ReceiptView; done: boolean; recomputed: Recomputed | null };

async function bookedVisit(wishes: Wish[], coupon: string | null = null) {
  const visit = await world.book(world.patient, wishes, { coupon });
  const parts = await world.db.selectFrom('individual_booking').selectAll().where('master_booking_id', '=', visit.masterBookingId).orderBy('position').execute();
  return { ...visit, parts };
}
type Visit = Awaited<ReturnType<typeof bookedVisit>>;

interface How {
  readonly followUps?: FollowUpChoice;
  readonly actor?: ActorRef & { readonly id: string };
  readonly reason?: CancelReason;
  readonly now?: Date;
}

async function cancel(visit: Visit, indexes: number[], { followUps, actor = { kind: 'patient', id: world.patient.id }, reason = 'patient_asked', now = new Date() }: How = {}) {
  const quote = await quoteCancellation(world.db, { masterBookingId: visit.masterBookingId, partIds: indexes.map((index) => visit.parts[index]!.id), followUps: followUps ?? null, actor, now });
  if (!quote.ok) throw new Error(quote.refusal.message);
  const done = await cancelBookings(world.db, { quoteId: quote.value.id, actor, reason, note: 'for the desk only', now });
  if (!done.ok) throw new Error(done.refusal.message);
  return done.value.cancellationId;
}

const get = async (person: TestPerson | null, code: string, cancellationId: string, query = '') =>
  loader({ ...routeArgs(getRequest(`/visits/${code}/receipts/${cancellationId}${query}`, await world.cookieOf(person))), params: { code, cancellationId } });
const look = async (visit: Visit, id: string, query = '') => (await (await get(world.patient, visit.code, id, query)).json()) as unknown as Read;
const recomputed = async (visit: Visit, id: string) => (await look(visit, id, '?recompute=1')).recomputed;
const setRefund = (visit: Visit, change: Updateable<RefundTable>) => world.db.updateTable('refund').set(change).where('master_booking_id', '=', visit.masterBookingId).execute();

test('tells each line whole: the sum, the rule, both clock times, and where the money goes', async () => {
  const visit = await bookedVisit([consultation, lipid], 'HEALTH10');
  const late = new Date(visit.parts[0]!.starts_at.getTime() - 10 * 60 * MINUTE_MS);
  const id = await cancel(visit, [0], { now: late });
  const { view, recomputed: nothing } = await look(visit, id);
  expect(view).toMatchObject({ couponCode: 'HEALTH10', paidWith: 'UPI', by: 'patient', reason: 'plans have changed', refundPaise: 27_000, quotedAt: late.toISOString(), cancelledAt: late.toISOString() });
  expect(view.lines[0]).toMatchObject({ listPricePaise: 60_000, couponSharePaise: 6_000, paidPaise: 54_000, feePaise: 27_000, requalifyPaise: 0, refundPaise: 27_000 });
  expect(view.lines[0]!.reasons).toEqual([expect.stringMatching(/^Standard: half of what you paid comes back until /), expect.stringMatching(/^The better deadline, .+, has passed; it is /)]);
  expect(view.refunds).toMatchObject([{ what: 'For cancelling consultation', amountPaise: 27_000, stage: 'requested', mood: 'moving' }]);
  expect(nothing).toBeNull();
  expect(JSON.stringify(view)).not.toContain('for the desk only');
});

test('only its patient finds it, and only below its own visit', async () => {
  const visit = await bookedVisit([consultation, lipid]);
  const other = await bookedVisit([{ ...lipid, pick: 20 }]);
  const theirs = await world.book(world.fatima, [{ ...consultation, pick: 6 }]);
  const id = await cancel(visit, [0]);
  expect((await thrownResponse(get(null, visit.code, id))).headers.get('Location')).toMatch(/^\/sign-in\?next=/);
  const wrong = [[world.fatima, visit.code, id], [world.fatima, theirs.code, id], [world.patient, other.code, id], [world.patient, visit.code, 'nothing'], [world.doctor, visit.code, id], [world.admin, visit.code, id]] as const;
  for (const [person, code, cancellationId] of wrong) expect((await thrownResponse(get(person, code, cancellationId))).status).toBe(404);
});

test.each<[string, Updateable<RefundTable>, object]>([
  ['waits for balance', { waiting_for: 'balance' }, { stage: 'requested', mood: 'waiting' }],
  ['is being sent', { status: 'sending' }, { stage: 'requested', mood: 'moving' }],
  ['is unknown', { status: 'outcome_unknown' }, { stage: 'requested', mood: 'checking' }],
  ['is at the gateway', { status: 'pending', sent_at: new Date() }, { stage: 'sent', mood: 'moving', arrived: null }],
  ['arrived', { status: 'processed', sent_at: new Date(), settled_at: new Date(), bank_reference: '7401234567890123' }, { stage: 'at_bank', mood: 'done', bankReference: '7401234567890123', arrived: expect.any(String) }],
  ['is parked before sending', { parked_reason: 'The payment is in dispute' }, { stage: 'requested', mood: 'needs_us' }],
  ['failed at the bank', { status: 'failed', sent_at: new Date(), parked_reason: 'The bank did not take it' }, { stage: 'sent', mood: 'needs_us' }],
])('a refund that %s is said so', async (_, change, expected) => {
  const visit = await bookedVisit([consultation]);
  const id = await cancel(visit, [0]);
  await setRefund(visit, change);
  const { view } = await look(visit, id);
  expect(view.refunds).toMatchObject([expected]);
  expect(JSON.stringify(view)).not.toContain(change.parked_reason ?? 'the desk');
});

test('a cancellation without money has a receipt and no refund', async () => {
  const visit = await bookedVisit([consultation, followUp]);
  const { view, recomputed: again } = await look(visit, await cancel(visit, [1]), '?done=1&recompute=1');
  expect([view.refunds, view.refundPaise, again]).toEqual([[], 0, { refundPaise: 0, verdict: 'same' }]);
});

test('recomputing gives the same after every kind of change that came later', async () => {
  const bloodCount = { ...lipid, service: world.world.labs.pulse.tests.completeBloodCount };
  const visit = await bookedVisit([consultation, bloodCount, followUp], 'HEALTH10');
  // The consultation goes and its follow-up stays at the full price; without that the rest is below the coupon's minimum.
  const first = await cancel(visit, [0], { followUps: 'pay_full' });
  const second = await cancel(visit, [2]);
  const third = await cancel(visit, [1]);
  const receipts = [];
  for (const id of [first, second, third]) receipts.push({ ...(await recomputed(visit, id)), shown: (await look(visit, id)).view.refundPaise });
  expect(receipts.map((each) => each.verdict)).toEqual(['same', 'same', 'same']);
  expect(receipts.reduce((sum, each) => sum + each.shown, 0)).toBe(visit.parts.reduce((sum, part) => sum + part.paid_paise, 0));
  expect(await world.db.selectFrom('master_booking').select('requalified_at').where('id', '=', visit.masterBookingId).executeTakeFirst()).toMatchObject({ requalified_at: expect.any(Date) });
});

test('recomputing knows that a coupon is re-qualified once, even when that refund was too small for all of it', async () => {
  const { tests } = world.world.labs.pulse;
  const visit = await bookedVisit([{ ...lipid, service: tests.hba1c }, { ...lipid, service: tests.completeBloodCount, pick: 27 }, { ...lipid, service: tests.fastingGlucose, pick: 24 }], 'HEALTH10');
  const goodwill = { masterBookingId: visit.masterBookingId, partId: visit.parts[0]!.id, amountPaise: 38_000, expectedRemainderPaise: 40_410, reason: 'complaint' as const, note: 'Late report', alsoCancel: false };
  expect(await overrideRefund(world.db, { adminId: world.admin.id, wish: goodwill, now: new Date() })).toMatchObject({ ok: true });
  const first = await cancel(visit, [0]);
  const second = await cancel(visit, [1]);
  expect((await look(visit, first)).view.lines[0]).toMatchObject({ alreadyRefundedPaise: 38_000, requalifyPaise: 2_410, refundPaise: 0 });
  expect((await look(visit, second)).view.lines[0]).toMatchObject({ requalifyPaise: 0 });
  expect([await recomputed(visit, first), await recomputed(visit, second)]).toMatchObject([{ verdict: 'same' }, { verdict: 'same' }]);
});

test('recomputing finds a number that no rule makes', async () => {
  const visit = await bookedVisit([consultation]);
  const id = await cancel(visit, [0], { now: new Date(visit.parts[0]!.starts_at.getTime() - 10 * 60 * MINUTE_MS) });
  expect(await recomputed(visit, id)).toEqual({ refundPaise: 30_000, verdict: 'same' });
  await world.db.updateTable('cancellation_line').set({ refund_paise: 30_001 }).where('cancellation_id', '=', id).execute();
  expect(await recomputed(visit, id)).toEqual({ refundPaise: 30_000, verdict: 'differs' });
});

test('a provider’s cancellation gives all of it, and an admin’s own amount is called one', async () => {
  const visit = await bookedVisit([consultation, lipid]);
  const byProvider = await cancel(visit, [0], { actor: { kind: 'provider', id: world.doctor.id }, reason: 'clinic_closed' });
  const { view, recomputed: again } = await look(visit, byProvider, '?recompute=1');
  expect([view.by, view.reason, again]).toEqual(['provider', 'the clinic is closed', { refundPaise: 60_000, verdict: 'same' }]);
  const wish = { masterBookingId: visit.masterBookingId, partId: visit.parts[1]!.id, amountPaise: 20_000, expectedRemainderPaise: 59_900, reason: 'complaint' as const, note: 'Came too late', alsoCancel: true };
  expect(await overrideRefund(world.db, { adminId: world.admin.id, wish, now: new Date() })).toMatchObject({ ok: true });
  const { id } = await world.db.selectFrom('cancellation').select('id').where('master_booking_id', '=', visit.masterBookingId).where('actor_kind', '=', 'admin').executeTakeFirstOrThrow();
  const own = await look(visit, id, '?recompute=1');
  expect([own.view.reason, own.view.lines[0]!.feePaise, own.recomputed]).toEqual(['after a complaint', 39_900, { refundPaise: 20_000, verdict: 'decided' }]);
});
