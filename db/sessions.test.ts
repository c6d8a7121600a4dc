import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWorld, type TestWorld } from '../app/auth/test-world.ts';
import { findLiveSession } from './sessions.ts';
import { openWatchedDatabase } from './watched-database.ts';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

test('who somebody is costs one query by keys, whether or not an admin views as a patient', async () => {
  await here.cookieOf('kavita');
  const { token_hash: hash } = await here.db.selectFrom('session').select('token_hash').executeTakeFirstOrThrow();
  const watched = openWatchedDatabase(process.env.DATABASE_URL!);
  await findLiveSession(watched.db, hash, new Date());
  await here.db.updateTable('session').set({ acting_as: (await here.accountOf('meera')).id, acting_until: new Date(Date.now() + 60_000) }).execute();
  expect(await findLiveSession(watched.db, hash, new Date())).toMatchObject({ role: 'patient', viewedBy: { adminName: 'Kavita Menon' } });
  const queries = watched.takeQueries();
  expect(queries).toHaveLength(2);
  const lines = (await Promise.all(queries.map((query) => watched.explain(query)))).flat();
  expect(lines.filter(({ type }) => type === 'ALL' || type === 'index')).toEqual([]);
  await watched.close();
});
