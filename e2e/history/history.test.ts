import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf } from '#app/domain/appointment-time.ts';
import type { DemoSettings } from '#db/exports/running-demo.ts';
import { listBookedDays, reconcileDay } from '#app/use-cases/reconcile-day.server.ts';
import { seedWorld, TEST_BANK_DATA_KEYS } from '#db/seed.ts';
import { createSeal } from '#db/sealed-text.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { importPayees } from '../commands/import-seeded-payees.ts';
import { startEmulator, type RunningEmulator } from '../razorpay-emulator/start-emulator.ts';
import { readCatalogue } from './catalogue.ts';
import { findDifferences } from './check-books.ts';
import { openLiveWorld, type LiveWorld } from './live-world.ts';
import { checkExports } from './oracle.ts';
import { gatherPatients } from './people.ts';
import { planStories } from './plan-stories.ts';
import { createRandom } from './random.ts';
import { readExports, type Exported } from './read-exports.ts';
import { SeatBook } from './seat-book.ts';
import { findEmptyScreens } from './lively-screens.ts';
import { LIVELY, writeLivelyWorld } from './write-lively-world.ts';

const KEYS = { keyId: 'rzp_test_Emulator000001', keySecret: 'emulator-key-secret' };
const NOW = new Date('2026-11-20T09:30:00Z');
const { visits: VISITS, seed: SEED } = LIVELY;
/** What the emulator's plant makes of one payment's fee. */
const PLANTED_PAISE = 118;

let database: TestDatabase;
let emulator: RunningEmulator;
let settings: DemoSettings;
let world: LiveWorld;
let exported: Exported;
let failed: readonly string[] = [];
const progress: number[] = [];

beforeAll(async () => {
  [database, emulator] = await Promise.all([createTestDatabase(), startEmulator(KEYS)]);
  const seal = createSeal(TEST_BANK_DATA_KEYS);
  await seedWorld(database.db, NOW, { pastBookings: false, passwordHash: 'nobody signs in with a password here', seal });
  await importPayees({ db: database.db, seal, emulator: emulator.admin });
  await emulator.admin.setWebhook({ url: 'http://127.0.0.1:9/nobody', secret: 'nobody-listens' });
  settings = {
    DATABASE_URL: database.url, RAZORPAY_API_ORIGIN: emulator.origin, RAZORPAY_KEY_ID: KEYS.keyId, RAZORPAY_KEY_SECRET: KEYS.keySecret,
    RAZORPAYX_ACCOUNT_NUMBER: '2323230000000001', BANK_DATA_KEYS: TEST_BANK_DATA_KEYS,
  };
  world = await openLiveWorld(settings);
  ({ failed } = await writeLivelyWorld(world, { now: NOW, signal: new AbortController().signal, progress: (done, all) => progress.push(done / all) }));
  exported = await readExports(database.db);
}, 120_000);
afterAll(async () => {
  await world.close();
  await Promise.all([database.drop(), emulator.stop()]);
});

describe('a month of visits, and one of each thing that a visitor should find', () => {
  it('leaves no list of the desk and the portals empty, in no state that lasts', async () => {
    expect(failed).toEqual([]);
    expect(await findEmptyScreens(world.today, NOW)).toEqual([]);
  });

  it('is explained to the paisa by our books and by the gateway’s', async () => {
    expect(await findDifferences(world.db, emulator.admin)).toEqual([]);
    expect(progress.at(-1)).toBe(1);
  });

  it('has more visits than chance was asked for, and something of everything', () => {
    const kinds = new Set(exported.refunds.map((line) => `${line.kind} by ${line.cancelledBy}`));
    expect(exported.bookings.length).toBeGreaterThan(VISITS);
    expect([...kinds]).toEqual(expect.arrayContaining(['cancellation by patient', 'cancellation by provider', 'late_payment by system', 'external by null']));
    expect(exported.bookings.some((visit) => visit.discountPaise > 0)).toBe(true);
  });

  it('has payouts that arrived, failed, came back, wait for an account, and pay for a refund', async () => {
    const attempts = exported.payouts.flatMap((payout) => payout.attempts);
    const arrivedLater = exported.payouts.filter((payout) => payout.status === 'processed' && payout.attempts.length > 1);
    expect([...new Set(attempts.map((attempt) => `${attempt.status} ${attempt.reason}`))]).toEqual(
      expect.arrayContaining(['failed beneficiary_bank_offline', 'failed bank_account_closed', 'reversed beneficiary_bank_failure', 'reversed beneficiary_account_dormant']),
    );
    expect([...new Set(exported.payouts.map((payout) => payout.status))]).toEqual(expect.arrayContaining(['processed', 'on_hold']));
    expect(new Set(arrivedLater.flatMap((payout) => payout.attempts.map((attempt) => attempt.status)))).toEqual(new Set(['failed', 'reversed', 'processed']));
    expect(exported.payouts.filter((payout) => payout.clawbackPaise > 0).length).toBeGreaterThan(0);
    const released = await database.db.selectFrom('status_event').select('id').where('event', '=', 'payout_released').execute();
    const replaced = await database.db.selectFrom('audit_log').select('id').where('verb', '=', 'submit_payout_account').execute();
    const unanswered = await database.db.selectFrom('status_event').select('id').where('event', '=', 'payout_unanswered').execute();
    expect([released, replaced, unanswered].every((rows) => rows.length > 0)).toBe(true);
  });

  it('has the same paise on the same Indian days in our ledger and on RazorpayX’s statement', async () => {
    const { x } = await emulator.admin.state(5_000);
    const theirs = x.transactions.map(({ created_at, credit, debit }) => [localDateOf(new Date(created_at * 1_000), 'Asia/Kolkata'), credit - debit] as const);
    const ours = exported.ledger.filter((line) => line.account === 'razorpayx_balance').map((line) => [localDateOf(new Date(line.occurredAt), 'Asia/Kolkata'), line.amountPaise] as const);
    const inDays = (lines: readonly (readonly [string, number])[]) => [...Map.groupBy(lines, ([day]) => day)].map(([day, own]) => `${day} ${own.reduce((sum, [, paise]) => sum + paise, 0)}`).sort();
    expect(inDays(ours)).toEqual(inDays(theirs));
    expect(inDays(ours).length).toBeGreaterThan(20);
  });

  it('closes every day with nothing open and nothing unexplained but what was planted, then and today', async () => {
    const nightly = await world.db.selectFrom('reconciliation_day').select(['day', 'residual_paise']).execute();
    expect(nightly.length).toBeGreaterThan(28);
    const closed = [];
    for (const day of await listBookedDays(world.db, NOW)) closed.push(await reconcileDay(world, { day, now: NOW }));
    expect(closed.filter((each) => each.discrepancies > 0 || each.unexplainedPaise > 0)).toEqual([expect.objectContaining({ discrepancies: 1, unexplainedPaise: PLANTED_PAISE })]);
    expect(await world.db.selectFrom('discrepancy').select('kind').where('resolved_at', 'is', null).execute()).toEqual([{ kind: 'fee_differs' }]);
    expect(closed.reduce((sum, each) => sum + each.transactions, 0)).toBeGreaterThan(VISITS);
  });

  it('is not told twice at once', async () => {
    await expect(openLiveWorld(settings)).rejects.toThrow('Another `npm run seed:history` is filling this demo');
  });

  it('is the same for the same seed, and another for another', async () => {
    const since = new Date(NOW.getTime() - 31 * 86_400_000);
    const catalogue = await readCatalogue(database.db, new Map());
    const patients = await gatherPatients(database.db, catalogue.citySlugs, since);
    const tell = async (seed: number) => planStories(createRandom(seed), { catalogue, patients, seats: await SeatBook.open(database.db, catalogue, { since, now: NOW }), since, now: NOW }, 20);
    expect(await tell(SEED)).toEqual(await tell(SEED));
    expect(await tell(SEED + 1)).not.toEqual(await tell(SEED));
  });

  it('leaves the emulator as it was, in today, and the worker nothing but letters and what has no answer', async () => {
    await world.emulator.comeBack();
    const { now, endpoints, settings: switches } = await emulator.admin.state(1);
    expect(Math.abs(now - Date.now() / 1_000)).toBeLessThan(5);
    expect([endpoints[0]!.events, switches.refundMode, switches.processingSeconds, switches.settledSeconds]).toEqual([['*'], 'processed', 1, 3]);
    expect(endpoints).toHaveLength(1);
    const left = await database.db.selectFrom('outbox_message').select('task').where('sent_at', 'is', null).execute();
    expect(new Set(left.map(({ task }) => task))).toEqual(new Set(['send-mail', 'apply-webhook']));
    expect(await database.db.selectFrom('outbox_message').select('id').executeTakeFirst()).toBeDefined();
  });
});

describe('an outside checker', () => {
  it('finds nothing wrong in the exports of that month', () => {
    const { checked, differences } = checkExports(exported);
    expect(differences).toEqual([]);
    expect(checked['refund lines decided by policy']).toBeGreaterThan(5);
  });

  it('sees one paisa in a payout, one without its attempt, its reference or its booking, and one that was sent twice', () => {
    const visit = exported.bookings.findIndex((each) => each.lines.length > 1 && each.lines.every((line) => line.status === 'completed' && line.payoutStatus === 'processed'));
    const place = exported.payouts.findIndex((each) => each.individualBookingId === exported.bookings[visit]!.lines[0]!.individualBookingId);
    const payout = exported.payouts[place]!;
    const paid = payout.attempts[0]!;
    const wrong = (change: Partial<typeof payout>) => checkExports({ ...exported, payouts: exported.payouts.with(place, { ...payout, ...change }) }).differences;
    expect(wrong({})).toEqual([]);
    expect(wrong({ amountPaise: payout.amountPaise + 1 })).not.toEqual([]);
    expect(wrong({ grossPaise: payout.grossPaise + 1, amountPaise: payout.amountPaise + 1 })).not.toEqual([]);
    expect(wrong({ grossPaise: payout.grossPaise + 1, commissionPaise: payout.commissionPaise + 1 })).not.toEqual([]);
    expect(wrong({ clawbackPaise: payout.clawbackPaise + 1, amountPaise: payout.amountPaise - 1 })).not.toEqual([]);
    expect(wrong({ attempts: [] })).not.toEqual([]);
    expect(wrong({ attempts: [{ ...paid, utr: null }] })).not.toEqual([]);
    expect(wrong({ attempts: [{ ...paid, number: 2 }] })).not.toEqual([]);
    expect(wrong({ attempts: [paid, { ...paid, number: 2 }] })).not.toEqual([]);
    expect(wrong({ status: 'failed' })).not.toEqual([]);
    expect(checkExports({ ...exported, payouts: exported.payouts.toSpliced(place, 1) }).differences).not.toEqual([]);
    const lines = exported.bookings[visit]!.lines.map((line) => (line.individualBookingId === payout.individualBookingId ? { ...line, payoutStatus: 'failed' } : line));
    expect(checkExports({ ...exported, bookings: exported.bookings.with(visit, { ...exported.bookings[visit]!, lines }) }).differences).not.toEqual([]);
  });

  it('sees one paisa in a refund, in a coupon share and in a posting, and a fee from the wrong tier', () => {
    const decided = exported.refunds.findIndex((line) => line.kind === 'cancellation' && line.cancelledBy === 'patient' && line.refundPaise > 0 && 'hoursBefore' in line.policy.tiers[0]!.until!);
    const withRefund = (change: Partial<Exported['refunds'][number]>): Exported => ({ ...exported, refunds: exported.refunds.with(decided, { ...exported.refunds[decided]!, ...change }) });
    const line = exported.refunds[decided]!;
    expect(checkExports(withRefund({ refundPaise: line.refundPaise + 1 })).differences).not.toEqual([]);
    expect(checkExports(withRefund({ refundPaise: line.refundPaise - 1, feePaise: line.feePaise + 1 })).differences).not.toEqual([]);
    expect(checkExports(withRefund({ quotedAt: new Date(Date.parse(line.startsAt) + 3_600_000).toISOString() })).differences).not.toEqual([]);
    const visit = exported.bookings.findIndex((each) => each.discountPaise > 0 && each.lines.length > 1);
    const [first, second, ...rest] = exported.bookings[visit]!.lines;
    const moved = [{ ...first!, couponSharePaise: first!.couponSharePaise + 1, paidPaise: first!.paidPaise - 1 }, { ...second!, couponSharePaise: second!.couponSharePaise - 1, paidPaise: second!.paidPaise + 1 }, ...rest];
    expect(checkExports({ ...exported, bookings: exported.bookings.with(visit, { ...exported.bookings[visit]!, lines: moved }) }).differences).not.toEqual([]);
    expect(checkExports({ ...exported, ledger: exported.ledger.with(0, { ...exported.ledger[0]!, amountPaise: exported.ledger[0]!.amountPaise + 1 }) }).differences).not.toEqual([]);
  });
});
