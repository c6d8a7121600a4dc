import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { minutesAfter } from '#app/domain/appointment-time.ts';
import type { PayoutGateway } from '#app/razorpay/payout-gateway.server.ts';
import { callRazorpayX } from '#app/use-cases/call-razorpayx.server.ts';
import { sendPayoutAgain } from '#app/use-cases/steer-payout.server.ts';
import { sweepPayouts } from '#app/use-cases/sweep-payouts.server.ts';
import type { TroubleWorld } from './open-world.ts';
import { atGateway, attemptsOf, balancesOf, bankWorks, given, hear, openPayoutWorld, payoutOf, sendAndAsk, sweep, type Given } from './payout-world.ts';

let world: TroubleWorld;
let turn = 0;
beforeAll(async () => {
  world = await openPayoutWorld();
});
afterEach(() => world.emulator.admin.clearFaults());
afterAll(() => world.close());

const GIVEN_UP_MINUTES = [0, 1, 2, 5, 59, 64];
const RETRY_MINUTES = 64 + 31;
const GIVEN_UP_TWICE_MINUTES = [...GIVEN_UP_MINUTES, ...GIVEN_UP_MINUTES.map((minutes) => RETRY_MINUTES + minutes)];

/** A payout whose request never arrived, after our last question about it. */
async function lostFor(minutes: readonly number[]): Promise<Given> {
  const one = await given(world, turn++);
  await world.emulator.admin.setFault({ kind: 'reset', method: 'POST', path: '/v1/payouts', times: 'always' });
  for (const each of minutes) await sweep(world, one, each);
  await world.emulator.admin.clearFaults();
  return one;
}

/** RazorpayX has it after all: the request of that try, changed as said. */
async function arrives(one: Given, number: number, change: Record<string, unknown> = {}): Promise<string> {
  const attempt = (await attemptsOf(world, one))[number - 1]!;
  const body = JSON.stringify({ ...JSON.parse(attempt.request_body), ...change });
  const answer = await world.payoutGateway.createPayout({ body, idempotencyKey: Object.keys(change).length > 0 ? crypto.randomUUID() : attempt.idempotency_key });
  if (answer.kind !== 'accepted') throw new Error(JSON.stringify(answer));
  return answer.value.id;
}

async function expectTied(): Promise<void> {
  const { ledgerPaise, rowsPaise } = await balancesOf(world, world.seeded.doctors.rao.id);
  expect(ledgerPaise).toBe(rowsPaise);
}

const discrepanciesOf = (subjectId: string) => world.db.selectFrom('discrepancy').select(['kind', 'actual_paise']).where('subject_id', '=', subjectId).execute();
const again = (one: Given, minutes: number) => sendPayoutAgain(world.db, { payoutId: one.payoutId, adminId: world.seeded.logins.kavita.id, reason: 'Sent again by mistake', now: minutesAfter(one.at, minutes) });

describe('under our reference RazorpayX has', () => {
  it('a payout whose notes are gone: nothing is sent beside it, whoever presses, until a person has looked', async () => {
    const one = await lostFor([0, 1, 2, 5]);
    const id = await arrives(one, 1, { notes: {} });
    await sweep(world, one, 64);
    expect((await payoutOf(world, one)).status).toBe('needs_attention');
    expect(await discrepanciesOf(id)).toMatchObject([{ kind: 'missing_at_ours', actual_paise: (await payoutOf(world, one)).amount_paise }]);
    await again(one, 70);
    await sweep(world, one, 70);
    expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).length]).toEqual(['needs_attention', 1]);
    expect((await atGateway(world, one)).map((payout) => payout.id)).toEqual([id]);
    await expectTied();
  });

  it('one with another amount: it is no try of ours that ended, so none follows it', async () => {
    const one = await lostFor(GIVEN_UP_MINUTES);
    expect((await payoutOf(world, one)).status).toBe('failed');
    const id = await arrives(one, 1, { amount: 12_300 });
    await sweep(world, one, RETRY_MINUTES);
    expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one)).length]).toEqual(['needs_attention', 1]);
    expect(await discrepanciesOf(id)).toEqual(expect.arrayContaining([{ kind: 'amount_under', actual_paise: 12_300 }]));
    await hear(world, 'payout.processing', { id, status: 'processing' }, minutesAfter(one.at, RETRY_MINUTES + 1));
    expect(await discrepanciesOf(id), 'counted once').toHaveLength(1);
    expect((await atGateway(world, one)).map((payout) => payout.id)).toEqual([id]);
  });
});

describe('a try that had been given up', () => {
  it('and was carried out settles its payout; when it comes back the payout is owed again and paid', async () => {
    const one = await lostFor(GIVEN_UP_MINUTES);
    const id = await arrives(one, 1);
    await bankWorks(world);
    await hear(world, 'payout.processed', { id, status: 'processed' }, minutesAfter(one.at, 70));
    expect((await payoutOf(world, one)).status).toBe('processed');
    await expectTied();
    await world.emulator.admin.settlePayout(id, 'reversed', 'beneficiary_bank_failure');
    await hear(world, 'payout.reversed', { id, status: 'reversed' }, minutesAfter(one.at, 90));
    expect([(await payoutOf(world, one)).status, (await payoutOf(world, one)).next_try_at]).toEqual(['reversed', expect.any(Date)]);
    await expectTied();
    const paid = await sendAndAsk(world, one, 90 + 120);
    expect([paid.status, paid.attempts]).toEqual(['processed', 2]);
    await expectTied();
  });

  it('is watched like any other once it has paid', async () => {
    const one = await lostFor(GIVEN_UP_MINUTES);
    const id = await arrives(one, 1);
    await bankWorks(world);
    await hear(world, 'payout.processed', { id, status: 'processed' }, minutesAfter(one.at, 70));
    await world.emulator.admin.settlePayout(id, 'reversed', 'beneficiary_bank_failure');
    await sweep(world, one, 70 + 24 * 60);
    expect((await payoutOf(world, one)).status).toBe('reversed');
  });

  it('before the last one, once it has paid and comes back, leaves the payout owed and is followed by another', async () => {
    const one = await lostFor(GIVEN_UP_TWICE_MINUTES);
    const id = await arrives(one, 1);
    await bankWorks(world);
    await hear(world, 'payout.processed', { id, status: 'processed' }, minutesAfter(one.at, 200));
    expect((await payoutOf(world, one)).status).toBe('processed');
    await world.emulator.admin.settlePayout(id, 'reversed', 'beneficiary_bank_failure');
    await hear(world, 'payout.reversed', { id, status: 'reversed' }, minutesAfter(one.at, 220));
    expect((await payoutOf(world, one)).status).toBe('reversed');
    await expectTied();
    const paid = await sendAndAsk(world, one, 220 + 120);
    expect([paid.status, paid.attempts]).toEqual(['processed', 3]);
    await expectTied();
  });

  it('beside another that was given up too is a duplicate for a person, not an error', async () => {
    const one = await lostFor(GIVEN_UP_TWICE_MINUTES);
    expect((await attemptsOf(world, one)).map((attempt) => attempt.status)).toEqual(['not_found', 'not_found']);
    const [first, second] = [await arrives(one, 1), await arrives(one, 2)];
    await bankWorks(world);
    for (const id of [first, second]) expect(await hear(world, 'payout.processed', { id, status: 'processed' }, minutesAfter(one.at, 200))).toBe('applied');
    expect((await payoutOf(world, one)).status).toBe('processed');
    expect(await discrepanciesOf(second)).toMatchObject([{ kind: 'duplicate' }]);
    // The second comes back: paid once is paid.
    await world.emulator.admin.settlePayout(second, 'reversed', 'beneficiary_bank_failure');
    await hear(world, 'payout.reversed', { id: second, status: 'reversed' }, minutesAfter(one.at, 210));
    expect((await payoutOf(world, one)).status).toBe('processed');
    await expectTied();
  });
});

it('a no to the first request says nothing of its repetition, which is on its way', async () => {
  const one = await given(world, turn++);
  await world.emulator.admin.setFault({ kind: 'reset', method: 'POST', path: '/v1/payouts' });
  await sweep(world, one);
  const attempt = (await attemptsOf(world, one))[0]!;
  await world.db.updateTable('payout_attempt').set({ sends: 2 }).where('id', '=', attempt.id).execute();
  const refusing = { ...world.payoutGateway, createPayout: async () => ({ kind: 'refused', status: 400, code: 'BAD_REQUEST_ERROR', description: 'The fund account is not active', field: null }) as never };
  await callRazorpayX({ db: world.db, payoutGateway: refusing }, attempt, minutesAfter(one.at, 1));
  expect([(await payoutOf(world, one)).status, (await attemptsOf(world, one))[0]!.status]).toEqual(['outcome_unknown', 'outcome_unknown']);
});

it('one payout that cannot be worked on keeps no other waiting, and says so', async () => {
  const [bad, good] = [await given(world, turn++), await given(world, turn++)];
  const { createPayout } = world.payoutGateway;
  const payoutGateway: PayoutGateway = { ...world.payoutGateway, createPayout: (request) => (request.body.includes(bad.payoutId) ? Promise.reject(new Error('a fault of ours')) : createPayout(request)) };
  const later = new Date(Math.max(bad.at.getTime(), good.at.getTime()));
  await sweepPayouts({ db: world.db, payoutGateway }, () => later);
  expect((await payoutOf(world, bad)).note).toContain('nobody foresaw');
  expect([await atGateway(world, bad), await atGateway(world, good)]).toEqual([[], [expect.anything()]]);
});
