import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { clientKey, forgive, forgiveSignIn, limitBy, tryUse } from './rate-limit.server.ts';
import { openTestPeople, thrownResponse } from './test-people.ts';
import { sweepSignIns } from '../use-cases/sweep-sign-ins.server.ts';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

test('two processes share one count, also when all uses come at once', async () => {
  const other = openDatabase(world.url, { connections: 8 });
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => tryUse(index % 2 ? world.db : other, 'sign-in-mail', 'burst@example.in')));
  expect(answers.filter((tooMany) => tooMany === null)).toHaveLength(10);
  expect(await tryUse(world.db, 'sign-in-mail', 'somebody-else@example.in')).toBeNull();
  await other.destroy();
});

test('one use too many is a 429 that says how long to wait, and a name has its own count', async () => {
  for (let use = 0; use < 30; use += 1) await limitBy(world.db, 'hold', 'patient-1');
  const answer = await thrownResponse(limitBy(world.db, 'hold', 'patient-1'));
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(590);
  expect(Number(answer.headers.get('Retry-After'))).toBeLessThanOrEqual(600);
  expect(await answer.json()).toEqual({ happened: 'There were too many tries in a short time. Please try again in 10 minutes.' });
  await limitBy(world.db, 'password-account', 'patient-1');
});

test('the count starts again when its window is over', async () => {
  for (let use = 0; use < 11; use += 1) await tryUse(world.db, 'register-ip', '203.0.113.9');
  expect(await tryUse(world.db, 'register-ip', '203.0.113.9')).not.toBeNull();
  await world.db.updateTable('rate_limit').set({ expire: Date.now() - 1 }).execute();
  expect(await tryUse(world.db, 'register-ip', '203.0.113.9')).toBeNull();
});

test('a success clears its e-mail, and gives its address back one use only', async () => {
  for (let use = 0; use < 10; use += 1) await tryUse(world.db, 'sign-in-mail', 'meera@example.in');
  for (let use = 0; use < 51; use += 1) await tryUse(world.db, 'sign-in-ip', '203.0.113.8');
  await forgiveSignIn(world.db, 'meera@example.in', '203.0.113.8');
  expect(await tryUse(world.db, 'sign-in-mail', 'meera@example.in')).toBeNull();
  expect(await tryUse(world.db, 'sign-in-ip', '203.0.113.8')).not.toBeNull();
  await forgive(world.db, 'sign-in-ip', '203.0.113.8');
  expect(await tryUse(world.db, 'sign-in-ip', '203.0.113.8')).toBeNull();
});

test('no connection is kept: many more uses than connections come through', async () => {
  const small = openDatabase(world.url, { connections: 2 });
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => tryUse(small, 'search', `visitor-${index}`)));
  expect(answers.every((tooMany) => tooMany === null)).toBe(true);
  await small.destroy();
});

test('the table holds no e-mail and no address, and the nightly sweep empties what is over', async () => {
  await tryUse(world.db, 'reset-mail', 'meera@example.in');
  const rows = JSON.stringify(await world.db.selectFrom('rate_limit').selectAll().execute());
  expect(rows).not.toMatch(/@|203\.0/);
  await sweepSignIns(world.db, new Date(Date.now() + 3 * 3_600_000));
  expect(await world.db.selectFrom('rate_limit').selectAll().execute()).toEqual([]);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s counts as %s', (clientAddress, key) => {
  expect(clientKey({ clientAddress })).toBe(key);
});
