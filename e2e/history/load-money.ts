import { DAY_MINUTES, MINUTE_MS } from '#app/domain/appointment-time.ts';
import { hearOfStatementLine } from '#app/use-cases/book-balance-load.server.ts';
import type { LiveWindow } from './live-windows.ts';
import type { LiveWorld } from './live-world.ts';
import type { Story } from './story.ts';

const LAKH_PAISE = 1_00_000_00;
const WEEK_MS = 7 * DAY_MINUTES * MINUTE_MS;
/** A week may have more visits than the others. */
const LESS_LOADS_THAN_WEEKS = 1;

/** Paise that finance transfers to RazorpayX when a window opens, by that instant: once a week, together more than all list prices. */
export function planLoads(stories: readonly Story[], windows: readonly LiveWindow[]): ReadonlyMap<number, number> {
  const listPaise = stories.reduce((sum, { lines }) => sum + lines.reduce((own, { offer }) => own + offer.listPricePaise, 0), 0);
  const first = windows[0]!.opensAt.getTime();
  const mondays = windows.map(({ opensAt }) => opensAt.getTime()).filter((opens) => (opens - first) % WEEK_MS === 0);
  const eachPaise = Math.ceil(listPaise / Math.max(1, mondays.length - LESS_LOADS_THAN_WEEKS) / LAKH_PAISE) * LAKH_PAISE;
  return new Map(mondays.map((opens) => [opens, eachPaise]));
}

/** The transfer arrives, and its line of the statement is heard of at once, as its webhook would have it. */
export async function loadMoney(world: LiveWorld, now: Date, loads: ReadonlyMap<number, number>): Promise<void> {
  const paise = loads.get(now.getTime());
  if (paise === undefined) return;
  const { transaction } = await world.emulator.admin.loadBalance(paise);
  const heard = await hearOfStatementLine(world, { transactionId: transaction.id, now });
  if (heard !== 'done') throw new Error(`the load ${transaction.id} is ${heard} to us`);
}

/** What was loaded before the story began: its event came while nobody was up to hear it, and comes again in minutes. */
export async function hearOfEarlierLoads(world: LiveWorld, now: Date): Promise<void> {
  const { x } = await world.emulator.admin.state();
  for (const { id, credit } of x.transactions) if (credit > 0) await hearOfStatementLine(world, { transactionId: id, now });
}
