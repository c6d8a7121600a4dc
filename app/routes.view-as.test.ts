import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ActionFunctionArgs } from '@remix-run/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asRead, cookieHeader, getRequest, postRequest } from './auth/test-people.ts';
import { openTestWorld, type TestWorld } from './auth/test-world.ts';

/** Actions that speak for nobody, or that end the view itself; every other one must refuse somebody who only looks. */
const SPEAKS_FOR_NOBODY = new Set([
  'forgot-password', 'register', 'reset-password', 'sign-in', 'sign-out', 'stop-viewing', 'payments.razorpay.callback', 'webhooks.razorpay', 'webhooks.razorpayx',
]);
/** Written whoever looks. */
const LOGS = new Set(['audit_log', 'session', 'rate_limit']);

interface Module { readonly loader?: Call; readonly action?: Call }
type Call = (args: ActionFunctionArgs) => Promise<unknown>;

const files = globSync(['app/routes/*.tsx', 'app/routes/*.ts', 'app/routes/*/route.tsx', 'app/routes/*/route.ts']).filter((file) => !/\.test\.tsx?$/.test(file));
const routes = await Promise.all(
  files.sort().map(async (file) => ({ route: file.replace('app/routes/', '').replace(/(\/route)?\.tsx?$/, ''), module: (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Module })),
);
const actions = routes.flatMap(({ route, module: { action } }) => (action && !SPEAKS_FOR_NOBODY.has(route) ? [{ route, call: action }] : []));
const loaders = routes.flatMap(({ route, module: { loader } }) => (loader ? [{ route, call: loader }] : []));

let here: TestWorld;
let code: string;
let admin: string;
beforeAll(async () => {
  here = await openTestWorld();
  const confirmed = here.db.selectFrom('master_booking').select('code').where('status', '=', 'confirmed');
  code = (await confirmed.where('patient_id', '=', (await here.accountOf('meera')).id).executeTakeFirstOrThrow()).code;
  admin = await here.cookieOf('kavita');
});
afterAll(() => here.close());

async function ask(route: string, call: Call, request: Request, params: Record<string, string> = { code, id: 'x', file: 'bookings.csv' }): Promise<Response> {
  try {
    const answer = await call({ request, params, context: { clientAddress: '203.0.113.9' } });
    return await asRead(answer);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw new Error(route, { cause: thrown });
  }
}

const callOf = (route: string, door: 'loader' | 'action') => routes.find((each) => each.route === route)!.module[door]!;
const open = (route: string, path: string, cookie: string) => ask(route, callOf(route, 'loader'), getRequest(path, cookie));
const press = (route: string, path: string, fields: Record<string, string>, cookie: string) => ask(route, callOf(route, 'action'), postRequest(path, fields, cookie));

/** The cookies of a browser of Kavita's in which she views as Meera; `admin` is that browser's session alone. */
async function startView(reason = 'Meera cannot find her receipt'): Promise<string> {
  admin = await here.cookieOf('kavita');
  const started = await press('admin.visits.$code.view-as', `/admin/visits/${code}/view-as`, { reason }, admin);
  expect([started.status, started.headers.get('Location')]).toEqual([303, `/visits/${code}`]);
  return `${admin}; ${cookieHeader(...started.headers.getSetCookie())}`;
}

/** Every row of every table, except what is written whoever looks. */
async function everything(): Promise<string> {
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = database() order by table_name`.execute(here.db);
  const names = tables.rows.map(({ name }) => name).filter((name) => !LOGS.has(name));
  return JSON.stringify(await Promise.all(names.map(async (name) => [name, (await sql`select * from ${sql.table(name)} order by 1, 2`.execute(here.db)).rows])));
}

const deeds = async (verb: string) => here.db.selectFrom('audit_log').selectAll().where('verb', '=', verb).orderBy('at').execute();

test('a view needs a reason, and begins and ends on record', async () => {
  const refused = await press('admin.visits.$code.view-as', '/x', { reason: '' }, admin);
  expect(refused.status).toBe(400);
  expect(await deeds('view_as_patient')).toEqual([]);

  const cookie = await startView();
  const [begun] = await deeds('view_as_patient');
  expect(begun).toMatchObject({ actor_kind: 'admin', actor_id: (await here.accountOf('kavita')).id, subject_id: (await here.accountOf('meera')).id, reason: 'Meera cannot find her receipt' });

  const page = await open('visits._index', '/visits', cookie);
  expect(page.status).toBe(200);
  expect(JSON.stringify(await page.json())).toContain(code);
  const root = (await import('./root.tsx')).loader;
  const shell = await (await root({ request: getRequest('/visits', cookie), params: {}, context: {} })).json();
  expect(shell).toMatchObject({ viewer: { name: 'Meera Nair', role: 'patient' }, viewing: { patientName: 'Meera Nair', code } });

  const stopped = await press('stop-viewing', '/stop-viewing', {}, cookie);
  expect([stopped.status, stopped.headers.get('Location')]).toEqual([303, `/admin/visits/${code}`]);
  expect(await deeds('stop_viewing_as_patient')).toHaveLength(1);
  expect((await open('visits._index', '/visits', admin)).status).toBe(404);
  expect((await open('admin._index', '/admin', admin)).status).toBe(200);
});

test('each page that is seen is one row, before it is shown', async () => {
  const cookie = await startView();
  const before = (await deeds('view_as_patient_page')).length;
  await open('visits._index', '/visits?coming=x', cookie);
  await open('visits.$code._index', `/visits/${code}`, cookie);
  await open('account', '/account', cookie);
  const seen = (await deeds('view_as_patient_page')).slice(before);
  expect(seen.map(({ after_json }) => JSON.parse(after_json!) as unknown)).toEqual([{ path: '/visits' }, { path: `/visits/${code}` }, { path: '/account' }]);
});

test('after a quarter of an hour the session is the admin’s again, and so it is when the role is lost', async () => {
  const cookie = await startView();
  const until = Date.parse((JSON.parse((await deeds('view_as_patient')).at(-1)!.after_json!) as { until: string }).until);
  expect(until - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  await here.db.updateTable('session').set({ acting_until: new Date() }).where('acting_as', 'is not', null).execute();
  expect((await open('visits._index', '/visits', cookie)).status).toBe(404);
  expect((await open('admin._index', '/admin', cookie)).status).toBe(200);

  await startView();
  const { id } = await here.accountOf('kavita');
  await here.db.updateTable('account').set({ role: 'patient' }).where('id', '=', id).execute();
  expect(JSON.stringify(await (await open('visits._index', '/visits', admin)).json())).not.toContain(code);
  await here.db.updateTable('account').set({ role: 'admin' }).where('id', '=', id).execute();
});

test('signing out ends the view on record', async () => {
  const cookie = await startView();
  const before = (await deeds('stop_viewing_as_patient')).length;
  expect((await press('sign-out', '/sign-out', {}, cookie)).status).toBe(303);
  expect(await deeds('stop_viewing_as_patient')).toHaveLength(before + 1);
  expect((await open('visits._index', '/visits', cookie)).headers.get('Location')).toMatch(/^\/sign-in/);
});

describe('who views as a patient changes nothing', () => {
  let cookie: string;
  let before: string;
  beforeAll(async () => {
    cookie = await startView();
    before = await everything();
  });

  test.each(actions)('the action of $route refuses', async ({ route, call }) => {
    const answer = await ask(route, call, postRequest('/x', { intent: 'confirm', intent2: 'hold' }, cookie));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('You are viewing as Meera Nair');
  });

  test.each(loaders)('the loader of $route opens no desk and no till', async ({ route, call }) => {
    const answer = await ask(route, call, getRequest('/x', cookie));
    if (/^admin[.]/.test(route) || route === 'visits.$code.pay') expect(answer.status).toBe(403);
    if (/^provider([.]|$)/.test(route)) expect(answer.status).toBe(404);
    expect(answer.headers.getSetCookie().filter((line) => line.startsWith('onevisit='))).toEqual([]);
  });

  test('and nothing is changed', async () => {
    expect(actions.length).toBeGreaterThan(20);
    expect(await everything()).toBe(before);
  });
});
