import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSession, openSession } from '#app/auth/session.server.ts';
import { cookieHeader, getRequest, openTestPeople, PASSWORD, postRequest, routeArgs } from '#app/auth/test-people.ts';
import { openPasswordReset } from '#app/use-cases/open-password-reset.server.ts';
import { isPasswordResetOpen } from '#app/use-cases/reset-password.server.ts';
import { action as askForLink } from '../forgot-password/route.tsx';
import { action as signIn } from '../sign-in/route.tsx';
import { action, loader } from './route.tsx';

let world: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  world = await openTestPeople();
});
afterAll(() => world.close());

async function linkFor(accountId: string, now = new Date()): Promise<string> {
  const opened = await openPasswordReset(world.db, { accountId, now });
  if (!opened) throw new Error('No link was made');
  return opened.path;
}

const post = (path: string, password: string) => action(routeArgs(postRequest(path, { password })));
let address = 0;
const trySignIn = (email: string, password: string) =>
  signIn(routeArgs(postRequest('/sign-in', { email, password }), `198.51.100.${(address += 1)}`));

test('asking gets one answer and leaves one message, whether the e-mail is known or not', async () => {
  for (const email of [world.patient.email, 'nobody@example.in']) {
    const answer = await askForLink(routeArgs(postRequest('/forgot-password', { email })));
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/forgot-password?sent']);
  }
  const messages = await world.db.selectFrom('outbox_message').select(['task', 'payload']).execute();
  const payloads = messages.map(({ task, payload }) => ({ task, payload: JSON.parse(payload) as Record<string, string> }));
  expect(payloads).toHaveLength(2);
  expect(payloads).toContainEqual({ task: 'send-mail', payload: { template: 'password-reset', accountId: world.patient.id } });
  const stranger = payloads.find(({ payload }) => payload.accountId !== world.patient.id)?.payload.accountId ?? '';
  expect(await openPasswordReset(world.db, { accountId: stranger, now: new Date() })).toBeNull();
});

test('a link sets the password, ends every session and is used up', async () => {
  const cookie = cookieHeader(await openSession(world.db, { account: world.patient, userAgent: '', now: new Date() }));
  const [link, older] = [await linkFor(world.patient.id), await linkFor(world.patient.id)];
  expect(await (await loader(routeArgs(getRequest(link)))).json()).toEqual({ open: true });
  const answer = await post(link, 'four blue elephants');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in?password-changed']);
  expect(await findSession(getRequest('/', cookie))).toBeNull();
  expect((await trySignIn(world.patient.email, PASSWORD)).status).toBe(400);
  expect((await trySignIn(world.patient.email, 'four blue elephants')).status).toBe(303);
  for (const spent of [link, older]) {
    expect((await loader(routeArgs(getRequest(spent)))).status).toBe(410);
    expect((await post(spent, 'five red foxes run')).status).toBe(400);
  }
  const audit = await world.db.selectFrom('audit_log').select(['actor_id', 'after_json']).where('verb', '=', 'password_reset').execute();
  expect(audit).toEqual([{ actor_id: world.patient.id, after_json: '{"sessionsEnded":1}' }]);
});

test('eight at once with one link: one wins, and its password is the one that counts', async () => {
  const link = await linkFor(world.doctor.id);
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => post(link, `password number ${index}`)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 400, 400, 400, 400, 400, 400, 400]);
  const winner = answers.findIndex((answer) => answer.status === 303);
  expect((await trySignIn(world.doctor.email, `password number ${winner}`)).status).toBe(303);
});

test('a link lives sixty minutes, to the millisecond', async () => {
  const now = new Date();
  const token = (await linkFor(world.admin.id, now)).split('=')[1] ?? '';
  expect(await isPasswordResetOpen(world.db, { token, now: new Date(now.getTime() + 3_599_999) })).toBe(true);
  expect(await isPasswordResetOpen(world.db, { token, now: new Date(now.getTime() + 3_600_000) })).toBe(false);
  const stored = JSON.stringify(await world.db.selectFrom('password_reset').selectAll().execute());
  expect(stored).not.toContain(token);
});

test('a refused password leaves the link good', async () => {
  const link = await linkFor(world.admin.id);
  expect((await post(link, 'password123')).status).toBe(400);
  expect((await post(link, 'four blue elephants')).status).toBe(303);
});

test('a made-up or missing token opens nothing', async () => {
  for (const path of ['/reset-password?token=nothing', '/reset-password']) {
    expect((await loader(routeArgs(getRequest(path)))).status).toBe(410);
    expect((await post(path, 'four blue elephants')).status).toBe(400);
  }
});

test('a disabled account gets no link, and one made before no longer works', async () => {
  const link = await linkFor(world.admin.id);
  await world.db.updateTable('account').set({ disabled_at: new Date() }).where('id', '=', world.admin.id).execute();
  expect(await openPasswordReset(world.db, { accountId: world.admin.id, now: new Date() })).toBeNull();
  expect((await post(link, 'four blue elephants')).status).toBe(400);
});

test('five an hour for one e-mail, known or not', async () => {
  for (const email of ['flood@example.in', world.doctor.email]) {
    const ask = () => askForLink(routeArgs(postRequest('/forgot-password', { email }), '192.0.2.5'));
    for (let index = 0; index < 5; index += 1) expect((await ask()).status).toBe(303);
    expect((await ask()).status).toBe(429);
  }
});
