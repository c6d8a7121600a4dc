import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedWorld } from '#db/seed.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
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
import { writeHistory } from './write-history.ts';

const KEYS = { keyId: 'rzp_test_Emulator000001', keySecret: 'emulator-key-secret' };
const VISITS = 60;
const NOW = new Date('2026-11-20T09:30:00Z');
const SEED = 7;

let database: TestDatabase;
let emulator: RunningEmulator;
let world: LiveWorld;
let exported: Exported;
let progress: number[] = [];

beforeAll(async () => {
  [database, emulator] = await Promise.all([createTestDatabase(), startEmulator(KEYS)]);
  await seedWorld(database.db, NOW, { pastBookings: false, passwordHash: 'nobody signs in with a password here' });
  await emulator.admin.setWebhook({ url: 'http://127.0.0.1:9/nobody', secret: 'nobody-listens' });
  world = await openLiveWorld({ DATABASE_URL: database.url, RAZORPAY_API_ORIGIN: emulator.origin, RAZORPAY_KEY_ID: KEYS.keyId, RAZORPAY_KEY_SECRET: KEYS.keySecret });
  await writeHistory(world, { visits: VISITS, seed: SEED, now: NOW, signal: new AbortController().signal, progress: (done, all) => progress.push(done / all) });
  exported = await readExports(database.db);
}, 60_000);
afterAll(async () => {
  await world.close();
  await Promise.all([database.drop(), emulator.stop()]);
});

describe('a month of visits', () => {
  it('is explained to the paisa by our books and by the gateway’s', async () => {
    expect(await findDifferences(world.db, emulator.admin)).toEqual([]);
    expect(progress.at(-1)).toBe(1);
  });

  it('has as many visits as were wished for, and something of everything', () => {
    const kinds = new Set(exported.refunds.map((line) => `${line.kind} by ${line.cancelledBy}`));
    expect(exported.bookings).toHaveLength(VISITS);
    expect([...kinds]).toEqual(expect.arrayContaining(['cancellation by patient', 'cancellation by provider', 'late_payment by system', 'external by null']));
    expect(exported.bookings.some((visit) => visit.discountPaise > 0)).toBe(true);
  });

  it('is not told twice at once', async () => {
    const second = openLiveWorld({ DATABASE_URL: database.url, RAZORPAY_API_ORIGIN: emulator.origin, RAZORPAY_KEY_ID: KEYS.keyId, RAZORPAY_KEY_SECRET: KEYS.keySecret });
    await expect(second).rejects.toThrow('Another `npm run seed:history` is filling this demo');
  });

  it('is the same for the same seed, and another for another', async () => {
    const since = new Date(NOW.getTime() - 31 * 86_400_000);
    const catalogue = await readCatalogue(database.db, new Map());
    const patients = await gatherPatients(database.db, catalogue.citySlugs, since);
    const tell = async (seed: number) => planStories(createRandom(seed), { catalogue, patients, seats: await SeatBook.open(database.db, catalogue, { since, now: NOW }), since, now: NOW }, 20);
    expect(await tell(SEED)).toEqual(await tell(SEED));
    expect(await tell(SEED + 1)).not.toEqual(await tell(SEED));
  });

  it('leaves the emulator as it was, in today, and nothing for the worker to send', async () => {
    await world.emulator.comeBack();
    const { now, endpoints, settings } = await emulator.admin.state(1);
    expect(Math.abs(now - Date.now() / 1_000)).toBeLessThan(5);
    expect([endpoints[0]!.events, settings.refundMode]).toEqual([['*'], 'processed']);
    expect(await database.db.selectFrom('outbox_message').select('id').where('sent_at', 'is', null).execute()).toEqual([]);
    expect(await database.db.selectFrom('outbox_message').select('id').executeTakeFirst()).toBeDefined();
  });
});

describe('an outside checker', () => {
  it('finds nothing wrong in the exports of that month', () => {
    const { checked, differences } = checkExports(exported);
    expect(differences).toEqual([]);
    expect(checked['refund lines decided by policy']).toBeGreaterThan(5);
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
