import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findLiveSession, listLiveSessions } from '#db/sessions.ts';
import { endSession, findSession, findTokenHash, openSession, signedInHeaders } from './session.server.ts';
import { cookieHeader, getRequest, openTestPeople, type TestPerson } from './test-people.ts';
import { readBasketCookie, writeBasketCookie } from './basket-cookie.server.ts';
import { readViewer } from './viewer.server.ts';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

const now = new Date();
const open = (account: TestPerson, at = now) => openSession(world.db, { account, userAgent: 'x'.repeat(500), now: at });

async function hashOf(setCookie: string): Promise<string> {
  return (await findTokenHash(getRequest('/', cookieHeader(setCookie)))) ?? '';
}

test('a session tells who is signed in, with phone and provider', async () => {
  const patient = await findSession(getRequest('/', cookieHeader(await open(world.patient))));
  expect(patient).toMatchObject({ accountId: world.patient.id, role: 'patient', name: 'Meera Nair', phone: '+919876543210', providerId: null });
  const doctor = await findSession(getRequest('/', cookieHeader(await open(world.doctor))));
  expect(doctor).toMatchObject({ role: 'doctor', phone: null, providerId: expect.any(String) });
});

test('the cookie is for our own server only, and the table does not hold its token', async () => {
  const cookie = await open(world.patient);
  expect(cookie).toMatch(/^onevisit=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
  const stored = JSON.stringify(await world.db.selectFrom('session').selectAll().execute());
  expect(stored).toContain(await hashOf(cookie));
  expect(stored).not.toContain(cookieHeader(cookie).split('=')[1]);
});

test('over https the cookie is __Host- and Secure', async () => {
  vi.resetModules();
  vi.stubEnv('PUBLIC_ORIGIN', 'https://onevisit.example');
  const fresh = await import('./session.server.ts');
  const cookie = await fresh.openSession(world.db, { account: world.patient, userAgent: '', now });
  expect(cookie).toMatch(/^__Host-onevisit=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  vi.unstubAllEnvs();
});

test.each([
  ['patient', 30 * 24],
  ['doctor', 12],
  ['admin', 12],
] as const)('a session of a %s ends after %d hours, to the millisecond', async (role, hours) => {
  const hash = await hashOf(await open(world[role]));
  const end = now.getTime() + hours * 3_600_000;
  expect(await findLiveSession(world.db, hash, new Date(end - 1))).not.toBeNull();
  expect(await findLiveSession(world.db, hash, new Date(end))).toBeNull();
});

test('a revoked session, an unknown token and no cookie are nobody', async () => {
  const cookie = cookieHeader(await open(world.patient));
  const forget = await endSession(getRequest('/', cookie));
  expect(forget).toMatch(/^onevisit=; Max-Age=0; /);
  expect(await findSession(getRequest('/', cookie))).toBeNull();
  expect(await findSession(getRequest('/', 'onevisit=bm90aGluZw%3D%3D'))).toBeNull();
  expect(await findSession(getRequest('/', 'onevisit=%%%'))).toBeNull();
  expect(await findSession(getRequest('/'))).toBeNull();
});

test('a disabled account is signed out everywhere at once', async () => {
  const cookie = cookieHeader(await open(world.admin));
  await world.db.updateTable('account').set({ disabled_at: now }).where('id', '=', world.admin.id).execute();
  expect(await findSession(getRequest('/', cookie))).toBeNull();
  await world.db.updateTable('account').set({ disabled_at: null }).where('id', '=', world.admin.id).execute();
});

test('signing in again ends the session the browser came with', async () => {
  const before = cookieHeader(await open(world.doctor));
  const headers = await signedInHeaders(getRequest('/', before), world.doctor);
  expect(await findSession(getRequest('/', before))).toBeNull();
  const after = cookieHeader(...headers.getSetCookie());
  expect(await findSession(getRequest('/', after))).toMatchObject({ accountId: world.doctor.id });
  expect((await readViewer(getRequest('/', after))).viewer).toEqual({ name: 'Ananya Rao', role: 'doctor' });
  expect(await listLiveSessions(world.db, world.doctor.id, new Date(now.getTime() + 13 * 3_600_000))).toEqual([]);
});

test('the header believes only cookies that we signed, with the present secret or the one before', async () => {
  const basket = cookieHeader(await writeBasketCookie({ id: 'b1', count: 2 }));
  expect(await readViewer(getRequest('/', basket))).toEqual({ viewer: null, viewing: null, basketCount: 2 });
  const [name, value = ''] = basket.split('=');
  const forged = Buffer.from(JSON.stringify({ id: 'other', count: 9 })).toString('base64');
  expect(await readBasketCookie(getRequest('/', `${name}=${forged}.${value.split('.')[1]}`))).toBeNull();
  expect(await readBasketCookie(getRequest('/', cookieHeader(await writeBasketCookie(null))))).toBeNull();

  vi.resetModules();
  vi.stubEnv('SESSION_SECRET', `a-newer-secret-0123456789-0123456789,${process.env.SESSION_SECRET}`);
  const fresh = await import('./basket-cookie.server.ts');
  expect(await fresh.readBasketCookie(getRequest('/', basket))).toEqual({ id: 'b1', count: 2 });
  vi.unstubAllEnvs();
});
