import { afterAll, beforeAll, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import { sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import type { TroubleWorld } from './open-world.ts';
import { atGateway, attemptsOf, bankWorks, expectTied, given, hear, mailsAbout, openPayoutWorld, postingsOf, payoutOf, sendAndAsk, sweep, useAccount, type Given } from './payout-world.ts';

/** The events that RazorpayX's test mode never sends (razorpay.md 7.7). */
let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openPayoutWorld();
}, 120_000);
afterAll(() => world.close());

async function sentTo(end: string): Promise<Given & { gatewayPayoutId: string }> {
  await useAccount(world, end);
  const one = await given(world, turn++);
  await sweep(world, one);
  const [there] = await atGateway(world, one);
  return { ...one, gatewayPayoutId: there!.id };
}
const hears = (of: Given & { gatewayPayoutId: string }, name: string, minutes: number) => hear(world, name, { id: of.gatewayPayoutId, status: name.split('.')[1]! }, minutesAfter(of.at, minutes));

it('that waits for an approver in RazorpayX has moved no money, is rejected there, parked here, and is sent again by a person', async () => {
  await world.emulator.admin.setSettings({ approvalWorkflow: true });
  const one = await sentTo('10');
  expect(await hears(one, 'payout.pending', 1)).toBe('applied');
  expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).map(({ status }) => status), await postingsOf(world, one)]).toEqual(['processing', ['pending'], []]);
  await world.emulator.admin.settlePayout(one.gatewayPayoutId, 'rejected');
  expect(await hears(one, 'payout.rejected', 2)).toBe('applied');
  expect(await hears(one, 'payout.rejected', 2)).toBe('applied');
  expect(await payoutOf(world, one)).toMatchObject({ status: 'needs_attention', note: 'Rejected by an approver in RazorpayX.' });
  expect(await postingsOf(world, one)).toEqual([]);
  // Old news changes nothing.
  await hears(one, 'payout.pending', 3);
  expect((await payoutOf(world, one)).status).toBe('needs_attention');
  await world.emulator.admin.setSettings({ approvalWorkflow: false });
  const order = { payoutId: one.payoutId, adminId: world.seeded.logins.kavita.id, reason: 'Approved by the owner meanwhile', now: minutesAfter(one.at, 4) };
  expect((await sendPayoutAgain(world.db, order)).ok).toBe(true);
  expect(await sendAndAsk(world, one, 5)).toMatchObject({ status: 'processed', attempts: 2 });
  expect(await expectTied(world)).toBe(0);
});

it('that was approved there goes on, whichever event comes first', async () => {
  await world.emulator.admin.setSettings({ approvalWorkflow: true });
  const one = await sentTo('10');
  await world.emulator.admin.settlePayout(one.gatewayPayoutId, 'processing');
  await bankWorks(world);
  await world.emulator.admin.setSettings({ approvalWorkflow: false });
  expect(await hears(one, 'payout.processed', 1)).toBe('applied');
  await hears(one, 'payout.pending', 2);
  expect(await payoutOf(world, one)).toMatchObject({ status: 'processed', attempts: 1 });
  expect(await postingsOf(world, one)).toEqual(['payout_sent', 'payout_settled']);
  expect(await expectTied(world)).toBe(0);
});

it('that waits for a bank is shown as such, and fails when RazorpayX gives up on it', async () => {
  // Queued for a bank that is down, then failed.
  const one = await sentTo('05');
  expect(await hears(one, 'payout.queued', 1)).toBe('applied');
  expect((await attemptsOf(world, one)).map(({ status, reason }) => [status, reason])).toEqual([['queued', 'beneficiary_bank_down']]);
  expect(await postingsOf(world, one)).toEqual([]);
  await bankWorks(world, 3_600);
  expect((await atGateway(world, one))[0]!.status).toBe('failed');
  expect(await hears(one, 'payout.failed', 61)).toBe('applied');
  expect(await hears(one, 'payout.failed', 61)).toBe('applied');
  const failed = await payoutOf(world, one);
  expect([failed.status, failed.tries, failed.next_try_at === null]).toEqual(['failed', 1, false]);
  expect(await mailsAbout(world, one.payoutId)).toEqual(['payout-alert']);
  expect(await postingsOf(world, one)).toEqual([]);
  expect(await expectTied(world)).toBe(0);
});
