import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireAdmin, requirePatient, requireProvider, requireSignedIn } from './guards.server.ts';
import { openSession } from './session.server.ts';
import { cookieHeader, getRequest, openTestPeople, ORIGIN, thrownResponse, type TestPerson } from './test-people.ts';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

async function asked(account: TestPerson, path = '/'): Promise<Request> {
  return getRequest(path, cookieHeader(await openSession(world.db, { account, userAgent: '', now: new Date() })));
}

const GUARDS = { patient: requirePatient, doctor: requireProvider, admin: requireAdmin };
const ROLES = ['patient', 'doctor', 'admin'] as const;

test.each(ROLES.flatMap((guard) => ROLES.map((role) => [guard, role] as const)))('the guard for a %s meets a %s', async (guard, role) => {
  const request = await asked(world[role]);
  if (guard === role) expect((await GUARDS[guard](request)).accountId).toBe(world[role].id);
  else expect((await thrownResponse(GUARDS[guard](request))).status).toBe(404);
});

test('anybody signed in passes where any role will do', async () => {
  for (const role of ROLES) expect((await requireSignedIn(await asked(world[role]))).role).toBe(role);
});

test('a doctor without a provider is as good as nobody there', async () => {
  const request = await asked(world.doctor);
  await world.db.updateTable('account').set({ provider_id: null }).where('id', '=', world.doctor.id).execute();
  expect((await thrownResponse(requireProvider(request))).status).toBe(404);
});

test('a stranger is sent to sign in and back to the same page', async () => {
  const answer = await thrownResponse(requirePatient(getRequest('/visits/7K3M?tab=money')));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('Location')).toBe('/sign-in?next=%2Fvisits%2F7K3M%3Ftab%3Dmoney');
  expect(answer.headers.get('Set-Cookie')).toMatch(/^onevisit-viewer=[^;]*; Max-Age=0; /);
});

test.each([
  [`${ORIGIN}/visit?step=2`, '/visit?step=2'],
  ['https://evil.example/visit', '/'],
  ['', '/'],
])('a stranger who posts from %s comes back to %s', async (referrer, next) => {
  const request = new Request(`${ORIGIN}/visit/pay`, { method: 'POST', headers: { Referer: referrer } });
  const answer = await thrownResponse(requirePatient(request));
  expect(answer.headers.get('Location')).toBe(`/sign-in?${new URLSearchParams({ next })}`);
});
