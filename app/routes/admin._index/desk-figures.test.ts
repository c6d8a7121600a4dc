import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { addDays, instantOf, localDateOf } from '#app/domain/appointment-time.ts';
import { balanced, type LedgerEvent, type LedgerLine } from '#app/domain/ledger-entries.ts';
import { BOOKS_ZONE } from '#app/domain/reconciliation.ts';
import { createQueueNudge } from '#app/queue-nudge.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { openDatabase, type Database } from '#db/client.ts';
import { readFailures } from '#db/desk-failures.ts';
import { readDeskHistory } from '#db/desk-history.ts';
import { readSignals } from '#db/desk-signals.ts';
import { post } from '#db/ledger.ts';
import { readBalances } from '#db/ledger-balances.ts';
import { newId } from '#db/new-id.ts';
import { createTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { openWatchedDatabase } from '#db/watched-database.ts';
import { createJobsDatabase, type JobsDatabase } from '../../../e2e/trouble/jobs-database.ts';
import { growOld } from '../../../e2e/trouble/story-world.ts';
import { loader } from './route.tsx';

const HOUR_MS = 3_600_000;
const now = new Date('2026-11-26T10:00:00+05:30');
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
const dayStart = instantOf(localDateOf(now, BOOKS_ZONE), 0, BOOKS_ZONE);

function webhook(of: { channel?: 'pg' | 'x'; state?: 'applied' | 'failed'; at: Date }) {
  return {
    id: newId(), gateway_event_id: newId(), name: 'payment.captured', gateway_order_id: null, gateway_payment_id: null, raw_body: '{}', state: of.state ?? 'applied', error: null,
    deliveries: 1, received_at: of.at, settled_at: null, channel: of.channel ?? 'pg', gateway_subject_id: null,
  } as const;
}

function posting(event: LedgerEvent, amountPaise: number, debit: LedgerLine['account'], credit: LedgerLine['account']) {
  return { event, sourceId: newId(), masterBookingId: null, lines: balanced([{ account: debit, amountPaise }, { account: credit, amountPaise: -amountPaise }]) };
}

describe('figures over an empty database', () => {
  let test: TestDatabase;
  /** A pool of its own for every test, because what is kept for minutes is kept by pool. */
  let db: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  beforeEach(() => {
    db = openDatabase(test.url, { connections: 2 });
    return () => db.destroy();
  });
  afterAll(() => test.drop());

  it('are zeros and nothings', async () => {
    expect(await readFailures(db, now)).toEqual(['refund', 'payout', 'webhook'].map((kind) => ({ kind, underHour: 0, underDay: 0, underWeek: 0, older: 0, oldestId: null, oldestAt: null })));
    expect(await readSignals(db, now)).toEqual({ pg: { heardAt: null, unheard: 0 }, x: { heardAt: null, unheard: 0 }, outboxOldestAt: null, visitsAhead: 0, refundsAtGatewayPaise: 0 });
    expect(await readBalances(db, { now, dayStart })).toEqual({ razorpayPaise: 0, razorpayxPaise: 0, heldPaise: -0 });
    const days = await readDeskHistory(db, now);
    expect(days).toHaveLength(14);
    expect(days.at(-1)).toEqual({ day: '2026-11-26', inPaise: 0, returnedPaise: 0, paidOutPaise: 0, refundMinutes: null, payoutMinutes: null, unexplainedPaise: null });
  });

  it('count failures once each, by age, and name the oldest', async () => {
    const rows = [0.5, 1, 23.9, 24, 100, 168, 500].map((hours) => webhook({ state: 'failed', at: ago(hours) }));
    await db.insertInto('webhook_event').values(rows).execute();
    const [, , failed] = await readFailures(db, now);
    expect(failed).toEqual({ kind: 'webhook', underHour: 1, underDay: 2, underWeek: 2, older: 2, oldestId: rows.at(-1)!.id, oldestAt: ago(500) });
    await db.deleteFrom('webhook_event').execute();
  });

  it('hear each of Razorpay’s lines apart, and no further back than two days', async () => {
    await db.insertInto('webhook_event').values([webhook({ at: ago(3) }), webhook({ at: ago(2) }), webhook({ channel: 'x', at: ago(49) })]).execute();
    const signals = await readSignals(db, now);
    expect([signals.pg.heardAt, signals.x.heardAt]).toEqual([ago(2), null]);
    await db.deleteFrom('webhook_event').execute();
  });

  it('sum the ledger before today and since, each posting once', async () => {
    await inTransaction(db, (trx) => post(trx, [posting('payment_captured', 5_000, 'razorpay_balance', 'customer_deposits')], new Date(dayStart.getTime() - 1)));
    expect(await readBalances(db, { now, dayStart })).toMatchObject({ razorpayPaise: 5_000, heldPaise: 5_000 });
    await inTransaction(db, (trx) => post(trx, [posting('late_payment_captured', 700, 'razorpay_balance', 'unallocated_receipts'), posting('payout_balance_loaded', 90, 'razorpayx_balance', 'bank')], dayStart));
    expect(await readBalances(db, { now, dayStart })).toEqual({ razorpayPaise: 5_700, razorpayxPaise: 90, heldPaise: 5_700 });
    const nextDay = { now: new Date(now.getTime() + 24 * HOUR_MS), dayStart: new Date(dayStart.getTime() + 24 * HOUR_MS) };
    expect(await readBalances(db, nextDay)).toEqual({ razorpayPaise: 5_700, razorpayxPaise: 90, heldPaise: 5_700 });
    await db.deleteFrom('ledger_entry').execute();
    await db.deleteFrom('ledger_posting').execute();
  });

  it('draw money on the day of India it moved', async () => {
    const midnight = instantOf(addDays(localDateOf(now, BOOKS_ZONE), -1), 0, BOOKS_ZONE);
    const before = new Date(midnight.getTime() - 1);
    await inTransaction(db, (trx) => post(trx, [posting('payment_captured', 5_000, 'razorpay_balance', 'customer_deposits')], before));
    await inTransaction(db, (trx) =>
      post(trx, [
        posting('payment_captured', 300, 'razorpay_balance', 'customer_deposits'),
        posting('refund_settled', 40, 'refunds_in_transit', 'razorpay_balance'),
        posting('refund_paid_by_transfer', 2, 'refunds_payable', 'bank'),
        posting('payout_settled', 60, 'provider_payable', 'payouts_in_transit'),
        posting('payout_reversed', 10, 'razorpayx_balance', 'provider_payable'),
      ], midnight),
    );
    await db.insertInto('discrepancy').values({ id: newId(), kind: 'fee_differs', subject_id: 'pay_1', master_booking_id: null, expected_paise: 10, actual_paise: 15, effect_paise: -5, note: '', opened_at: now, resolved_at: null, day: '2026-11-25' }).execute();
    const days = await readDeskHistory(db, now);
    expect(days.slice(-3)).toEqual([
      expect.objectContaining({ day: '2026-11-24', inPaise: 5_000, returnedPaise: 0, paidOutPaise: 0, unexplainedPaise: null }),
      expect.objectContaining({ day: '2026-11-25', inPaise: 300, returnedPaise: 42, paidOutPaise: 50, unexplainedPaise: 5 }),
      expect.objectContaining({ day: '2026-11-26', inPaise: 0, unexplainedPaise: null }),
    ]);
    await db.deleteFrom('discrepancy').execute();
  });
});

describe('the queue', () => {
  let jobs: JobsDatabase;
  beforeAll(async () => {
    jobs = await createJobsDatabase();
  });
  afterAll(() => jobs.drop());

  it('says what is due and what was given up, and nothing when it is away', async () => {
    const nudge = createQueueNudge(jobs.url);
    expect(await nudge.readDepth()).toEqual({ waiting: 0, waitingSince: null, underHour: 0, underDay: 0, underWeek: 0, older: 0, oldestId: null, oldestAt: null });
    const due = new Date(Date.now() - HOUR_MS);
    await jobs.queue.addJob('due', {}, { runAt: due });
    await jobs.queue.addJob('later', {}, { runAt: new Date(Date.now() + HOUR_MS) });
    const { id } = await jobs.queue.addJob('given-up', {}, { maxAttempts: 1 });
    await jobs.queue.permanentlyFailJobs([id]);
    expect(await nudge.readDepth()).toMatchObject({ waiting: 1, waitingSince: due, underHour: 1, underDay: 0, underWeek: 0, older: 0, oldestId: id, oldestAt: expect.any(Date) });
    await nudge.close();
    const away = createQueueNudge('postgres://nobody:nothing@127.0.0.1:9/jobs');
    expect(await away.readDepth()).toBeNull();
    await away.close();
  });
});

describe('queries of the desk', () => {
  const MOST = 12;
  /** All of the ledger before today, summed once in five minutes. */
  const ALL_OF_IT = /`occurred_at` < \?/;
  let here: TestWorld;
  beforeAll(async () => {
    here = await openTestWorld();
    // Years of traffic, so that a plan that reads all of it is not the cheap one.
    const old = Array.from({ length: 4_000 }, (_, index) => webhook({ channel: index % 9 === 0 ? 'x' : 'pg', at: new Date(Date.now() - (index + 72) * HOUR_MS) }));
    await here.db.insertInto('webhook_event').values(old).execute();
    const postings = Array.from({ length: 3_000 }, (_, index) => ({ id: newId(), event: 'payment_captured', source_id: newId(), occurred_at: new Date(Date.now() - (index + 400) * HOUR_MS) }));
    await here.db.insertInto('ledger_posting').values(postings).execute();
    const entry = { individual_booking_id: null, refund_id: null, payout_id: null, master_booking_id: null };
    const entries = postings.flatMap(({ id }) => [
      { ...entry, posting_id: id, line: 1, account: 'razorpay_balance', amount_paise: 100 },
      { ...entry, posting_id: id, line: 2, account: 'customer_deposits', amount_paise: -100 },
    ]);
    await here.db.insertInto('ledger_entry').values(entries).execute();
    await growOld(here.db, 3_000, ['master_booking', 'individual_booking', 'payment_transaction']);
  });
  afterAll(() => here.close());

  it(`are fewer than ${MOST} once the page was opened, and read by indexes`, async () => {
    const watched = openWatchedDatabase(process.env.DATABASE_URL!);
    await resources().db.destroy();
    Object.assign(resources(), { db: watched.db });
    const open = async () => loader({ request: await here.getAs('kavita', '/admin'), params: {}, context: {} });
    await open();
    const first = watched.takeQueries();
    expect(first.length).toBeLessThanOrEqual(MOST + 1);
    await open();
    expect(watched.takeQueries().length).toBeLessThan(MOST);
    const scanned = new Set<string>();
    for (const query of first.filter(({ sql }) => !ALL_OF_IT.test(sql))) {
      for (const { table, type, key } of await watched.explain(query)) {
        if (table && type === 'ALL' && key === null && !table.startsWith('<')) scanned.add(`${table}: ${query.sql.slice(0, 80)}`);
      }
    }
    expect([...scanned]).toEqual([]);
  });
});
