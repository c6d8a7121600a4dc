import { afterAll, beforeAll, expect, it } from 'vitest';
import { findPayoutPause, writePayoutPause } from '#db/payout-pause.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { holdWorker } from './hold-worker.ts';

const HOUR_MS = 3_600_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const pause = () => findPayoutPause(database.db, new Date());

it('pauses payouts for minutes, and lets them go on at the end', async () => {
  const letGo = await holdWorker(database.db);
  const held = await pause();
  expect(held).toMatchObject({ paused_by: null, reason: 'A month of visits is being written' });
  expect(held!.until.getTime() - Date.now()).toBeLessThan(6 * 60_000);
  await letGo();
  expect(await pause()).toBeNull();
});

it.each([
  ['longer than ours', 2 * HOUR_MS],
  ['shorter than ours', 60_000],
])('leaves an admin’s own pause, %s, as it was', async (_, ms) => {
  const theirs = { until: new Date(Date.now() + ms), reason: 'The bank asked for it', paused_by: 'somebody-at-the-desk', paused_at: new Date() };
  await inTransaction(database.db, (trx) => writePayoutPause(trx, theirs));
  const letGo = await holdWorker(database.db);
  expect(await pause()).not.toBeNull();
  await letGo();
  expect(await pause()).toMatchObject(theirs);
});
