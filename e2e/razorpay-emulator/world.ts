import { Clock } from './clock.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { RequestLog } from './request-log.ts';
import { Store } from './store.ts';
import { Timeline } from './timeline.ts';

export type Account = {
  keyId: string;
  keySecret: string;
  merchantName: string;
  accountId: string;
  /** The RazorpayX account payouts are made from. */
  xAccountNumber: string;
};

/** All a handler can touch. */
export type World = {
  account: Account;
  store: Store;
  clock: Clock;
  timeline: Timeline;
  queue: DeliveryQueue;
  log: RequestLog;
  /** Idempotency keys and payments a request is working on right now, each with its end; never survives a restart. */
  busy: Map<string, Promise<void>>;
  /** Virtual unix seconds at which settlements are planned; planned anew after a start. */
  settlementRuns: Set<number>;
};

export const ACCOUNT_ID = 'acc_Emu00000000001';
export const DEFAULT_X_ACCOUNT_NUMBER = '2323230000000001';

export function createWorld(account: Account, stateFolder: string | null): World {
  const clock = new Clock();
  const store = new Store(stateFolder);
  if (store.clockState) clock.state = store.clockState;
  return { account, store, clock, timeline: new Timeline(clock), queue: new DeliveryQueue(), log: new RequestLog(), busy: new Map(), settlementRuns: new Set() };
}

/** Plans `act` for a virtual unix second and makes what it did lasting. */
export function planFor(world: World, at: number, act: () => void): void {
  world.timeline.plan(at, () => {
    act();
    world.store.commit();
  });
}
