import { afterAll, beforeAll, expect, test } from 'vitest';
import { postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { submitPayeeDetails } from '#app/use-cases/submit-payee-details.server.ts';
import { sealedAt } from '#db/sealed-columns.ts';
import { createSeal } from '#db/sealed-text.ts';
import { TEST_BANK_DATA_KEYS } from '#db/seed.ts';
import { action, loader as story } from '../admin.providers.$id/route.tsx';
import { changesInWords } from '../admin.providers.$id/happenings.ts';
import { loader } from './route.tsx';

let here: TestWorld;
let mehtaId: string;
beforeAll(async () => {
  here = await openTestWorld();
  mehtaId = here.world.doctors.mehta.id;
});
afterAll(() => here.close());

const listed = async (query = '') => (await loader({ request: await here.getAs('kavita', `/admin/providers${query}`), params: {}, context: {} })).json();
const names = async (query: string) => (await listed(query)).rows.map(({ name }) => name);
const told = async (id: string) => (await story({ request: await here.getAs('kavita', `/admin/providers/${id}`), params: { id }, context: {} })).json();
const act = async (id: string, fields: Record<string, string>) => action({ request: postRequest(`/admin/providers/${id}`, fields, await here.cookieOf('kavita')), params: { id }, context: {} });
const currentId = async (id: string) => (await told(id)).accounts[0]!.id;

test('the list tells where each stands, and nothing sealed', async () => {
  const { rows } = await listed();
  expect(rows).toHaveLength(28);
  expect(rows.at(-1)).toMatchObject({ name: 'Dr Mohit Singhvi', onboarding_status: 'draft', bank_name: null, documents: 0, in_review: false });
  expect(rows.find(({ name }) => name === 'Dr Ritu Mehta')).toMatchObject({ onboarding_status: 'bank_check', account_status: 'review', in_review: true, shown_as: expect.stringMatching(/^••••\d{2}92$/) });
  expect(JSON.stringify(rows)).not.toMatch(/sealed|fingerprint|pan_/);
});

test('each filter narrows, and the pages join without a gap', async () => {
  expect(await names('?status=draft')).toEqual(['Dr Mohit Singhvi']);
  expect(await names('?flag=review')).toEqual(['Dr Ritu Mehta']);
  expect(await names('?flag=shared')).toEqual([]);
  expect(await names('?name=mehta')).toEqual(['Dr Ritu Mehta']);
  expect(await names('?name=KPME-BLR-02871')).toEqual(['Pulse Diagnostics']);
  expect(await names('?name=%25')).toEqual([]);
  expect(await names('?status=rejected')).toEqual(['Dr Farhan Siddiqui']);
  expect((await names('?flag=papers')).toSorted()).toEqual(['Dr Farhan Siddiqui', 'Dr Ritu Mehta']);
  expect((await names('?status=nonsense')).length).toBe(28);
  const { rows } = await listed();
  const turn = `${new Date(rows[9]!.listed_at).getTime()}-${rows[9]!.id}`;
  expect((await listed(`?after=${turn}`)).rows.map(({ id }) => id)).toEqual(rows.slice(10).map(({ id }) => id));
  expect((await listed(`?before=${turn}`)).rows.map(({ id }) => id)).toEqual(rows.slice(0, 9).map(({ id }) => id));
});

test('the story shows what the bank said and who has the same account', async () => {
  const rao = await told(here.world.doctors.rao.id);
  expect(rao.accounts).toMatchObject([{ status: 'valid', registered_name: 'ANANYA RAO', name_match_score: 100 }]);
  expect([rao.sharedWith, rao.events.map(({ event }) => event)]).toEqual([[], ['details_submitted', 'bank_check_started', 'verified']]);
  expect(JSON.stringify(rao)).not.toMatch(/sealed|fingerprint/);
  const seal = createSeal(TEST_BANK_DATA_KEYS);
  const row = await here.db.selectFrom('payout_account').selectAll().where('provider_id', '=', here.world.doctors.rao.id).executeTakeFirstOrThrow();
  const number = seal.open(row.number_sealed, sealedAt.accountNumber(row.id));
  const details = { legalName: 'Mohit Singhvi', email: 'm@example.org', phone: '+919845012345', registrationNumber: 'RMC-28967', pan: 'ABCPS1234F', account: { kind: 'bank_account', holderName: 'Mohit Singhvi', ifsc: row.ifsc, number } } as const;
  expect(await submitPayeeDetails({ db: here.db, seal }, { providerId: here.world.doctors.singhvi.id, accountId: (await here.accountOf('singhvi')).id, details, now: new Date() })).toMatchObject({ ok: true });
  expect((await told(row.provider_id)).sharedWith.map(({ name }) => name)).toEqual(['Dr Mohit Singhvi']);
  const singhvi = await told(here.world.doctors.singhvi.id);
  expect(singhvi.sharedWith.map(({ name }) => name)).toEqual(['Dr Ananya Rao']);
  expect(JSON.stringify(singhvi)).not.toContain(number);
  expect((await names('?flag=shared')).toSorted()).toEqual(['Dr Ananya Rao', 'Dr Mohit Singhvi']);
  expect((await thrownResponse(told('nobodyhasthisid00000'))).status).toBe(404);
  expect((await thrownResponse(act('nobodyhasthisid00000', { intent: 'reject', reason: 'Not a doctor at all.' }))).status).toBe(404);
});

test('a decision needs its words, keeps them, and is of one account', async () => {
  const payoutAccountId = await currentId(mehtaId);
  const empty = await act(mehtaId, { intent: 'pass', payoutAccountId, note: '' });
  expect([empty.status, await empty.json()]).toMatchObject([400, { errors: { note: ['Say what convinced you'] } }]);
  const other = await act(mehtaId, { intent: 'fail', payoutAccountId: await currentId(here.world.doctors.rao.id), reason: 'Not yours, it seems.' });
  expect(await other.json()).toMatchObject({ values: { reason: 'Not yours, it seems.' }, errors: { '': [expect.stringContaining('no longer waits for you')] } });
  expect((await told(mehtaId)).provider.onboarding_status).toBe('bank_check');
});

test('passed, stopped, and each told and written down', async () => {
  const payoutAccountId = await currentId(mehtaId);
  expect((await act(mehtaId, { intent: 'pass', payoutAccountId, note: 'Her maiden name, seen on the certificate' })).headers.get('Location')).toBe(`/admin/providers/${mehtaId}?done=pass`);
  expect((await told(mehtaId)).provider.onboarding_status).toBe('verified');
  expect((await act(mehtaId, { intent: 'reject', reason: 'The registration has lapsed.' })).status).toBe(303);
  const after = await told(mehtaId);
  expect([after.provider.onboarding_status, after.profile?.decision_reason, after.profile?.decided_by_name]).toEqual(['rejected', 'The registration has lapsed.', 'Kavita Menon']);
  expect(after.audits.map(({ verb, reason }) => [verb, reason])).toEqual([['pass_payout_account', 'Her maiden name, seen on the certificate'], ['suspend_provider', 'The registration has lapsed.']]);
  const mails = await here.db.selectFrom('outbox_message').select('payload').where('payload', 'like', `%${mehtaId}%`).orderBy('created_at').execute();
  expect(mails.map(({ payload }) => JSON.parse(payload).news)).toEqual(['verified', 'rejected']);
});

test('changes read as what was and what is', () => {
  expect(changesInWords('{"email":"a@x.in","pan":"ABC••••••F"}', '{"email":"b@x.in","pan":"ABC••••••F","account":"HDFC Bank ••••1"}')).toBe('E-mail: a@x.in → b@x.in · Account: HDFC Bank ••••1');
  expect(changesInWords(null, null)).toBeNull();
});
