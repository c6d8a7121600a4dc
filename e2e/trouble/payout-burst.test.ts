import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { knowPayees } from './know-payees.ts';
import { burst, copyBookings } from './payout-burst.ts';
import { balancesOf } from './payout-world.ts';
import { openProcessWorld, type ProcessWorld } from './process-world.ts';

const PAYOUTS = 120;
vi.setConfig({ testTimeout: 240_000 });

let world: ProcessWorld;
beforeAll(async () => {
  world = await openProcessWorld();
  await knowPayees(world);
  await world.emulator.admin.loadBalance(1_000_000_000);
}, 240_000);
afterAll(() => world.close(), 60_000);

// `npm run bench -- --only payouts` does it with a thousand and takes the time.
it('a burst of completions pays each once, while one of three workers is killed every second', async () => {
  await world.sendWebhooksTo(await world.startWeb());
  const { killed, paidTwice, attempts } = await burst(world, await copyBookings(world, PAYOUTS), true);
  expect(killed).toBeGreaterThan(0);
  expect([paidTwice, attempts]).toEqual([0, PAYOUTS]);
  const { ledgerPaise, rowsPaise, transitPaise } = await balancesOf(world, world.seeded.doctors.rao.id);
  expect([ledgerPaise, rowsPaise, transitPaise]).toEqual([0, 0, 0]);
  expect((await world.emulator.admin.assertions()).statementFaults).toEqual([]);
});
