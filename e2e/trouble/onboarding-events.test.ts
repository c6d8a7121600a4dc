import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { applyWebhook } from '#app/use-cases/apply-webhook.server.ts';
import { hearOfValidation } from '#app/use-cases/hear-of-validation.server.ts';
import { receiveWebhook } from '#app/use-cases/receive-webhook.server.ts';
import { writePayeeMail } from '#app/use-cases/write-payee-mail.server.ts';
import { newId } from '#db/new-id.ts';
import { startReceiver } from '../razorpay-emulator/webhook-receiver.ts';
import { openWorld, type TroubleWorld } from './open-world.ts';
import { accountNumber, checked, currentOf, makePayee, newsOf, register, statusOf, submit, type Payee } from './payee-world.ts';

let world: TroubleWorld;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  [world, receiver] = await Promise.all([openWorld(), startReceiver()]);
  await world.emulator.admin.setWebhook({ kind: 'x', url: receiver.url, secret: 'anything' });
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(async () => {
  receiver.stop();
  await world.close();
});

const later = (minutes: number) => minutesAfter(world.now, minutes);
const standing = async (payee: Payee) => [await statusOf(world, payee), (await currentOf(world, payee)).status];
const profileOf = async ({ providerId }: Payee) => world.db.selectFrom('provider_profile').selectAll().where('provider_id', '=', providerId).executeTakeFirstOrThrow();
const VALIDATIONS = '/v1/fund_accounts/validations';

/** The event of that validation as the emulator sent it. */
async function eventOf(gatewayValidationId: string) {
  await world.emulator.admin.flush();
  const sent = receiver.received.find(({ body, event }) => event.startsWith('fund_account.validation.') && body.includes(gatewayValidationId));
  if (!sent) throw new Error('no event of this validation');
  return { body: sent.body, gatewayEventId: String(sent.headers['x-razorpay-event-id']) };
}

/** Stored and worked, as the door and the queue do it. */
async function deliver({ body, gatewayEventId }: { body: string; gatewayEventId: string }, minutes: number): Promise<string> {
  await receiveWebhook(world.db, { channel: 'x', rawBody: body, gatewayEventId, now: later(minutes) });
  const { id } = await world.db.selectFrom('webhook_event').select('id').where('gateway_event_id', '=', gatewayEventId).executeTakeFirstOrThrow();
  await applyWebhook(world, { webhookEventId: id, now: later(minutes) });
  return (await world.db.selectFrom('webhook_event').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

describe('what the events say', () => {
  it('is asked for, heard once, and foreign where it is nobody’s', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    const { gateway_validation_id } = await register(world, payee);
    const hear = (gatewayValidationId: string) => hearOfValidation(world, { gatewayValidationId, now: later(1) });
    expect(await hear(gateway_validation_id!), 'told too early').toBe('done');
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
    await world.emulator.admin.advance(5);
    await world.emulator.admin.setFault({ kind: 'bad_gateway_before_commit', path: `${VALIDATIONS}/*`, times: 1 });
    expect(await hear(gateway_validation_id!)).toBe('unknown');
    const answers = await Promise.all([1, 2, 3].map(() => hear(gateway_validation_id!)));
    expect([answers, await standing(payee), await newsOf(world, payee)]).toEqual([['done', 'done', 'done'], ['verified', 'valid'], ['verified']]);
    expect(await hear('fav_AAAAAAAAAAAAAA')).toBe('foreign');
  });

  it('verifies when it comes, once, however often and late it comes', async () => {
    const payee = await makePayee(world);
    await submit(world, payee);
    const { gateway_validation_id: first } = await register(world, payee);
    await world.emulator.admin.advance(5);
    const event = await eventOf(first!);
    expect([await deliver(event, 1), await standing(payee)]).toEqual(['applied', ['verified', 'valid']]);
    await deliver(event, 2);
    expect(await deliver({ ...event, gatewayEventId: `evt_${newId()}` }, 3)).toBe('applied');
    expect([await newsOf(world, payee), await standing(payee)]).toEqual([['verified'], ['verified', 'valid']]);

    await submit(world, payee, { account: { number: accountNumber('91') } }, 4);
    await register(world, payee, 4);
    await deliver({ ...event, gatewayEventId: `evt_${newId()}` }, 5);
    expect(await standing(payee), 'the old account’s yes is not the new one’s').toEqual(['bank_check', 'checking']);
  });

  it('never believes what it tells', async () => {
    const payee = await makePayee(world);
    await submit(world, payee, { account: { number: accountNumber('91') } });
    const { gateway_validation_id: id } = await register(world, payee);
    const told = { id, status: 'completed', results: { account_status: 'active', registered_name: 'KABIR ANAND', name_match_score: 100 } };
    await deliver({ body: JSON.stringify({ event: 'fund_account.validation.completed', payload: { 'fund_account.validation': { entity: told } } }), gatewayEventId: `evt_${newId()}` }, 1);
    expect(await standing(payee)).toEqual(['bank_check', 'checking']);
  });

  it('goes out as letters to the provider, or to all admins', async () => {
    const payee = await checked(world, { account: { number: accountNumber('92') } });
    const letter = async (news: 'verified' | 'rejected' | 'review') => writePayeeMail(world.db, { news, providerId: payee.providerId }, 'http://localhost');
    const review = await letter('review');
    expect(review.address.split(', ').toSorted()).toEqual([world.seeded.logins.kavita.email, world.seeded.logins.rohan.email].toSorted());
    expect(review.letter.text).toContain(`/admin/providers/${payee.providerId}`);
    const verified = await letter('verified');
    expect(verified.address).toBe((await profileOf(payee)).email);
    const login = { ...(await world.db.selectFrom('account').selectAll().where('id', '=', payee.accountId).executeTakeFirstOrThrow()), id: newId(), email: 'kabir.login@example.org', provider_id: payee.providerId };
    await world.db.insertInto('account').values(login).execute();
    expect((await letter('verified')).address, 'a thief changes both').toBe(`${(await profileOf(payee)).email}, kabir.login@example.org`);
    expect(verified.letter.text).toMatch(/HDFC Bank ••••\d{2}92/);
    expect((await letter('rejected')).letter.text).toContain('What you have earned is safe');
  });
});

it('no account number and no PAN stands anywhere in the open', async () => {
  const number = accountNumber();
  const payee = await checked(world, { pan: 'QZKPX9876L', account: { number } });
  expect((await eventOf((await currentOf(world, payee)).gateway_validation_id!)).body, 'the event tells it').toContain(number);
  await deliver(await eventOf((await currentOf(world, payee)).gateway_validation_id!), 4);
  await submit(world, payee, { pan: 'QZKPX9876L', account: { number: accountNumber('92') } }, 20);
  const tables = (await world.db.introspection.getTables()).map(({ name }) => name);
  const dump = JSON.stringify(await Promise.all(tables.map((table) => world.db.selectFrom(table as 'provider').selectAll().execute())));
  expect(dump).toContain(payee.providerId);
  expect(dump).toContain('fund_account.validation.completed');
  expect(dump).not.toContain(number);
  expect(dump).not.toContain(number.slice(-6));
  expect(dump).not.toContain('QZKPX9876L');
});
