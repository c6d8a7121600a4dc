import { planArn, planSettlement } from './refund-life.ts';
import { planCaptureDeadline, planLateAnswer } from './payment-life.ts';
import { resumeSettlements } from './settlements/settlement-days.ts';
import { planDelivery } from './webhook-delivery.ts';
import type { World } from './world.ts';
import { planNext, planUtr } from './x/payout-life.ts';
import { planValidation } from './x/validation-life.ts';

/** Plans anew what the rows say is still to come; after a start. */
export function resumePlans(world: World): void {
  for (const payment of world.store.payments.oldestFirst()) {
    planLateAnswer(world, payment);
    planCaptureDeadline(world, payment);
  }
  for (const refund of world.store.refunds.oldestFirst()) {
    planSettlement(world, refund);
    planArn(world, refund);
  }
  for (const payout of world.store.payouts.oldestFirst()) {
    planNext(world, payout);
    planUtr(world, payout);
  }
  for (const validation of world.store.validations.oldestFirst()) planValidation(world, validation);
  for (const delivery of world.store.deliveries.oldestFirst()) planDelivery(world, delivery);
  resumeSettlements(world);
  world.queue.steer(world.store.knobs);
  world.store.commit();
}

/** Resolves when everything due by now is done and every delivery due by now was tried. */
export async function flush(world: World): Promise<void> {
  world.timeline.runDue();
  await world.queue.idle();
}

/** Moves the clock and, going forward, lives through what became due in between, each thing at its own time. */
export async function moveClock(world: World, targetMs: number): Promise<void> {
  await flush(world);
  for (let next = world.timeline.next(); next !== undefined && next * 1000 <= targetMs; next = world.timeline.next()) {
    setClock(world, Math.max(next * 1000, world.clock.nowMs()));
    await flush(world);
  }
  setClock(world, targetMs);
  await flush(world);
}

export function setFrozen(world: World, frozen: boolean): void {
  if (frozen) world.clock.freeze();
  else world.clock.thaw();
  keepClock(world);
}

function setClock(world: World, ms: number): void {
  world.clock.moveTo(ms);
  keepClock(world);
}

function keepClock(world: World): void {
  world.store.clockState = { ...world.clock.state };
  world.store.commit();
  world.timeline.wake();
}
