import { afterAll, beforeAll, expect, it } from 'vitest';
import { freeTimes } from '../free-times.ts';
import type { TroubleWorld } from './open-world.ts';
import { addDays, DAY_MINUTES, localDateOf, minutesAfter } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, RECONCILE_AGAIN_DAYS, SETTLED_WITHIN_DAYS, SETTLEMENT_CYCLE_DAYS } from '#app/domain/reconciliation.ts';
import { reconcileRecent } from '#app/use-cases/reconcile-recent.server.ts';
import { reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import { closeAll, DAYS, FIRST_DAY, goTo, livedFortnight, openDiscrepancies } from './reconcile-world.ts';

/** What is planted, how often, and as what it must be found. */
const FAULTS = [
  ['payment_missing', 4, 'missing_at_theirs'],
  ['payment_extra', 3, 'missing_at_ours'],
  ['payment_amount_over', 4, 'amount_over'],
  ['payment_amount_under', 4, 'amount_under'],
  ['payment_fee', 4, 'fee_differs'],
  ['refund_missing', 3, 'missing_at_theirs'],
  ['refund_extra', 3, 'refund_made_elsewhere'],
  ['refund_status', 3, 'status_differs'],
  ['wrong_batch', 3, 'settled_elsewhere'],
  ['duplicate', 3, 'duplicate'],
  ['statement_missing', 3, 'missing_at_theirs'],
  ['statement_extra', 2, 'missing_at_ours'],
  ['statement_over', 3, 'amount_over'],
  ['statement_under', 3, 'amount_under'],
  ['statement_fee', 3, 'fee_differs'],
  ['statement_duplicate', 2, 'duplicate'],
] as const;

const LATER = DAYS + 4;

let world: TroubleWorld;
beforeAll(async () => {
  world = await livedFortnight(48, 16);
});
afterAll(() => world.close());

it('finds nothing missing in a day while those between, on which it may have been settled, are not closed', async () => {
  const first = localDateOf(FIRST_DAY, BOOKS_ZONE);
  // What was paid on the first day was settled on the third, which nobody has read yet; the second day's, on the fourth.
  for (const days of [SETTLEMENT_CYCLE_DAYS + 1, SETTLED_WITHIN_DAYS]) {
    expect((await reconcileDay(world, { day: addDays(first, days), now: minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES) })).discrepancies).toBe(0);
  }
});

it('closes by night every day that nobody has closed, and the last three again', async () => {
  const now = minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES);
  const closed = await reconcileRecent(world, { day: null, now });
  const first = localDateOf(FIRST_DAY, BOOKS_ZONE);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(first, index));
  // Two were closed above.
  expect(closed.map(({ day }) => day)).toEqual(days.filter((_, index) => index !== SETTLEMENT_CYCLE_DAYS + 1 && index !== SETTLED_WITHIN_DAYS));
  expect(closed.reduce((sum, { discrepancies }) => sum + discrepancies, 0)).toBe(0);
  expect((await reconcileRecent(world, { day: null, now })).map(({ day }) => day)).toEqual(days.slice(-RECONCILE_AGAIN_DAYS));
});

it('finds nothing in books that say alike, however often it looks', async () => {
  const closed = await closeAll(world);
  expect(await openDiscrepancies(world)).toEqual([]);
  expect(closed.reduce((sum, day) => sum + day.transactions, 0)).toBeGreaterThan(100);
  expect(closed.reduce((sum, day) => sum + day.unexplainedPaise, 0)).toBe(0);
  const ledger = async () => (await world.db.selectFrom('ledger_posting').select('id').execute()).length;
  const before = await ledger();
  expect(await closeAll(world)).toEqual(closed);
  expect(await ledger()).toBe(before);
});

it('finds every planted fault once, with its kind, and invents none; corrected, it closes them by itself', async () => {
  // A refund in the dashboard is made of payments that no other fault is about: a payment that is told as missing has none.
  const sound = (await world.emulator.admin.state()).payments.filter((payment) => payment.status === 'captured').map(({ id }) => id);
  const planted: string[] = [];
  const ids: string[] = [];
  for (const [kind, count, found] of FAULTS) {
    for (let each = 0; each < count; each += 1) {
      const { id } = await world.emulator.admin.plant({ kind, ...(kind === 'refund_extra' && { id: sound[each]! }) });
      planted.push(`${found} ${id}`);
      ids.push(id);
    }
  }
  expect(planted.length).toBe(50);
  // What was made in the dashboard today is settled the day after tomorrow, with a payment: refunds alone are not.
  const { rao } = world.seeded.doctors;
  const [next] = await freeTimes(world.db, rao.consultation, rao.clinicIds[0]!, minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES), 5);
  await world.paid(await world.patient(), [{ service: rao.consultation, clinicId: rao.clinicIds[0]!, startsAt: next! }], undefined, minutesAfter(FIRST_DAY, DAYS * DAY_MINUTES));
  await goTo(world, minutesAfter(FIRST_DAY, LATER * DAY_MINUTES));
  await closeAll(world, LATER);
  const open = await openDiscrepancies(world);
  expect(open.map((each) => `${each.kind} ${each.subject_id}`).toSorted()).toEqual(planted.toSorted());
  await closeAll(world, LATER);
  expect((await openDiscrepancies(world)).length).toBe(50);
  for (const id of ids) await world.emulator.admin.unplant(id);
  await closeAll(world, LATER);
  // What really happened stays: money that was moved elsewhere waits for a word from a person.
  expect(new Set((await openDiscrepancies(world)).map((each) => each.kind))).toEqual(new Set(['missing_at_ours', 'refund_made_elsewhere']));
});
