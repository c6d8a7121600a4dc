import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { KEY_ID, KEY_SECRET, connectSdk } from '../razorpay-client.ts';
import { startEmulator } from '../start-emulator.ts';
import type { RunningEmulator } from '../start-emulator.ts';
import { connectX } from './x-client.ts';
import type { ListAnswer, XAnswer } from './x-client.ts';

let emulator: RunningEmulator;
let x: ReturnType<typeof connectX>;

beforeAll(async () => {
  emulator = await startEmulator({ keyId: KEY_ID, keySecret: KEY_SECRET });
  x = connectX(connectSdk(emulator.origin).raw);
});
beforeEach(() => emulator.admin.reset());
afterAll(() => emulator.stop());

const PERSON = { name: 'Dr Asha Rao', email: 'asha@example.com', contact: '9000090000', type: 'vendor', reference_id: 'provider-1', notes: { city: 'Pune' } };
const BANK = { name: 'Asha Rao', ifsc: 'HDFC0000053', account_number: '50100012345' };

test('a contact is made once for the same five fields, and anew for any difference', async () => {
  const made = await x.ask('post', '/contacts', PERSON);
  expect(made.status).toBe(201);
  expect(made.data).toEqual({ id: expect.stringMatching(/^cont_[A-Za-z0-9]{14}$/), entity: 'contact', ...PERSON, batch_id: null, active: true, created_at: expect.any(Number) });
  expect(await x.ask('post', '/contacts', { ...PERSON, notes: {} })).toMatchObject({ status: 200, data: { id: made.data.id } });
  const others = [{ name: 'Dr Asha R' }, { email: 'a@example.com' }, { contact: '9000090001' }, { type: 'employee' }, { reference_id: 'provider-2' }];
  const ids = await Promise.all(others.map(async (change) => (await x.ask('post', '/contacts', { ...PERSON, ...change })).data.id));
  expect(new Set([made.data.id, ...ids]).size).toBe(1 + others.length);
  expect((await x.ask<ListAnswer>('get', '/contacts?reference_id=provider-1')).data).toMatchObject({ count: 5 });
  expect((await x.ask<ListAnswer>('get', '/contacts?email=a@example.com')).data).toMatchObject({ count: 1, items: [{ id: ids[1] }] });
});

test('a contact is changed field by field and switched off', async () => {
  const { data } = await x.ask('post', '/contacts', PERSON);
  expect((await x.ask('patch', `/contacts/${String(data.id)}`, { name: 'Dr Asha Rao.', active: false })).data).toMatchObject({ name: 'Dr Asha Rao.', email: PERSON.email, active: false });
  expect((await x.ask('get', `/contacts/${String(data.id)}`)).data).toMatchObject({ name: 'Dr Asha Rao.', active: false });
  expect((await x.ask<ListAnswer>('get', '/contacts?active=0')).data.count).toBe(1);
});

test.each([
  [{ name: undefined }, 'The name field is required.', 'name'],
  [{ name: 'Al' }, 'The name must be at least 3 characters.', 'name'],
  [{ name: 'x'.repeat(51) }, 'The name may not be greater than 50 characters.', 'name'],
  [{ name: 'Dr @sha' }, 'The name format is invalid.', 'name'],
  [{ name: 'Dr Asha-' }, 'The name format is invalid.', 'name'],
  [{ type: 'doctor' }, 'Invalid type: doctor', 'type'],
  [{ email: 'nobody' }, 'The email format is invalid.', 'email'],
  [{ reference_id: 'x'.repeat(41) }, 'The reference id may not be greater than 40 characters.', 'reference_id'],
  [{ colour: 'red' }, 'colour is/are not required and should not be sent', undefined],
])('contact with %j is refused', async (change, description, field) => {
  const { status, data } = await x.ask('post', '/contacts', { ...PERSON, ...change });
  expect([status, data.error.description, data.error.field]).toEqual([400, description, field]);
});

test('a fund account is made once for the same contact and account, echoes its number, and is switched off', async () => {
  const contact_id = await x.contact();
  const made = await x.ask('post', '/fund_accounts', { contact_id, account_type: 'bank_account', bank_account: BANK });
  expect(made.status).toBe(201);
  expect(made.data).toEqual({
    id: expect.stringMatching(/^fa_[A-Za-z0-9]{14}$/), entity: 'fund_account', contact_id, account_type: 'bank_account',
    bank_account: { ...BANK, bank_name: 'HDFC Bank', notes: [] }, batch_id: null, active: true, created_at: expect.any(Number),
  });
  expect(await x.ask('post', '/fund_accounts', { contact_id, account_type: 'bank_account', bank_account: BANK })).toMatchObject({ status: 200, data: { id: made.data.id } });
  const other = await x.ask('post', '/fund_accounts', { contact_id: await x.contact({ reference_id: 'b' }), account_type: 'bank_account', bank_account: BANK });
  expect(other.data.id).not.toBe(made.data.id);
  expect((await x.ask<ListAnswer>('get', `/fund_accounts?contact_id=${contact_id}`)).data).toMatchObject({ count: 1 });
  expect((await x.ask('patch', `/fund_accounts/${String(made.data.id)}`, { active: false })).data).toMatchObject({ active: false });
  expect((await x.pay(String(made.data.id))).data.error.description).toBe('Payouts cannot be created on an inactive fund account');
});

test('a UPI id is taken apart', async () => {
  const { data } = await x.ask('post', '/fund_accounts', { contact_id: await x.contact(), account_type: 'vpa', vpa: { address: 'asha.rao@okbank' } });
  expect(data).toMatchObject({ account_type: 'vpa', vpa: { username: 'asha.rao', handle: 'okbank', address: 'asha.rao@okbank' } });
});

test.each([
  [{ ifsc: 'HDFC000053' }, 'The IFSC must be 11 characters.'],
  [{ ifsc: 'HDFC1000053' }, 'The IFSC format is invalid.'],
  [{ account_number: '1234' }, 'The account number format is invalid.'],
  [{ account_number: '1234-5678' }, 'The account number format is invalid.'],
  [{ account_number: undefined }, 'The account number field is required.'],
  [{ name: 'AR' }, 'The name must be at least 3 characters.'],
])('account with %j is refused', async (change, description) => {
  const answer = await x.ask('post', '/fund_accounts', { contact_id: await x.contact(), account_type: 'bank_account', bank_account: { ...BANK, ...change } });
  expect([answer.status, answer.data.error.description]).toEqual([400, description]);
});

test('unknown contacts, accounts and kinds are refused', async () => {
  const unknown = await x.ask('post', '/fund_accounts', { contact_id: 'cont_00000000000000', account_type: 'bank_account', bank_account: BANK });
  expect(unknown.data.error.description).toBe('The contact id provided does not exist');
  expect((await x.ask('get', '/fund_accounts/fa_00000000000000')).data.error.description).toBe('The id provided does not exist');
  expect((await x.ask('get', '/contacts/pay_1')).data.error.description).toBe('pay_1 is not a valid id');
  expect((await x.ask('post', '/fund_accounts', { contact_id: await x.contact(), account_type: 'cash' })).data.error.description).toBe('The selected account type is invalid.');
});

type ValidationAnswer = XAnswer<{ id: string; status: string; results: unknown }>;

const validate = async (suffix: string): Promise<ValidationAnswer> =>
  x.ask('post', '/fund_accounts/validations', { account_number: x.ownAccount, fund_account: { id: await x.account(suffix) }, amount: 127, currency: 'INR', notes: {} });

test.each([
  ['45', { status: 'completed', results: { account_status: 'active', registered_name: 'ASHA RAO', name_match_score: 100 }, utr: expect.stringMatching(/^\d{12}$/) }],
  ['91', { status: 'completed', results: { account_status: 'invalid', registered_name: null } }],
  ['92', { status: 'completed', results: { account_status: 'active', name_match_score: 40 } }],
  ['93', { status: 'failed', results: { account_status: '', registered_name: '' }, utr: null }],
  ['94', { status: 'completed', results: { account_status: null, registered_name: null }, utr: null }],
  ['95', { status: 'created', results: { account_status: null } }],
])('validation of an account ending in %s', async (suffix, expected) => {
  const made = await validate(suffix);
  expect(made.data).toMatchObject({ status: 'created', amount: 127, fund_account: { bank_account: { account_number: `501000123${suffix}` } } });
  await emulator.admin.advance(2);
  expect((await x.ask('get', `/fund_accounts/validations/${made.data.id}`)).data).toMatchObject(expected);
  expect((await x.list('/fund_accounts/validations')).data.count).toBe(1);
});

test('a composite validation makes contact and account, and answers in its own shape', async () => {
  const body = { source_account_number: x.ownAccount, validation_type: 'pennydrop', reference_id: 'v-1', fund_account: { account_type: 'bank_account', bank_account: BANK, contact: { name: 'Dr Asha Rao' } } };
  const made = await x.ask('post', '/fund_accounts/validations', body);
  expect(made.data).toMatchObject({ status: 'created', reference_id: 'v-1', status_details: { reason: 'validation_request_created' }, fund_account: { contact: { name: 'Dr Asha Rao' } } });
  await emulator.admin.advance(2);
  expect((await x.ask('get', `/fund_accounts/validations/${String(made.data.id)}`)).data).toMatchObject({
    status: 'completed', validation_results: { account_status: 'active', bank_account: { bank_routing_code: BANK.ifsc } }, status_details: { reason: 'validation_completed' },
  });
  expect((await x.ask('post', '/fund_accounts/validations', { ...body, source_account_number: '1' })).data.error.description).toBe('The RazorpayX Account number is invalid.');
});

test('a waiting validation is answered by hand, or by the switch', async () => {
  const { data } = await validate('95');
  await emulator.admin.settleValidation(data.id, 'name_differs');
  expect((await x.ask('get', `/fund_accounts/validations/${data.id}`)).data).toMatchObject({ results: { name_match_score: 40 } });
  await expect(emulator.admin.settleValidation(data.id, 'active')).rejects.toThrow('final');
  await emulator.admin.setSettings({ validationOutcome: 'failed' });
  const switched = await validate('46');
  await emulator.admin.advance(2);
  expect((await x.ask('get', `/fund_accounts/validations/${switched.data.id}`)).data.status).toBe('failed');
});
