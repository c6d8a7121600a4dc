import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { findSession, findTokenHash, openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openTestPeople, PASSWORD, postRequest, routeArgs, thrownResponse, type TestPerson } from '#app/auth/test-people.ts';
import { action as signOut } from '../sign-out.tsx';
import { action, loader } from './route.tsx';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

let phone = '';
let laptop = '';
beforeEach(async () => {
  await world.db.deleteFrom('session').execute();
  await world.db.deleteFrom('audit_log').execute();
  phone = await signedIn(world.patient, 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36');
  laptop = await signedIn(world.patient, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
});

async function signedIn(account: TestPerson, userAgent = ''): Promise<string> {
  return cookieHeader(await openSession(world.db, { account, userAgent, now: new Date() }));
}

const post = (fields: Record<string, string>, cookie: string) => action(routeArgs(postRequest('/account', fields, cookie)));
const guess = () => post({ intent: 'change-password', currentPassword: 'a wrong one', password: 'four blue elephants' }, phone);
const isIn = async (cookie: string) => (await findSession(getRequest('/', cookie))) !== null;
const hashOf = async (cookie: string) => (await findTokenHash(getRequest('/', cookie))) ?? '';
const verbs = async () => (await world.db.selectFrom('audit_log').select('verb').execute()).map(({ verb }) => verb);

test('the page lists own devices by name, and only those', async () => {
  await signedIn(world.doctor);
  const { devices } = await (await loader(routeArgs(getRequest('/account', phone)))).json();
  expect(devices.map(({ name, current }) => ({ name, current })).sort((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: 'Chrome on Android', current: true },
    { name: 'Firefox on Linux', current: false },
  ]);
});

test('a device is signed out from another one, and it is audited', async () => {
  expect((await post({ intent: 'end-session', session: await hashOf(laptop) }, phone)).status).toBe(303);
  expect([await isIn(phone), await isIn(laptop)]).toEqual([true, false]);
  expect(await verbs()).toEqual(['session_revoked']);
});

test("somebody else's session and one that has ended are not found", async () => {
  const other = await signedIn(world.doctor);
  expect((await thrownResponse(post({ intent: 'end-session', session: await hashOf(other) }, phone))).status).toBe(404);
  expect(await isIn(other)).toBe(true);
  await post({ intent: 'end-others' }, phone);
  expect((await thrownResponse(post({ intent: 'end-session', session: await hashOf(laptop) }, phone))).status).toBe(404);
  expect(await verbs()).toEqual(['sessions_revoked']);
});

test('changing the password ends the other sessions and keeps this one', async () => {
  const stays = await signedIn(world.doctor);
  const changed = await post({ intent: 'change-password', currentPassword: PASSWORD, password: 'four blue elephants' }, phone);
  expect([changed.status, changed.headers.get('Location')]).toEqual([303, '/account?done=password-changed']);
  expect([await isIn(phone), await isIn(laptop), await isIn(stays)]).toEqual([true, false, true]);
  expect(await verbs()).toEqual(['password_changed']);
  const back = await post({ intent: 'change-password', currentPassword: 'four blue elephants', password: PASSWORD }, phone);
  expect(back.status).toBe(303);
});

test('of two changes at once one wins, the other is told', async () => {
  const change = (password: string) => post({ intent: 'change-password', currentPassword: PASSWORD, password }, phone);
  const answers = await Promise.all([change('four blue elephants'), change('five red foxes run')]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 400]);
  const won = answers[0]?.status === 303 ? 'four blue elephants' : 'five red foxes run';
  expect((await post({ intent: 'change-password', currentPassword: won, password: PASSWORD }, phone)).status).toBe(303);
});

test('a wrong current password changes nothing, and after ten there is a pause', async () => {
  const answer = await guess();
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    values: { intent: 'change-password' },
    errors: { currentPassword: ['That is not your current password. Nothing was changed.'] },
  });
  for (let index = 0; index < 9; index += 1) await guess();
  expect((await guess()).status).toBe(429);
  expect(await isIn(laptop)).toBe(true);
});

test('signing out ends this session only and forgets its cookies', async () => {
  const answer = await signOut(routeArgs(postRequest('/sign-out', {}, phone)));
  expect(answer.headers.getSetCookie().map((cookie) => /^(.+?)=.*; Max-Age=0;/.exec(cookie)?.[1])).toEqual(['onevisit', 'onevisit-viewer']);
  expect([await isIn(phone), await isIn(laptop)]).toEqual([false, true]);
});

test('strangers are sent to sign in', async () => {
  expect((await thrownResponse(loader(routeArgs(getRequest('/account'))))).status).toBe(303);
  expect((await thrownResponse(post({ intent: 'end-others' }, ''))).status).toBe(303);
});
