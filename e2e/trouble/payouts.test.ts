import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MINUTES, minutesAfter } from '#app/domain/appointment-time.ts';
import { claimPayout } from '#app/use-cases/claim-payout.server.ts';
import { settlePayout } from '#app/use-cases/settle-payout.server.ts';
import { sendPayout } from '#app/use-cases/send-payout.server.ts';
import { cancelQueuedPayout, holdPayout, sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import type { TroubleWorld } from './open-world.ts';
import { atGateway, attemptsOf, bankWorks, expectTied, given, hear, LOADED, mailsAbout, openPayoutWorld, payoutOf, postingsOf, sendAndAsk, spentFromX, sweep, useAccount, type Given } from './payout-world.ts';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openPayoutWorld();
}, 120_000);
afterAll(() => world.close());

const next = () => given(world, turn++);
const alerts = ({ payoutId }: Given) => mailsAbout(world, payoutId);
const admin = () => world.seeded.logins.kavita.id;
const order = (of: Given, minutes: number) => ({ payoutId: of.payoutId, adminId: admin(), reason: 'The bank confirmed it by phone', now: minutesAfter(of.at, minutes) });

/** Rao's account ties, and so does the RazorpayX account. */
async function expectAllTied() {
  const transitPaise = await expectTied(world);
  const { xBalancePaise } = await world.emulator.admin.assertions();
  return { transitPaise, unexplainedPaise: LOADED - xBalancePaise - (await spentFromX(world)) };
}

describe('a payout', () => {
  it('goes from completed to a bank reference, and its money is explained on the way', async () => {
    const one = await next();
    const earning = (await payoutOf(world, one)).amount_paise;
    await sweep(world, one);
    expect((await payoutOf(world, one)).status).toBe('processing');
    expect(await expectAllTied()).toEqual({ transitPaise: earning, unexplainedPaise: 0 });
    await bankWorks(world);
    await sweep(world, one, 31);
    const paid = await payoutOf(world, one);
    expect([paid.status, paid.utr]).toEqual(['processed', expect.stringMatching(/^\d{12}$/)]);
    expect(await expectAllTied()).toEqual({ transitPaise: 0, unexplainedPaise: 0 });
    expect(await atGateway(world, one)).toMatchObject([{ amount: earning, mode: 'IMPS', status: 'processed' }]);
  });

  it('is sent once, whoever and however many send it', async () => {
    const one = await next();
    await Promise.all(Array.from({ length: 12 }, () => sendPayout(world, { payoutId: one.payoutId, now: one.at })));
    await bankWorks(world);
    await sweep(world, one, 31);
    expect((await atGateway(world, one)).length).toBe(1);
    expect((await attemptsOf(world, one)).length).toBe(1);
    await expectAllTied();
  });

  it.each(['reply_lost', 'bad_gateway_after_commit', 'truncated', 'reset', 'bad_gateway_before_commit', 'rate_limited'] as const)('without an answer (%s) is asked for, repeated under its key, and paid once', async (kind) => {
    const one = await next();
    await world.emulator.admin.setFault({ kind, method: 'POST', path: '/v1/payouts' });
    await sweep(world, one);
    expect((await payoutOf(world, one)).status).toBe('outcome_unknown');
    await sweep(world, one, 1);
    await bankWorks(world);
    await sweep(world, one, 32);
    expect((await payoutOf(world, one)).status).toBe('processed');
    expect((await atGateway(world, one)).map((payout) => payout.status)).toEqual(['processed']);
    expect(new Set((await attemptsOf(world, one)).map((attempt) => attempt.idempotency_key)).size).toBe(1);
    await expectAllTied();
  });

  it('is asked about for an hour, and only then sent anew under another key', async () => {
    const one = await next();
    await world.emulator.admin.setFault({ kind: 'reset', method: 'POST', path: '/v1/payouts', times: 'always' });
    for (const minutes of [0, 1, 2, 5, 10, 15, 30, 59]) await sweep(world, one, minutes);
    expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).map((attempt) => attempt.sends)]).toEqual(['outcome_unknown', [4]]);
    await sweep(world, one, 64);
    expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).map((attempt) => attempt.status)]).toEqual(['failed', ['not_found']]);
    await world.emulator.admin.clearFaults();
    const paid = await sendAndAsk(world, one, 64 + 31);
    expect([paid.status, paid.attempts]).toEqual(['processed', 2]);
    expect((await atGateway(world, one)).length).toBe(1);
    expect(await alerts(one)).toEqual(['payout-alert']);
    await expectAllTied();
  });

  it('waits while even the question has no answer, and guesses nothing', async () => {
    const one = await next();
    await world.emulator.admin.setFault({ kind: 'reply_lost', method: 'POST', path: '/v1/payouts' });
    await world.emulator.admin.setFault({ kind: 'reset', method: 'GET', path: '/v1/payouts', times: 'always' });
    await world.emulator.admin.setFault({ kind: 'reset', method: 'POST', path: '/v1/payouts', times: 3 });
    for (const minutes of [0, 1, 2, 5, 60, 120, 600]) await sweep(world, one, minutes);
    expect((await payoutOf(world, one)).status).toBe('outcome_unknown');
    await world.emulator.admin.clearFaults();
    await bankWorks(world);
    await sweep(world, one, 700);
    expect((await payoutOf(world, one)).status).toBe('processed');
    expect((await atGateway(world, one)).length).toBe(1);
    await expectAllTied();
  });

  it('waits at RazorpayX for money, says how much is missing, and goes on by itself', async () => {
    const one = await next();
    const { xBalancePaise } = await world.emulator.admin.assertions();
    await world.emulator.admin.setSettings({ freePayouts: true });
    const drain = await world.payoutGateway.createPayout({
      body: JSON.stringify({ account_number: world.payoutGateway.accountNumber, fund_account_id: JSON.parse((await attemptsOf(world, one))[0]?.request_body ?? '{}').fund_account_id ?? (await raoFundAccount()), amount: xBalancePaise, currency: 'INR', mode: 'NEFT', purpose: 'payout' }),
      idempotencyKey: crypto.randomUUID(),
    });
    expect(drain.kind).toBe('accepted');
    await sweep(world, one);
    expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).at(-1)?.status]).toEqual(['processing', 'queued']);
    const cancelled = await cancelQueuedPayout(world, order(one, 1));
    expect([cancelled.ok, (await payoutOf(world, one)).hold_reason]).toEqual([true, 'cancelled']);
    expect((await cancelQueuedPayout(world, order(one, 2))).ok).toBe(false);
    expect((await sendPayoutAgain(world.db, order(one, 3))).ok).toBe(true);
    await sweep(world, one, 3);
    expect((await attemptsOf(world, one)).map((attempt) => attempt.status)).toEqual(['cancelled', 'queued']);
    await world.emulator.admin.loadBalance(LOADED);
    await bankWorks(world);
    await sweep(world, one, 40);
    expect((await payoutOf(world, one)).status).toBe('processed');
    await world.emulator.admin.setSettings({ freePayouts: false });
    expect((await world.emulator.admin.assertions()).referencesPaidTwice).toEqual([]);
  });
});

async function findByReference({ payoutId }: Given) {
  const answer = await world.payoutGateway.findPayoutsByReference(payoutId);
  if (answer.kind !== 'accepted') throw new Error(answer.kind);
  return answer.value;
}

async function raoFundAccount() {
  const row = await world.db.selectFrom('payout_account').select('gateway_fund_account_id').where('provider_id', '=', world.seeded.doctors.rao.id).where('retired_at', 'is', null).executeTakeFirstOrThrow();
  return row.gateway_fund_account_id;
}

describe('a failing payout', () => {
  it('stops at a closed account, tells provider and admins, and is paid when the account is changed', async () => {
    await useAccount(world, '02');
    const one = await next();
    const failed = await sendAndAsk(world, one);
    expect([failed.status, failed.hold_reason, failed.last_reason]).toEqual(['on_hold', 'account_to_fix', 'bank_account_closed']);
    expect(await alerts(one)).toEqual(['payout-account', 'payout-alert']);
    await sweep(world, one, 60);
    expect((await atGateway(world, one)).length).toBe(1);
    await useAccount(world, '10');
    const paid = await sendAndAsk(world, one, 120);
    expect([paid.status, paid.attempts]).toEqual(['processed', 2]);
    const keys = (await attemptsOf(world, one)).map((attempt) => attempt.idempotency_key);
    expect(new Set(keys).size).toBe(2);
    await expectAllTied();
  });

  it('asks a human when the changed account fails for the same reason', async () => {
    await useAccount(world, '02');
    const one = await next();
    await sendAndAsk(world, one);
    await useAccount(world, '02');
    const again = await sendAndAsk(world, one, 60);
    expect([again.status, again.attempts]).toEqual(['needs_attention', 2]);
    expect(again.note).toContain('the same on the new account');
    await useAccount(world, '10');
    await sweep(world, one, 200);
    expect((await payoutOf(world, one)).status).toBe('needs_attention');
    expect((await sendPayoutAgain(world.db, order(one, 210))).ok).toBe(true);
    expect((await sendAndAsk(world, one, 210)).status).toBe('processed');
    await expectAllTied();
  });

  it('waits for an offline bank, tries again with a new key and arrives', async () => {
    await useAccount(world, '07');
    const one = await next();
    const first = await sendAndAsk(world, one);
    expect([first.status, first.last_reason]).toEqual(['failed', 'beneficiary_bank_offline']);
    await sweep(world, one, 60);
    expect((await attemptsOf(world, one)).length).toBe(1);
    const paid = await sendAndAsk(world, one, 62);
    expect([paid.status, paid.attempts]).toEqual(['processed', 2]);
    await expectAllTied();
  });

  it('gives up after three tries by itself, and a human can send it again', async () => {
    await useAccount(world, '10');
    await world.emulator.admin.setSettings({ payoutOutcome: 'failed', payoutReason: 'gateway_technical_error' });
    const one = await next();
    for (const minutes of [0, 70, 300, 600, 900]) await sendAndAsk(world, one, minutes);
    const parked = await payoutOf(world, one);
    expect([parked.status, parked.attempts]).toEqual(['needs_attention', 3]);
    expect(await alerts(one)).toEqual(['payout-alert', 'payout-alert', 'payout-alert']);
    await world.emulator.admin.setSettings({ payoutOutcome: 'processed' });
    expect((await sendPayoutAgain(world.db, order(one, 1000))).ok).toBe(true);
    expect((await sendPayoutAgain(world.db, order(one, 1000))).ok).toBe(false);
    expect((await sendAndAsk(world, one, 1000)).status).toBe('processed');
    await expectAllTied();
  });

  it('is held by an admin and not sent until released', async () => {
    const one = await next();
    expect((await holdPayout(world.db, order(one, 0))).ok).toBe(true);
    await sweep(world, one, 1);
    await sweep(world, one, 2 * DAY_MINUTES);
    expect([(await payoutOf(world, one)).status, (await atGateway(world, one)).length]).toEqual(['on_hold', 0]);
    // Somebody who looked before it was held comes to claim it now.
    expect(await claimPayout(world.db, { payoutId: one.payoutId, accountNumber: world.payoutGateway.accountNumber, now: one.at })).toBeNull();
    expect((await sendPayoutAgain(world.db, order(one, 3 * DAY_MINUTES))).ok).toBe(true);
    expect((await sendAndAsk(world, one, 3 * DAY_MINUTES)).status).toBe('processed');
  });
});

describe('news of a payout', () => {
  it.each([
    [['payout.processed', 'payout.initiated', 'transaction.created']],
    [['payout.initiated', 'payout.processed', 'payout.processed', 'payout.updated']],
    [['payout.updated', 'payout.processed']],
  ])('may come in any order and repeated: %j', async (names) => {
    const one = await next();
    await sweep(world, one);
    await bankWorks(world);
    const [there] = await atGateway(world, one);
    const { x } = await world.emulator.admin.state();
    const line = x.transactions.find((transaction) => transaction.source.id === there!.id)!;
    for (const name of names) {
      const entity = name.startsWith('transaction') ? { id: line.id, status: '' } : { id: there!.id, status: name === 'payout.initiated' ? 'processing' : 'processed' };
      expect(await hear(world, name, entity, minutesAfter(one.at, 1))).toBe('applied');
    }
    expect((await payoutOf(world, one)).status).toBe('processed');
    expect(await postingsOf(world, one)).toEqual(['payout_sent', 'payout_settled']);
    await expectAllTied();
  });

  it('that is older than what we know changes nothing, whichever way it came', async () => {
    const one = await next();
    await sweep(world, one);
    const [early] = await findByReference(one);
    await bankWorks(world);
    await sweep(world, one, 31);
    const before = [await payoutOf(world, one), await attemptsOf(world, one)];
    expect(await settlePayout(world.db, { told: early!, now: minutesAfter(one.at, 40) })).toBe('settled');
    expect([await payoutOf(world, one), await attemptsOf(world, one)]).toEqual(before);
  });

  it('that it was reversed days later books it back, and a human sends it again', async () => {
    await useAccount(world, '10');
    const one = await next();
    expect((await sendAndAsk(world, one)).status).toBe('processed');
    const [there] = await atGateway(world, one);
    await world.emulator.admin.settlePayout(there!.id, 'reversed', 'beneficiary_account_dormant');
    expect(await hear(world, 'payout.reversed', { id: there!.id, status: 'reversed' }, minutesAfter(one.at, 3 * DAY_MINUTES))).toBe('applied');
    const back = await payoutOf(world, one);
    expect([back.status, back.utr]).toEqual(['needs_attention', null]);
    await expectAllTied();
    // Old news after it changes nothing.
    await hear(world, 'payout.processed', { id: there!.id, status: 'processed' }, minutesAfter(one.at, 3 * DAY_MINUTES));
    expect((await payoutOf(world, one)).status).toBe('needs_attention');
    await useAccount(world, '10');
    await sendPayoutAgain(world.db, order(one, 4 * DAY_MINUTES));
    const paid = await sendAndAsk(world, one, 4 * DAY_MINUTES);
    expect([paid.status, paid.attempts]).toEqual(['processed', 2]);
    await expectAllTied();
  });

  it('is not needed: a reversal nobody told is found by asking once a day', async () => {
    const one = await next();
    await sendAndAsk(world, one);
    const [there] = await atGateway(world, one);
    await world.emulator.admin.settlePayout(there!.id, 'reversed', 'beneficiary_bank_failure');
    await sweep(world, one, 2 * DAY_MINUTES);
    expect((await payoutOf(world, one)).status).toBe('reversed');
    expect((await sendAndAsk(world, one, 2 * DAY_MINUTES + 60)).status).toBe('processed');
    await expectAllTied();
  });

  it('about a payout of nobody here opens a discrepancy', async () => {
    const made = await world.payoutGateway.createPayout({
      body: JSON.stringify({ account_number: world.payoutGateway.accountNumber, fund_account_id: await raoFundAccount(), amount: 12_300, currency: 'INR', mode: 'IMPS', purpose: 'payout' }),
      idempotencyKey: crypto.randomUUID(),
    });
    if (made.kind !== 'accepted') throw new Error(made.kind);
    expect(await hear(world, 'payout.initiated', { id: made.value.id, status: 'processing' }, world.now)).toBe('ignored');
    const found = await world.db.selectFrom('discrepancy').selectAll().where('subject_id', '=', made.value.id).execute();
    expect(found).toMatchObject([{ kind: 'missing_at_ours', actual_paise: 12_300 }]);
  });
});
