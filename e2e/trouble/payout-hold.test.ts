import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE_MS, minutesAfter } from '#app/domain/appointment-time.ts';
import type { TroubleWorld } from './open-world.ts';
import { accountNumber, register, submit, type Payee } from './payee-world.ts';
import { atGateway, bankWorks, given, openPayoutWorld, payoutOf, sendAndAsk, sweep } from './payout-world.ts';

const HOURS = 24;
const HOLD_MINUTES = HOURS * 60;

let world: TroubleWorld;
beforeAll(async () => {
  world = await openPayoutWorld();
  process.env.PAYOUT_HOLD_HOURS = String(HOURS);
}, 120_000);
afterAll(async () => {
  delete process.env.PAYOUT_HOLD_HOURS;
  await world.close();
});

it('a payout waits as long as patients may complain, and not a minute more', async () => {
  const one = await given(world, 0);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'queued', next_try_at: minutesAfter(one.at, HOLD_MINUTES) });
  const { run_at: runAt } = await world.db.selectFrom('outbox_message').select('run_at').where('task', '=', 'send-payout').where('payload', 'like', `%${one.payoutId}%`).executeTakeFirstOrThrow();
  expect(runAt).toEqual(minutesAfter(one.at, HOLD_MINUTES));
  await sweep(world, one, HOLD_MINUTES - 1);
  expect(await atGateway(world, one)).toEqual([]);
  expect((await sendAndAsk(world, one, HOLD_MINUTES)).status).toBe('processed');
});

it('an account that is verified meanwhile does not cut the wait short', async () => {
  const rao: Payee = { providerId: world.seeded.doctors.rao.id, accountId: world.seeded.logins.rao.id, name: world.seeded.doctors.rao.name };
  const one = await given(world, 1);
  const since = (minutes: number) => Math.round((one.at.getTime() - world.now.getTime()) / MINUTE_MS) + minutes;
  expect(await submit(world, rao, { pan: null, account: { number: accountNumber('58') } }, since(0))).toMatchObject({ ok: true });
  await sweep(world, one, HOLD_MINUTES);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'on_hold', hold_reason: 'not_verified' });
  const two = await given(world, 2);
  expect(await payoutOf(world, two)).toMatchObject({ status: 'on_hold', hold_reason: 'not_verified', next_try_at: null });
  await register(world, rao, since(HOLD_MINUTES + 1));
  await bankWorks(world);
  await register(world, rao, since(HOLD_MINUTES + 4));
  const after = await payoutOf(world, one);
  expect([after.status, after.next_try_at! >= minutesAfter(one.at, HOLD_MINUTES + 3)]).toEqual(['queued', true]);
  const dueAt = minutesAfter(two.at, HOLD_MINUTES);
  expect(dueAt > after.next_try_at!, 'the second is still in its wait').toBe(true);
  expect(await payoutOf(world, two)).toMatchObject({ status: 'queued', next_try_at: dueAt });
});
