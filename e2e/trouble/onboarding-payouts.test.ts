import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { rejectProvider } from '#app/use-cases/reject-provider.server.ts';
import { reviewAccount } from '#app/use-cases/review-account.server.ts';
import type { TroubleWorld } from './open-world.ts';
import { accountNumber, currentOf, register, submit, type Payee } from './payee-world.ts';
import { attemptsOf, atGateway, bankWorks, given, openPayoutWorld, payoutOf, sendAndAsk, sweep, type Given } from './payout-world.ts';

let world: TroubleWorld;
let rao: Payee;
let turn = 0;
beforeAll(async () => {
  world = await openPayoutWorld();
  rao = { providerId: world.seeded.doctors.rao.id, accountId: world.seeded.logins.rao.id, name: world.seeded.doctors.rao.name };
}, 120_000);
afterAll(() => world.close());

/** Minutes after the service was given, on the clock that submitting and checking go by. */
const since = (of: Given, minutes: number) => Math.round((of.at.getTime() - world.now.getTime()) / 60_000) + minutes;

async function newAccount(of: Given, end: string, minutes: number) {
  const outcome = await submit(world, rao, { pan: null, account: { number: accountNumber(end) } }, since(of, minutes));
  expect(outcome).toMatchObject({ ok: true, value: { accountChanged: true } });
}

/** RazorpayX learns the account, and the bank answers. */
async function check(of: Given, minutes: number) {
  await register(world, rao, since(of, minutes));
  await bankWorks(world);
  await register(world, rao, since(of, minutes + 3));
}

it('another account pauses payouts, and they go on by themselves, to it, when it is verified', async () => {
  const one = await given(world, turn++);
  const before = await currentOf(world, rao);
  await newAccount(one, '58', 0);
  await sweep(world, one);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'on_hold', hold_reason: 'not_verified', attempts: 0 });
  expect(await atGateway(world, one)).toEqual([]);
  await check(one, 1);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'queued', hold_reason: null });
  expect((await sendAndAsk(world, one, 5)).status).toBe('processed');
  const now = await currentOf(world, rao);
  expect(now.id).not.toBe(before.id);
  expect((await attemptsOf(world, one)).map((attempt) => attempt.payout_account_id)).toEqual([now.id]);
  expect((await atGateway(world, one)).map((payout) => payout.fund_account_id)).toEqual([now.gateway_fund_account_id]);
});

it('an account in doubt goes on waiting until a person passes it', async () => {
  const one = await given(world, turn++);
  await newAccount(one, '92', 0);
  await check(one, 1);
  await sweep(world, one, 5);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'on_hold', hold_reason: 'not_verified' });
  const order = { providerId: rao.providerId, payoutAccountId: (await currentOf(world, rao)).id, adminId: world.seeded.logins.kavita.id, now: minutesAfter(one.at, 6) };
  expect(await reviewAccount(world.db, { ...order, verdict: { kind: 'pass', note: 'Maiden name, seen on the certificate' } })).toMatchObject({ ok: true });
  expect((await sendAndAsk(world, one, 7)).status).toBe('processed');
});

it('a provider whom the desk has stopped is not paid, and what is earned waits', async () => {
  const one = await given(world, turn++);
  await rejectProvider(world.db, { providerId: rao.providerId, adminId: world.seeded.logins.kavita.id, reason: 'The registration has lapsed.', now: one.at });
  await sweep(world, one);
  await sweep(world, one, DAY_MINUTES);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'on_hold', hold_reason: 'not_verified', attempts: 0 });
  expect(await atGateway(world, one)).toEqual([]);
});
