import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { ACCOUNT_CHECKS_PER_DAY } from '#app/domain/onboarding-bounds.ts';
import { VALIDATION_TRIES_MAX } from '#app/domain/payout-bounds.ts';
import { hearOfValidation } from '#app/use-cases/hear-of-validation.server.ts';
import { rejectProvider } from '#app/use-cases/reject-provider.server.ts';
import { reviewAccount } from '#app/use-cases/review-account.server.ts';
import { createSeal } from '#db/sealed-text.ts';
import { BANK_DATA_KEYS, openWorld, type TroubleWorld } from './open-world.ts';
import { accountNumber, checked, currentOf, makePayee, newsOf, register, statusOf, submit, type Payee } from './payee-world.ts';

let world: TroubleWorld;
let adminId: string;
beforeAll(async () => {
  world = await openWorld();
  adminId = world.seeded.logins.kavita.id;
});
afterAll(() => world.close());

const later = (minutes: number) => minutesAfter(world.now, minutes);
const standing = async (payee: Payee) => [await statusOf(world, payee), (await currentOf(world, payee)).status];
const profileOf = async ({ providerId }: Payee) => world.db.selectFrom('provider_profile').selectAll().where('provider_id', '=', providerId).executeTakeFirstOrThrow();
const asksOf = async (method: string, path: string) => (await world.emulator.admin.requests({ method, path, limit: '5000' })).length;
const VALIDATIONS = '/v1/fund_accounts/validations';

describe('an account and its bank', () => {
  it('is verified when the bank knows it under the right name', async () => {
    const payee = await makePayee(world);
    expect(await submit(world, payee)).toMatchObject({ ok: true, value: { accountChanged: true } });
    expect(await standing(payee)).toEqual(['submitted', 'new']);
    const messages = await world.db.selectFrom('outbox_message').select('payload').where('task', '=', 'register-payee').execute();
    expect(messages.map(({ payload }) => JSON.parse(payload).payoutAccountId)).toContain((await currentOf(world, payee)).id);
    await register(world, payee);
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
    await world.emulator.admin.advance(5);
    const account = await register(world, payee, 3);
    expect(account).toMatchObject({ status: 'valid', registered_name: 'KABIR ANAND', name_match_score: 100, reason: null, next_try_at: null, tries: 1 });
    expect(await profileOf(payee)).toMatchObject({ decided_by: null, decision_reason: null, pan_shown: 'ABC••••••F' });
    expect([await statusOf(world, payee), await newsOf(world, payee)]).toEqual(['verified', ['verified']]);
    const events = await world.db.selectFrom('status_event').select(['event', 'master_booking_id']).where('subject_id', '=', payee.providerId).orderBy('at').execute();
    expect(events.map(({ event }) => event).toSorted()).toEqual(['bank_check_started', 'details_submitted', 'verified']);
  });

  it('is verified by UPI id as well', async () => {
    const payee = await checked(world, { account: { kind: 'vpa', ifsc: null, number: 'kabir.anand@okhdfc' } });
    expect(await standing(payee)).toEqual(['verified', 'valid']);
    expect(await currentOf(world, payee)).toMatchObject({ bank_name: 'UPI', shown_as: 'ka••••@okhdfc' });
  });

  it.each([
    ['91', 'the bank says invalid'],
    ['94', 'completed, and not a word about the account'],
  ])('…%s: is turned down when %s', async (end) => {
    const payee = await checked(world, { account: { number: accountNumber(end) } });
    expect(await standing(payee)).toEqual(['rejected', 'invalid']);
    expect((await profileOf(payee)).decision_reason).toMatch(/does not know this account/);
    expect(await newsOf(world, payee)).toEqual(['rejected']);
  });

  it('waits for a person when the name differs, who passes it', async () => {
    const payee = await checked(world, { account: { number: accountNumber('92') } });
    expect(await standing(payee)).toEqual(['bank_check', 'review']);
    expect([await newsOf(world, payee), (await currentOf(world, payee)).name_match_score]).toEqual([['review'], 40]);
    const { id } = await currentOf(world, payee);
    const order = { providerId: payee.providerId, payoutAccountId: id, adminId, now: later(10) };
    const both = await Promise.all([1, 2].map(() => reviewAccount(world.db, { ...order, verdict: { kind: 'pass', note: 'Maiden name, seen on the marriage certificate' } })));
    expect(both.map((outcome) => outcome.ok).toSorted()).toEqual([false, true]);
    expect(await standing(payee)).toEqual(['verified', 'valid']);
    expect(await profileOf(payee)).toMatchObject({ decided_by: adminId, decision_reason: null });
    const audits = await world.db.selectFrom('audit_log').selectAll().where('subject_id', '=', payee.providerId).where('actor_kind', '=', 'admin').execute();
    expect(audits.map(({ verb, reason }) => [verb, reason])).toEqual([['pass_payout_account', 'Maiden name, seen on the marriage certificate']]);
  });

  it('asks again after a technical fault, a few times, then a person looks', async () => {
    const payee = await makePayee(world);
    await submit(world, payee, { account: { number: accountNumber('93') } });
    let minutes = 0;
    for (let round = 0; round < 20 && (await currentOf(world, payee)).status !== 'review'; round += 1) {
      await register(world, payee, minutes);
      await world.emulator.admin.advance(5);
      minutes += 61;
    }
    expect(await currentOf(world, payee)).toMatchObject({ status: 'review', tries: VALIDATION_TRIES_MAX, reason: expect.stringMatching(/could not be asked in 5 tries/) });
    expect(await statusOf(world, payee)).toBe('bank_check');
  });

  it('asks less and less often of a bank that is silent, and gives it to a person after a week', async () => {
    const payee = await makePayee(world);
    await submit(world, payee, { account: { number: accountNumber('95') } });
    const { gateway_validation_id } = await register(world, payee);
    for (let minutes = 1; minutes <= 240; minutes += 1) await register(world, payee, minutes);
    const asked = await asksOf('GET', `${VALIDATIONS}/${gateway_validation_id}`);
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(15);
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
    await register(world, payee, 7 * 24 * 60 + 1);
    expect(await currentOf(world, payee)).toMatchObject({ status: 'review', reason: 'The bank has not answered for 7 days.' });
  });

  it('is looked at by a person when somebody else has it, whatever the branch and the key', async () => {
    const number = accountNumber();
    const first = await checked(world, { account: { number } });
    expect(await statusOf(world, first)).toBe('verified');
    const second = await checked(world, { account: { number, ifsc: 'HDFC0000523' } });
    expect(await standing(second)).toEqual(['bank_check', 'review']);
    expect((await currentOf(world, second)).reason).toMatch(/Another provider/);
    const rotated = { ...world, seal: createSeal(`next:${Buffer.alloc(32, 7).toString('base64')},${BANK_DATA_KEYS}`) };
    const third = await checked(rotated, { account: { number } });
    expect((await currentOf(world, third)).fingerprint).not.toBe((await currentOf(world, first)).fingerprint);
    expect(await standing(third)).toEqual(['bank_check', 'review']);
    expect(await statusOf(world, first), 'the first one is still paid').toBe('verified');
  });

  it('is looked at by a person when its holder is not the provider', async () => {
    const payee = await checked(world, { legalName: 'Suresh Yadav', account: { holderName: 'Suresh Yadav' } });
    expect(await standing(payee)).toEqual(['bank_check', 'review']);
    expect((await currentOf(world, payee)).reason).toMatch(/holder is Suresh Yadav, the provider Dr Kabir Anand/);
  });
});

describe('changing details', () => {
  it('keeps the account and its standing when only the profile changes', async () => {
    const payee = await checked(world);
    const { id, holder_name } = await currentOf(world, payee);
    const same = { account: { number: null }, pan: null };
    expect(await submit(world, payee, { ...same, email: 'new@example.org' }, 20)).toMatchObject({ ok: true, value: { accountChanged: false } });
    expect([await statusOf(world, payee), (await currentOf(world, payee)).id]).toEqual(['verified', id]);
    expect(await profileOf(payee)).toMatchObject({ email: 'new@example.org', pan_shown: 'ABC••••••F' });
    expect(await submit(world, payee, { ...same, account: { number: null, holderName: `${holder_name} Rao` } }, 21)).toMatchObject({ refusal: { code: 'number_again' } });
    expect(await submit(world, payee, { ...same, account: { number: null, ifsc: 'ICIC0000001' } }, 22)).toMatchObject({ refusal: { code: 'number_again' } });
  });

  it('pauses and checks again for another account, and retires the one before', async () => {
    const payee = await checked(world);
    const { id: before } = await currentOf(world, payee);
    expect(await submit(world, payee, { pan: null }, 20)).toMatchObject({ value: { accountChanged: true } });
    expect(await standing(payee)).toEqual(['submitted', 'new']);
    expect(await world.db.selectFrom('payout_account').select(['status', 'retired_at']).where('id', '=', before).executeTakeFirst()).toEqual({ status: 'retired', retired_at: later(20) });
    await register(world, payee, 20);
    await world.emulator.admin.advance(5);
    await register(world, payee, 23);
    expect(await standing(payee)).toEqual(['verified', 'valid']);
  });

  it('costs no check when the same number is typed again', async () => {
    const number = accountNumber();
    const payee = await checked(world, { account: { number } });
    expect(await submit(world, payee, { account: { number } }, 20)).toMatchObject({ value: { accountChanged: false } });
    expect(await statusOf(world, payee)).toBe('verified');
  });

  it('says what is missing', async () => {
    const payee = await makePayee(world);
    expect(await submit(world, payee, { pan: null })).toMatchObject({ refusal: { code: 'pan_missing' } });
    expect(await submit(world, payee, { account: { number: null } })).toMatchObject({ refusal: { code: 'number_missing' } });
    expect(await submit(world, payee, { account: { ifsc: 'HDFC0ZZZZZZ' } })).toMatchObject({ refusal: { code: 'ifsc_unknown' } });
    expect(await statusOf(world, payee)).toBe('draft');
    expect(await world.db.selectFrom('provider_profile').select('provider_id').where('provider_id', '=', payee.providerId).executeTakeFirst()).toBeUndefined();
  });

  it('checks so many accounts a day and no more, although many are sent at once', async () => {
    const payee = await makePayee(world);
    const outcomes = await Promise.all(Array.from({ length: ACCOUNT_CHECKS_PER_DAY + 2 }, (_, index) => submit(world, payee, { account: { number: accountNumber(String(60 + index)) } }, index)));
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal.code === 'too_many_checks')).toHaveLength(2);
    expect(await world.db.selectFrom('payout_account').select('id').where('provider_id', '=', payee.providerId).where('retired_at', 'is', null).execute()).toHaveLength(1);
    expect(await submit(world, payee, {}, 24 * 60 + 10)).toMatchObject({ ok: true });
  });
});

describe('a person at the desk', () => {
  it('fails an account, and whatever comes after ends with a person', async () => {
    const payee = await checked(world, { account: { number: accountNumber('92') } });
    const { id } = await currentOf(world, payee);
    await reviewAccount(world.db, { providerId: payee.providerId, payoutAccountId: id, adminId, verdict: { kind: 'fail', reason: 'The account is not yours.' }, now: later(5) });
    expect(await standing(payee)).toEqual(['rejected', 'invalid']);
    expect(await profileOf(payee)).toMatchObject({ decided_by: adminId, decision_reason: 'The account is not yours.' });
    // An account the bank does not know: the system's own rejection does not take the desk's back.
    await submit(world, payee, { account: { number: accountNumber('91') } }, 6);
    await register(world, payee, 6);
    await world.emulator.admin.advance(5);
    await register(world, payee, 9);
    expect(await standing(payee)).toEqual(['rejected', 'invalid']);
    await submit(world, payee, {}, 10);
    await register(world, payee, 10);
    await world.emulator.admin.advance(5);
    await register(world, payee, 13);
    expect(await standing(payee)).toEqual(['bank_check', 'review']);
    expect((await currentOf(world, payee)).reason).toMatch(/turned this provider down before: The account is not yours/);
  });

  it('suspends a verified provider, who does not verify themselves again', async () => {
    const payee = await checked(world);
    expect(await rejectProvider(world.db, { providerId: payee.providerId, adminId, reason: 'The registration has lapsed.', now: later(5) })).toMatchObject({ ok: true });
    expect(await standing(payee)).toEqual(['rejected', 'valid']);
    expect(await rejectProvider(world.db, { providerId: payee.providerId, adminId, reason: 'Twice', now: later(6) })).toMatchObject({ refusal: { code: 'nothing_to_reject' } });
    expect(await submit(world, payee, { account: { number: null }, pan: null }, 7)).toMatchObject({ value: { accountChanged: true } });
    await register(world, payee, 7);
    await world.emulator.admin.advance(5);
    await register(world, payee, 10);
    expect(await standing(payee)).toEqual(['bank_check', 'review']);
    const verbs = await world.db.selectFrom('audit_log').select('verb').where('subject_id', '=', payee.providerId).where('actor_kind', '=', 'admin').execute();
    expect(verbs.map(({ verb }) => verb)).toEqual(['suspend_provider']);
  });

  it('cannot pass an account that has been replaced since it was seen', async () => {
    const payee = await checked(world, { account: { number: accountNumber('92') } });
    const { id: seen } = await currentOf(world, payee);
    await submit(world, payee, { account: { number: accountNumber('92') } }, 5);
    await register(world, payee, 5);
    await world.emulator.admin.advance(5);
    await register(world, payee, 8);
    expect(await reviewAccount(world.db, { providerId: payee.providerId, payoutAccountId: seen, adminId, verdict: { kind: 'pass', note: 'Seen' }, now: later(9) })).toMatchObject({ refusal: { code: 'not_in_review' } });
    expect(await standing(payee)).toEqual(['bank_check', 'review']);
  });

  it('rejects before the bank has answered, and its late yes verifies nobody', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    await register(world, payee);
    await rejectProvider(world.db, { providerId: payee.providerId, adminId, reason: 'Not a doctor.', now: later(1) });
    await world.emulator.admin.advance(5);
    const { gateway_validation_id } = await currentOf(world, payee);
    expect(await hearOfValidation(world, { gatewayValidationId: gateway_validation_id!, now: later(2) })).toBe('done');
    expect([await standing(payee), await newsOf(world, payee)]).toEqual([['rejected', 'review'], ['rejected']]);
  });
});
