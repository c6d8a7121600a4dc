import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { askValidations } from '#app/use-cases/ask-validations.server.ts';
import { settleValidation } from '#app/use-cases/settle-validation.server.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';
import { accountNumber, currentOf, makePayee, newsOf, register, statusOf, submit, type Payee } from './payee-world.ts';

let world: TroubleWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const later = (minutes: number) => minutesAfter(world.now, minutes);
const standing = async (payee: Payee) => [await statusOf(world, payee), (await currentOf(world, payee)).status];
const profileOf = async ({ providerId }: Payee) => world.db.selectFrom('provider_profile').selectAll().where('provider_id', '=', providerId).executeTakeFirstOrThrow();
const asksOf = async (method: string, path: string) => (await world.emulator.admin.requests({ method, path, limit: '5000' })).length;
const VALIDATIONS = '/v1/fund_accounts/validations';

describe('trouble on the way', () => {
  const known = async () => (await world.emulator.admin.state()).x;

  it.each(['/v1/contacts', '/v1/fund_accounts'])('an answer of %s that is lost is asked for again and makes no second one', async (path) => {
    const payee = await makePayee(world);
    await submit(world, payee);
    await world.emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path, times: 1 });
    await register(world, payee);
    expect(await standing(payee)).toEqual(['submitted', 'new']);
    await register(world, payee, 3);
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
    const profile = await profileOf(payee);
    expect((await known()).contacts.filter((contact) => contact.reference_id === payee.providerId).map(({ id }) => id)).toEqual([profile.gateway_contact_id]);
    expect((await known()).fundAccounts.filter((one) => one.contact_id === profile.gateway_contact_id)).toHaveLength(1);
  });

  it('a contact whose answer is lost stays the only one, although the details change meanwhile', async () => {
    const payee = await makePayee(world);
    const number = accountNumber();
    await submit(world, payee, { account: { number } });
    await world.emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/contacts', times: 1 });
    await register(world, payee);
    await submit(world, payee, { email: 'other@example.org', account: { number } }, 1);
    await register(world, payee, 3);
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
    expect((await known()).contacts.filter((contact) => contact.reference_id === payee.providerId)).toHaveLength(1);
  });

  it.each(['reply_lost', 'bad_gateway_before_commit'] as const)('a bank check without an answer (%s) is looked for, and is one in the end', async (kind) => {
    const payee = await makePayee(world);
    await submit(world, payee);
    await world.emulator.admin.setFault({ kind, method: 'POST', path: VALIDATIONS, times: 1 });
    await register(world, payee);
    expect(await currentOf(world, payee)).toMatchObject({ status: 'checking', gateway_validation_id: null, tries: 1 });
    await world.emulator.admin.setFault({ kind: 'reset', method: 'GET', path: VALIDATIONS, times: 1 });
    await register(world, payee, 3);
    expect(await currentOf(world, payee), 'not asked again blind').toMatchObject({ gateway_validation_id: null, tries: 1 });
    await register(world, payee, 6);
    await world.emulator.admin.advance(5);
    const account = await register(world, payee, 9);
    expect(account.status).toBe('valid');
    expect((await known()).validations.filter((one) => one.fund_account_id === account.gateway_fund_account_id)).toHaveLength(1);
  });

  it('RazorpayX is away: nothing is lost, and it goes on by itself', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    await world.emulator.admin.setFault({ kind: 'reset', path: '/v1/**', times: 'always' });
    for (const minutes of [0, 2, 5]) await register(world, payee, minutes);
    expect(await standing(payee)).toEqual(['submitted', 'new']);
    await world.emulator.admin.clearFaults();
    await askValidations(world, () => later(15));
    await world.emulator.admin.advance(5);
    await askValidations(world, () => later(40));
    expect(await standing(payee)).toEqual(['verified', 'valid']);
  });

  it('details that RazorpayX does not take come back with its words, never with the number', async () => {
    const payee = await makePayee(world);
    await submit(world, payee, { account: { kind: 'vpa', ifsc: null, number: 'kabir_anand@okhdfc' } });
    await register(world, payee);
    expect(await standing(payee)).toEqual(['rejected', 'invalid']);
    expect((await profileOf(payee)).decision_reason).toMatch(/^Razorpay, which makes our payments, did not take this account: /);
    expect(await newsOf(world, payee)).toEqual(['rejected']);
  });

  it('a crash after any step repeats only what is one and the same', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    const { id } = await currentOf(world, payee);
    await register(world, payee);
    const done = await currentOf(world, payee);
    const { gateway_contact_id } = await profileOf(payee);
    // As the rows were before each answer was saved.
    const afterContact = { status: 'new', gateway_fund_account_id: null, gateway_validation_id: null, tries: 0 } as const;
    const crashes = [
      { account: afterContact, contact: null, provider: 'submitted' },
      { account: afterContact, contact: gateway_contact_id, provider: 'submitted' },
      { account: { ...afterContact, gateway_fund_account_id: done.gateway_fund_account_id }, contact: gateway_contact_id, provider: 'submitted' },
      { account: { status: 'checking', gateway_fund_account_id: done.gateway_fund_account_id, gateway_validation_id: null, tries: 1 }, contact: gateway_contact_id, provider: 'bank_check' },
    ] as const;
    for (const [index, crash] of crashes.entries()) {
      await world.db.updateTable('payout_account').set(crash.account).where('id', '=', id).execute();
      await world.db.updateTable('provider_profile').set({ gateway_contact_id: crash.contact }).where('provider_id', '=', payee.providerId).execute();
      await world.db.updateTable('provider').set({ onboarding_status: crash.provider }).where('id', '=', payee.providerId).execute();
      const again = await register(world, payee, (index + 1) * 5);
      expect(again).toMatchObject({ status: 'checking', gateway_fund_account_id: done.gateway_fund_account_id, gateway_validation_id: expect.stringMatching(/^fav_/) });
      expect((await profileOf(payee)).gateway_contact_id).toBe(gateway_contact_id);
    }
    const { contacts, fundAccounts } = await known();
    expect(contacts.filter((contact) => contact.reference_id === payee.providerId)).toHaveLength(1);
    expect(fundAccounts.filter((one) => one.contact_id === gateway_contact_id)).toHaveLength(1);
  });

  it('two workers at once call once', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    const before = await asksOf('POST', VALIDATIONS);
    await Promise.all([register(world, payee), register(world, payee), askValidations(world, () => world.now)]);
    expect((await asksOf('POST', VALIDATIONS)) - before).toBe(1);
  });

  it('another account given during the check: the first one’s answer changes nothing', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    const first = await register(world, payee);
    await submit(world, payee, { account: { number: accountNumber('91') } }, 1);
    await world.emulator.admin.advance(5);
    const told = { id: first.gateway_validation_id!, status: 'completed', results: { account_status: 'active', registered_name: 'KABIR ANAND', name_match_score: 100 } } as const;
    await settleValidation(world, { payoutAccountId: first.id, told, now: later(2) });
    expect(await standing(payee)).toEqual(['submitted', 'new']);
  });
});
