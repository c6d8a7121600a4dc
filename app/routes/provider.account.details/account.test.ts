import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRequest, ORIGIN, postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { DOCUMENT_MAX_BYTES } from '#app/domain/onboarding-bounds.ts';
import type { LoginKey } from '#db/demo-logins.ts';
import { loader as adminDocument } from '../admin.documents.$id/route.ts';
import { loader as overview } from '../provider.account._index/route.tsx';
import { loader as ownDocument } from '../provider.account.documents.$id/route.ts';
import { action as upload, loader as documentsPage } from '../provider.account.documents._index/route.tsx';
import { action, loader } from './route.tsx';

const NUMBER = '50200111222358';
const PAN = 'ABCPS1234F';
const PATH = '/provider/account/details';
const TYPED = {
  legalName: 'Mohit Singhvi', email: 'Mohit@Example.org', phone: '98450 12345', registrationNumber: 'RMC-28967', pan: 'abcps 1234 f',
  kind: 'bank_account', holderName: 'Mohit Singhvi', ifsc: 'hdfc0000240', accountNumber: '5020 0111 2223 58', accountNumberAgain: NUMBER, vpa: '',
};

let here: TestWorld;
let singhviId: string;
beforeAll(async () => {
  here = await openTestWorld();
  singhviId = here.world.doctors.singhvi.id;
});
afterAll(() => here.close());

const send = async (login: LoginKey, fields: Record<string, string>) => action({ request: postRequest(PATH, fields, await here.cookieOf(login)), params: {}, context: {} });
const refusal = async (changes: Record<string, string>) => {
  const answer = await send('singhvi', { ...TYPED, ...changes });
  const text = await answer.text();
  expect([answer.status, text.includes('ABCPS1234F'), text.includes('abcps 1234 f'), text.includes('11122'), text.includes('1112 2')]).toEqual([400, false, false, false, false]);
  return JSON.parse(text);
};
const providerNow = async () => here.db.selectFrom('provider').selectAll().where('id', '=', singhviId).executeTakeFirstOrThrow();
const accountsNow = async () => here.db.selectFrom('payout_account').selectAll().where('provider_id', '=', singhviId).orderBy('created_at').execute();

test('nothing given yet', async () => {
  const page = await overview({ request: await here.getAs('singhvi', '/provider/account'), params: {}, context: {} });
  expect(await page.json()).toMatchObject({ payee: { provider: { onboarding_status: 'draft' }, profile: null, account: null, documents: [] } });
});

test('what is wrong stands beside its field, what was typed is kept, secrets are not', async () => {
  const empty = await refusal({ legalName: '', email: 'nobody', phone: '12345', registrationNumber: '', pan: '', holderName: '', ifsc: '', accountNumber: '', accountNumberAgain: '' });
  expect(empty.errors).toEqual({
    legalName: ['Enter your name as on the PAN card'], email: ['Enter an e-mail address like name@example.com'], phone: [expect.stringContaining('10 digits')],
    registrationNumber: ['Enter your registration number'], pan: ['Enter your PAN'], holderName: [expect.stringContaining('account holder')], ifsc: ['Enter the IFSC of the branch'], accountNumber: ['Enter the account number'],
  });
  expect(empty.values).toMatchObject({ email: 'nobody', phone: '12345', kind: 'bank_account' });

  const odd = await refusal({ pan: 'ABCXS1234F', ifsc: 'HDFC0ZZZZZZ', accountNumberAgain: '50200111222359' });
  expect(Object.keys(odd.errors).toSorted()).toEqual(['accountNumberAgain', 'ifsc', 'pan']);
  expect([odd.values.legalName, odd.values.ifsc, odd.bankName, odd.again]).toEqual(['Mohit Singhvi', 'HDFC0ZZZZZZ', null, ['accountNumber']]);

  const known = await refusal({ email: 'x' });
  expect([known.bankName, known.again]).toEqual(['HDFC Bank', ['pan', 'accountNumber', 'accountNumberAgain']]);
  expect((await refusal({ kind: 'cash' })).errors).toEqual({ kind: ['Choose where you want to be paid'] });
  expect((await refusal({ kind: 'vpa', vpa: 'not an id' })).errors).toEqual({ vpa: ['A UPI id looks like name@bank'] });
  expect((await refusal({ holderName: 'मोहित' })).errors.holderName).toEqual([expect.stringContaining('letters A to Z')]);
  expect([(await providerNow()).onboarding_status, await accountsNow()]).toEqual(['draft', []]);
});

test('sent details start the check and show nothing but ends', async () => {
  const answer = await send('singhvi', { ...TYPED, providerId: here.world.doctors.rao.id });
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/provider/account?saved=account']);
  expect(await providerNow()).toMatchObject({ onboarding_status: 'submitted', registration_number: 'RMC-28967' });
  const [account, ...others] = await accountsNow();
  expect([account!.ifsc, account!.bank_name, account!.shown_as, others]).toEqual(['HDFC0000240', 'HDFC Bank', '••••2358', []]);
  const profile = await here.db.selectFrom('provider_profile').selectAll().where('provider_id', '=', singhviId).executeTakeFirstOrThrow();
  expect(profile).toMatchObject({ email: 'mohit@example.org', phone: '+919845012345', pan_shown: 'ABC••••••F' });
  for (const read of [loader, overview]) {
    const shown = await (await read({ request: await here.getAs('singhvi', PATH), params: {}, context: {} })).text();
    expect(shown).toContain('••••2358');
    expect([NUMBER, PAN, 'sealed', 'registered_name', 'fingerprint'].filter((secret) => shown.includes(secret))).toEqual([]);
  }
  expect(await here.db.selectFrom('provider').select('onboarding_status').where('id', '=', here.world.doctors.rao.id).executeTakeFirst(), 'a posted id is nobody’s').toEqual({ onboarding_status: 'verified' });
});

test('empty numbers leave account and PAN as they are; another branch asks for the number', async () => {
  const kept = { ...TYPED, pan: '', accountNumber: '', accountNumberAgain: '' };
  const answer = await send('singhvi', { ...kept, legalName: 'Mohit R Singhvi' });
  expect(answer.headers.get('Location')).toBe('/provider/account?saved=details');
  expect(await accountsNow()).toHaveLength(1);
  const refused = await send('singhvi', { ...kept, ifsc: 'ICIC0000001' });
  expect((await refused.json()).errors).toEqual({ accountNumber: ['Enter the account number too: this is checked as a new account.'] });
});

test('another account retires the first one', async () => {
  expect((await send('singhvi', { ...TYPED, kind: 'vpa', vpa: 'Mohit.S@okhdfc' })).status).toBe(303);
  expect((await accountsNow()).map((account) => [account.kind, account.status, account.shown_as])).toEqual([['bank_account', 'retired', '••••2358'], ['vpa', 'new', 'mo••••@okhdfc']]);
});

test('patients and strangers find no such pages', async () => {
  for (const door of [loader, overview, documentsPage]) expect((await thrownResponse(door({ request: await here.getAs('meera', PATH), params: {}, context: {} }))).status).toBe(404);
  expect((await thrownResponse(send('meera', TYPED))).status).toBe(404);
  const guest = await thrownResponse(action({ request: postRequest(PATH, TYPED), params: {}, context: {} }));
  expect([guest.status, guest.headers.get('Location')]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
});

const PDF = Buffer.from('%PDF-1.7 a paper about Dr Singhvi');
async function sendFile(login: LoginKey, kind: string, content: Uint8Array, name = 'scan.pdf', type = 'application/pdf') {
  const form = new FormData();
  form.set('kind', kind);
  form.set('file', new File([new Uint8Array(content)], name, { type }));
  const request = new Request(`${ORIGIN}/provider/account/documents`, { method: 'POST', body: form, headers: { Cookie: await here.cookieOf(login) } });
  return upload({ request, params: {}, context: {} });
}
const papers = async (providerId = singhviId) => here.db.selectFrom('provider_document').selectAll().where('provider_id', '=', providerId).execute();

test('only a PDF, JPEG or PNG is taken, whatever it is called, and not a large one', async () => {
  const refused = async (...file: [string, Uint8Array, string?]) => {
    const answer = await sendFile('singhvi', ...file);
    return [answer.status, await answer.json()];
  };
  expect(await refused('pan', Buffer.from('<script>alert(1)</script>'))).toEqual([400, { kind: 'pan', message: expect.stringContaining('PDF, a JPEG or a PNG') }]);
  expect(await refused('pan', Buffer.alloc(0), '')).toEqual([400, { kind: 'pan', message: 'Choose a file' }]);
  expect(await refused('pan', Buffer.concat([PDF, Buffer.alloc(DOCUMENT_MAX_BYTES)]))).toEqual([400, { kind: 'pan', message: expect.stringContaining('larger than 1 MB') }]);
  expect(await refused('selfie', PDF)).toEqual([400, { kind: null, message: 'Choose a file' }]);
  expect(await papers()).toEqual([]);
});

test('a paper is stored sealed, its newer one takes its place, and it comes back as it was', async () => {
  const answer = await sendFile('singhvi', 'pan', PDF, '../my "पैन" card.pdf');
  expect(answer.headers.get('Location')).toBe('/provider/account/documents?done=pan');
  await sendFile('singhvi', 'pan', PDF, 'again.png', 'image/png');
  const largest = Buffer.concat([PDF, Buffer.alloc(DOCUMENT_MAX_BYTES - PDF.length, 7)]);
  await sendFile('singhvi', 'registration', largest, 'my "पैन" card.pdf');
  const stored = await papers();
  expect(stored.map(({ kind, file_name, media_type }) => [kind, file_name, media_type]).toSorted()).toEqual([['pan', 'again.png', 'application/pdf'], ['registration', 'my पैन card.pdf', 'application/pdf']]);
  expect(stored.some(({ content_sealed }) => content_sealed.includes(PDF.toString('base64').slice(0, 20)))).toBe(false);
  const id = stored.find(({ kind }) => kind === 'registration')!.id;
  const file = await ownDocument({ request: await here.getAs('singhvi', '/'), params: { id }, context: {} });
  expect(Buffer.from(await file.arrayBuffer()).equals(largest)).toBe(true);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="my ___ card.pdf"; filename*=UTF-8''my%20%E0%A4%AA%E0%A5%88%E0%A4%A8%20card.pdf`,
  });
});

test('a paper is its provider’s and the desk’s, and the desk’s looks are written down', async () => {
  const { id } = (await papers())[0]!;
  for (const [door, login] of [[ownDocument, 'rao'], [ownDocument, 'meera'], [ownDocument, 'kavita'], [adminDocument, 'singhvi'], [adminDocument, 'meera']] as const) {
    expect((await thrownResponse(door({ request: await here.getAs(login, '/'), params: { id }, context: {} }))).status).toBe(404);
  }
  expect((await thrownResponse(adminDocument({ request: await here.getAs('kavita', '/'), params: { id: 'nobodyhasthisid00000' }, context: {} }))).status).toBe(404);
  const looks = async () => here.db.selectFrom('audit_log').select(['actor_id', 'subject_id', 'after_json']).where('verb', '=', 'open_document').execute();
  expect(await looks()).toEqual([]);
  expect((await adminDocument({ request: await here.getAs('kavita', '/'), params: { id }, context: {} })).status).toBe(200);
  expect((await looks()).map(({ actor_id, subject_id }) => [actor_id, subject_id])).toEqual([[(await here.accountOf('kavita')).id, singhviId]]);
  expect((await thrownResponse(ownDocument({ request: getRequest('/'), params: { id }, context: {} }))).status).toBe(303);
});
