import type { Payment, Refund } from '../entities.ts';
import { planFor } from '../world.ts';
import type { World } from '../world.ts';
import type { Settlement, WaitingItem } from './entities.ts';
import { dayOf, secondOf } from './india-days.ts';
import { settle, settleSilently } from './settle.ts';

/** A payment was captured, or a refund of a captured payment processed: a settlement will take it. */
export function awaitSettlement(world: World, { id, created_at }: Payment | Refund): void {
  const item = world.store.waitingItems.save({ id, day: dayOf(created_at), ready_at: world.clock.now() });
  planRun(world, firstRunDay(world, item, item.ready_at));
}

/** Payments of a past that was not lived here: settled on their own days as far as those are over, silently; the rest waits. */
export function settlePast(world: World, payments: Payment[]): void {
  const idsByRun = new Map<number, string[]>();
  for (const payment of payments) {
    const at = runAt(world, dayOf(payment.created_at) + world.store.settings.settlementDelayDays);
    const ids = idsByRun.get(at);
    if (at > world.clock.now()) awaitSettlement(world, payment);
    else if (ids) ids.push(payment.id);
    else idsByRun.set(at, [payment.id]);
  }
  for (const [at, ids] of idsByRun) settleSilently(world, ids, at);
}

/** Everything that waits now, whatever its day; by hand. */
export function settleNow(world: World): Settlement | null {
  const now = world.clock.now();
  return settle(world, waitingUntil(world, dayOf(now)).filter(({ ready_at }) => ready_at <= now), now);
}

/** Plans the runs for everything that waits, none before `notBefore`: after a start, or when the settings changed. */
export function planRuns(world: World, notBefore = 0): void {
  for (const item of world.store.waitingItems.oldestFirst()) planRun(world, firstRunDay(world, item, Math.max(item.ready_at, notBefore)));
}

/** What waits by the rows is planned; what a state of before settlements holds is settled as a past that was not lived here. */
export function resumeSettlements(world: World): void {
  const { payments, refunds, waitingItems, settledItems } = world.store;
  const isKnown = ({ id }: Payment | Refund): boolean => settledItems.find(id) !== undefined || waitingItems.find(id) !== undefined;
  settlePast(world, [...payments.oldestFirst()].filter((payment) => payment.captured && !isKnown(payment)));
  for (const refund of refunds.oldestFirst()) {
    if (refund.status === 'processed' && payments.get(refund.payment_id).captured && !isKnown(refund)) awaitSettlement(world, refund);
  }
  planRuns(world);
}

function runAt(world: World, day: number): number {
  return secondOf(day, world.store.settings.settlementMinute);
}

/** The first day whose run is after `since` and long enough after the item. */
function firstRunDay(world: World, { day }: WaitingItem, since: number): number {
  const first = Math.max(day + world.store.settings.settlementDelayDays, dayOf(since));
  return runAt(world, first) > since ? first : first + 1;
}

function planRun(world: World, day: number): void {
  const at = runAt(world, day);
  if (world.settlementRuns.has(at)) return;
  world.settlementRuns.add(at);
  planFor(world, at, () => {
    world.settlementRuns.delete(at);
    // The settings may have moved the hour since: then another run was planned.
    if (runAt(world, day) === at) run(world, day, at);
  });
}

/** When this comes to nothing the items wait; whatever changes that has planned a run of its own. */
function run(world: World, day: number, at: number): void {
  const due = waitingUntil(world, day - world.store.settings.settlementDelayDays).filter(({ ready_at }) => ready_at < at);
  settle(world, due, at);
}

/** By days, so that what is not due is not looked at. */
function waitingUntil(world: World, lastDay: number): WaitingItem[] {
  const days = world.store.waitingItems.keys().map(Number).filter((day) => day <= lastDay);
  return days.toSorted((one, other) => one - other).flatMap((day) => world.store.waitingItems.withKey(String(day)));
}
