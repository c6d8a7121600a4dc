import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSession, openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openTestPeople, PASSWORD, postRequest, routeArgs } from '#app/auth/test-people.ts';
import { writeBasketCookie } from '#app/auth/basket-cookie.server.ts';
import { argon2Sync } from 'node:crypto';
import { action, loader } from './route.tsx';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

let address = 0;
/** Every try from an address of its own, so that only the e-mail is counted. */
const tryToSignIn = (email: string, password: string, path = '/sign-in', cookie = '') =>
  action(routeArgs(postRequest(path, { email, password }, cookie), `198.51.100.${(address += 1)}`));

const locationAfter = async (path: string, cookie = '') => (await tryToSignIn(world.patient.email, PASSWORD, path, cookie)).headers.get('Location');
const guessFromOneAddress = (email: string, password: string) => action(routeArgs(postRequest('/sign-in', { email, password }), '192.0.2.66'));
const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

test('the right password opens a session and leads home by role', async () => {
  for (const [person, home] of [[world.patient, '/visits'], [world.doctor, '/provider'], [world.admin, '/admin']] as const) {
    const answer = await tryToSignIn(` ${person.email.toUpperCase()}`, PASSWORD);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, home]);
    const cookies = answer.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(['onevisit', 'onevisit-viewer']);
    expect(await findSession(getRequest('/', cookieHeader(...cookies)))).toMatchObject({ accountId: person.id });
  }
});

test('afterwards comes the page asked for, never another site, and a basket is not forgotten', async () => {
  expect(await locationAfter('/sign-in?next=%2Fvisits%2F7K3M')).toBe('/visits/7K3M');
  expect(await locationAfter('/sign-in?next=%2F%2Fevil.example')).toBe('/visits');
  expect(await locationAfter('/sign-in', cookieHeader(await writeBasketCookie({ id: 'b1', count: 2 })))).toBe('/visit');
});

test('signing in leaves the basket cookie alone', async () => {
  const cookie = cookieHeader(await writeBasketCookie({ id: 'b1', count: 2 }));
  const answer = await tryToSignIn(world.patient.email, PASSWORD, '/sign-in', cookie);
  expect(answer.headers.getSetCookie().join()).not.toContain('onevisit-basket');
});

test('an unknown e-mail, a wrong password and a disabled account get one answer', async () => {
  await world.db.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', world.admin.id).execute();
  const bodies = [];
  for (const [email, password] of [['nobody@example.in', PASSWORD], [world.patient.email, 'wrong password'], [world.admin.email, PASSWORD]] as const) {
    const answer = await tryToSignIn(email, password);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []]);
    bodies.push((await answer.text()).replace(email, 'EMAIL'));
  }
  expect(new Set(bodies).size).toBe(1);
  await world.db.updateTable('account').set({ disabled_at: null }).where('id', '=', world.admin.id).execute();
});

test('an unknown e-mail takes as long as a wrong password', async () => {
  const median = async (email: (index: number) => string) => {
    const times = [];
    for (let index = 0; index < 7; index += 1) {
      const started = performance.now();
      await tryToSignIn(email(index), 'wrong password');
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[3] ?? 0;
  };
  const known = await median(() => world.patient.email);
  const unknown = await median((index) => `nobody-${index}@example.in`);
  // Without the hash for nobody the unknown e-mail takes a tenth.
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
  await tryToSignIn(world.patient.email, PASSWORD);
});

test('what was typed is kept, the password never', async () => {
  const answer = await action(routeArgs(postRequest('/sign-in', { email: 'meera@', password: 'a secret of mine' })));
  expect(answer.status).toBe(400);
  const body = await answer.text();
  expect(JSON.parse(body)).toEqual({ values: { email: 'meera@' }, errors: { email: ['Enter an e-mail address like name@example.com'] } });
  expect(body).not.toContain('secret');
});

test('after ten wrong passwords the right one has to wait too, with the form kept', async () => {
  for (let index = 0; index < 10; index += 1) await tryToSignIn(world.doctor.email, 'wrong password');
  const answer = await tryToSignIn(world.doctor.email, PASSWORD);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(800);
  expect(await answer.json()).toMatchObject({ values: { email: world.doctor.email }, errors: { '': [expect.stringContaining('15 minutes')] } });
  expect((await tryToSignIn(world.admin.email, PASSWORD)).status).toBe(303);
});

test('fifty wrong passwords from one address close it for every e-mail', async () => {
  await Promise.all(Array.from({ length: 50 }, (_, index) => guessFromOneAddress(`guess-${index}@example.in`, 'wrong password')));
  expect((await guessFromOneAddress(world.patient.email, PASSWORD)).status).toBe(429);
});

test('staff sign-ins are audited, patients are not', async () => {
  const rows = await world.db.selectFrom('audit_log').select(['actor_kind', 'actor_id', 'verb']).where('verb', '=', 'signed_in').execute();
  expect(rows).toContainEqual({ actor_kind: 'provider', actor_id: world.doctor.id, verb: 'signed_in' });
  expect(rows).toContainEqual({ actor_kind: 'admin', actor_id: world.admin.id, verb: 'signed_in' });
  expect(rows.filter((row) => row.actor_id === world.patient.id)).toEqual([]);
});

test('a hash with old parameters is renewed at the next sign-in', async () => {
  const salt = Buffer.from('0123456789abcdef');
  const tag = argon2Sync('argon2id', { message: PASSWORD, nonce: salt, parallelism: 1, tagLength: 32, memory: 1_024, passes: 1 });
  const old = `$argon2id$v=19$m=1024,t=1,p=1$${plain(salt)}$${plain(tag)}`;
  await world.db.updateTable('account').set({ password_hash: old }).where('id', '=', world.patient.id).execute();
  expect((await tryToSignIn(world.patient.email, PASSWORD)).status).toBe(303);
  const { password_hash } = await world.db.selectFrom('account').select('password_hash').where('id', '=', world.patient.id).executeTakeFirstOrThrow();
  expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,/);
  expect((await tryToSignIn(world.patient.email, PASSWORD)).status).toBe(303);
});

test('who is signed in already is led on', async () => {
  const cookie = cookieHeader(await openSession(world.db, { account: world.admin, userAgent: '', now: new Date() }));
  const answer = await loader(routeArgs(getRequest('/sign-in', cookie)));
  expect(answer.headers.get('Location')).toBe('/admin');
});
