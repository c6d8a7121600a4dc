import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSession } from '#app/auth/session.server.ts';
import { getRequest, thrownResponse } from '#app/auth/test-people.ts';
import { changeRole, disableAccount } from '#app/use-cases/change-access.server.ts';
import { resetPassword } from '#app/use-cases/reset-password.server.ts';
import { sendMail } from '#app/use-cases/send-mail.server.ts';
import { signIn } from '#app/use-cases/sign-in.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import type { Letter } from '#app/mail/letter.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { openTestDesk, type TestDesk, WHY } from '../admin.settings._index/test-desk.ts';
import { loader as list } from '../admin.settings.people._index/route.tsx';
import { action as invite } from '../admin.settings.people.new/route.tsx';
import { action, loader } from './route.tsx';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
});
afterAll(() => desk.close());

const NEW = '/admin/settings/people/new';
const path = (id: string) => `/admin/settings/people/${id}`;
const pathOf = async (login: LoginKey) => path((await desk.accountOf(login)).id);
const signedInBy = (cookie: string) => findSession(getRequest('/', cookie));
const messages = (template: string) => desk.db.selectFrom('outbox_message').select('payload').where('task', '=', 'send-mail').where('payload', 'like', `%${template}%`).execute();

/** What the worker would mail for the last message of this kind. */
async function mailed(template: string): Promise<{ address: string; letter: Letter }> {
  const { payload } = (await messages(template)).at(-1)!;
  const sent: { address: string; letter: Letter }[] = [];
  const mailer = { send: async (letter: Letter, { address }: { address: string }) => void sent.push({ letter, address }), close: () => undefined };
  await sendMail({ db: desk.db, mailer: mailer as never, origin: 'https://onevisit.example' }, { order: JSON.parse(payload) as never, messageId: `test-${template}`, now: new Date() });
  return sent[0]!;
}

test('a disabled account is out at once, with every session, and comes back by an admin only', async () => {
  const page = await pathOf('iyer');
  const cookies = [await desk.cookieOf('iyer'), await desk.cookieOf('iyer')];
  expect(await signedInBy(cookies[0]!)).not.toBeNull();
  const { answer } = await desk.preview(action, page, { deed: 'disable' });
  expect(answer!.preview!.effects[0]).toBe('Their 2 sessions end at once.');
  expect(await signedInBy(cookies[0]!)).not.toBeNull();
  expect((await desk.confirm(action, page, answer!)).status).toBe(303);
  for (const cookie of cookies) expect(await signedInBy(cookie)).toBeNull();
  const again = await desk.preview(action, page, { deed: 'disable' });
  expect(again.answer!.errors).toEqual({ '': ['This account is disabled already.'] });
  expect((await desk.preview(action, page, { deed: 'reset' })).answer!.errors).toEqual({ '': ['This account is disabled. Enable it first.'] });
  await desk.change(action, page, { deed: 'enable' });
  for (const cookie of cookies) expect(await signedInBy(cookie)).toBeNull();
  expect(await signedInBy(await desk.cookieOf('iyer'))).not.toBeNull();
  const { id } = await desk.accountOf('iyer');
  for (const verb of ['disable_account', 'enable_account']) expect((await desk.audits(verb)).map((entry) => [entry.subject_id, entry.reason])).toEqual([[id, WHY]]);
});

test('nobody changes himself, by whichever deed', async () => {
  for (const deed of ['disable', 'enable', 'reset', 'role']) {
    const { status, answer } = await desk.preview(action, await pathOf('kavita'), { deed, role: 'doctor', provider: desk.world.doctors.rao.id });
    expect([status, answer!.errors]).toEqual([400, { '': ['This is your own account. Another admin has to change it.'] }]);
  }
  expect((await (await loader(await desk.args(await pathOf('kavita')))).json()).own).toBe(true);
});

test('two admins who shut out each other at once shut out one: the last admin stays', async () => {
  const [kavita, rohan] = [await pathOf('kavita'), await pathOf('rohan')];
  const others = [kavita, rohan].map((page) => page.split('/').at(-1)!);
  await desk.db.updateTable('account').set({ disabled_at: new Date() }).where('role', '=', 'admin').where('id', 'not in', others).execute();
  const mine = await desk.preview(action, rohan, { deed: 'disable' }, 'kavita');
  const theirs = await desk.preview(action, kavita, { deed: 'role', role: 'doctor', provider: desk.world.doctors.rao.id }, 'rohan');
  // Both are past the guard already.
  const order = { reason: WHY, now: new Date() };
  const [kavitaId, rohanId] = others as [string, string];
  const outcomes = await Promise.all([
    disableAccount(desk.db, { ...order, adminId: kavitaId, accountId: rohanId, token: mine.answer!.preview!.token }),
    changeRole(desk.db, { ...order, adminId: rohanId, accountId: kavitaId, token: theirs.answer!.preview!.token, wish: { role: 'doctor', providerId: desk.world.doctors.rao.id } }),
  ]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  const left = await desk.db.selectFrom('account').select('id').where('role', '=', 'admin').where('disabled_at', 'is', null).execute();
  expect(left).toHaveLength(1);
  await desk.db.updateTable('account').set({ role: 'admin', provider_id: null, disabled_at: null }).where('id', 'in', others).execute();
});

test('an invited provider chooses a password by the mail’s link and is let in as that provider', async () => {
  const fields = { name: 'Asha Verma', email: 'Asha.Verma@clinic.example', role: 'doctor', provider: desk.world.doctors.rao.id };
  const { answer } = await desk.preview(invite, NEW, fields);
  expect(answer!.preview!.rows.at(-1)).toEqual({ what: 'Role', before: null, after: 'Login of Dr Ananya Rao' });
  expect(await messages('invitation')).toEqual([]);
  const twice = await Promise.all([1, 2].map(() => desk.confirm(invite, NEW, answer!)));
  expect(twice.map(({ status }) => status).toSorted()).toEqual([303, 400]);
  const account = await desk.db.selectFrom('account').selectAll().where('email', '=', 'asha.verma@clinic.example').executeTakeFirstOrThrow();
  expect(account).toMatchObject({ role: 'doctor', provider_id: desk.world.doctors.rao.id, name: 'Asha Verma' });
  expect((await desk.audits('invite_person')).map((entry) => entry.subject_id)).toEqual([account.id]);
  const { letter, address } = await mailed('invitation');
  expect([address, letter.text]).toEqual([account.email, expect.stringContaining('within 72 hours')]);
  const token = /token=([^\s"&]+)/.exec(letter.text)![1]!;
  const later = new Date(Date.now() + 71 * 3_600_000);
  expect((await resetPassword(desk.db, { token, password: 'five quiet herons', now: later })).ok).toBe(true);
  expect(await signIn(desk.db, { email: account.email, password: 'five quiet herons', now: later } as never)).toMatchObject({ ok: true });
});

test.each([
  [{ email: 'kavita.menon@onevisit.example' }, 'email', 'There is an account with this e-mail already'],
  [{ email: 'nobody' }, 'email', 'Enter an e-mail address like name@example.com'],
  [{ role: 'patient' }, 'role', 'Choose a role'],
  [{ provider: '' }, 'provider', 'Choose the provider that this login stands for'],
  [{ provider: 'nobodyhasthisid00000' }, 'provider', 'Choose the provider that this login stands for'],
])('an invitation with %j is refused beside %s', async (typed, field, message) => {
  const { status, answer } = await desk.preview(invite, NEW, { name: 'Ravi Shah', email: 'ravi@clinic.example', role: 'doctor', provider: desk.world.doctors.rao.id, ...typed });
  expect([status, answer!.errors, answer!.values.name]).toEqual([400, { [field]: [message] }, 'Ravi Shah']);
});

test('a role moves between desk and provider, signs out, and never makes staff of a patient', async () => {
  const page = await pathOf('singhvi');
  const cookie = await desk.cookieOf('singhvi');
  await desk.change(action, page, { deed: 'role', role: 'admin', provider: '' });
  expect(await signedInBy(cookie)).toBeNull();
  expect(await requireAdmin(getRequest('/admin', await desk.cookieOf('singhvi')))).toMatchObject({ role: 'admin', providerId: null });
  await desk.change(action, page, { deed: 'role', role: 'doctor', provider: desk.world.doctors.rao.id });
  const [, last] = await desk.audits('change_role').then((entries) => entries.filter(({ subject_id }) => page.endsWith(subject_id)));
  expect([JSON.parse(last!.before_json!), JSON.parse(last!.after_json!)]).toEqual([{ role: 'admin', providerId: null }, { role: 'doctor', providerId: desk.world.doctors.rao.id }]);
  const patient = await desk.preview(action, await pathOf('meera'), { deed: 'role', role: 'admin' });
  expect(patient.answer!.errors).toEqual({ '': [expect.stringMatching(/stays a patient’s/)] });
});

test('a reset link goes to the person, and is audited', async () => {
  await desk.change(action, await pathOf('meera'), { deed: 'reset' });
  const { id } = await desk.accountOf('meera');
  expect((await messages('password-reset')).map(({ payload }) => JSON.parse(payload).accountId)).toEqual([id]);
  expect((await desk.audits('send_reset_link')).map((entry) => entry.subject_id)).toEqual([id]);
});

test('people are listed by role and found by e-mail', async () => {
  const { rows } = await (await list(await desk.args('/admin/settings/people'))).json();
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Kavita Menon', 'Rohan Das']));
  const found = await (await list(await desk.args('/admin/settings/people?role=patient&email=meera.'))).json();
  expect(found.rows.map(({ name }) => name)).toEqual(['Meera Nair']);
});

test('what is not there is a 404, and for everybody else all of it is', async () => {
  const nobody = path('nobodyhasthisid00000');
  expect((await thrownResponse(desk.preview(action, nobody, { deed: 'disable' }))).status).toBe(404);
  expect((await thrownResponse(loader(await desk.args(nobody)))).status).toBe(404);
  for (const login of ['meera', 'rao'] as const) {
    expect((await thrownResponse(desk.preview(action, await pathOf('iyer'), { deed: 'disable' }, login))).status).toBe(404);
    expect((await thrownResponse(desk.preview(invite, NEW, { name: 'Me', email: 'me@me.example', role: 'admin' }, login))).status).toBe(404);
  }
});
