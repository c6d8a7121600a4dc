import { afterAll, beforeAll, expect, test } from 'vitest';
import { thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { loader } from './route.ts';
import { SETTINGS_LISTS } from './settings-lists.server.ts';

let here: TestWorld;
beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());

const ask = async (list: string, query = '', login: 'kavita' | 'rao' = 'kavita') => loader({ request: await here.getAs(login, `/admin/settings/csv/${list}${query}`), params: { list }, context: {} });
const lines = async (list: string, query = '') => (await (await ask(list, query)).text()).trimEnd().split('\r\n');

test.each(Object.keys(SETTINGS_LISTS))('all %s go home as a file, each with an id of its own, and it is on record', async (list) => {
  const [heading, ...rows] = await lines(list);
  expect(rows.length).toBeGreaterThan(0);
  const width = heading!.split(',').length;
  const ids = rows.map((row) => row.split(',')[0]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(rows.every((row) => row.split(',').length >= width)).toBe(true);
  const audits = await here.db.selectFrom('audit_log').select('id').where('verb', '=', 'download_export').where('subject_id', '=', `settings-${list}`).execute();
  expect(audits).toHaveLength(1);
});

test('the file has every page of a list, under the filters of its screen', async () => {
  const { count } = await here.db.selectFrom('service').select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  expect(await lines('services')).toHaveLength(Number(count) + 1);
  expect((await lines('services', '?name=Ananya')).slice(1).every((row) => row.includes('Ananya Rao'))).toBe(true);
  expect((await lines('people', '?role=doctor')).slice(1).every((row) => row.includes(',doctor,'))).toBe(true);
});

test('a list that there is not, and a person who is no admin, find nothing', async () => {
  expect((await thrownResponse(ask('constructor') as Promise<unknown>)).status).toBe(404);
  expect((await thrownResponse(ask('clinics', '', 'rao') as Promise<unknown>)).status).toBe(404);
});
