import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../new-id.ts';
import { seedWorld } from '../seed.ts';
import { createTestDatabase, type TestDatabase } from '../test-database.ts';
import { exportKind, readExport, type ExportLine, type ExportName } from './exports.ts';
import { spanOfDays } from './export-span.ts';

/** The fields that outside programs were promised, in their order. */
const PROMISED = {
  bookings: 'masterBookingId code status createdAt discountPaise totalPaise lines',
  'bookings.lines': 'individualBookingId serviceType providerId startsAt zone status listPricePaise couponEligible couponSharePaise paidPaise commissionPaise payoutStatus',
  refunds:
    'refundId refundStatus kind individualBookingId masterBookingId listPricePaise couponSharePaise paidPaise alreadyRefundedPaise policy startsAt zone sampleCollectedAt cancelledAt quotedAt cancelledBy feePaise requalifyPaise refundPaise',
  payouts: 'payoutId providerId individualBookingId status grossPaise commissionPaise deductionsPaise clawbackPaise amountPaise attempts',
  'payouts.attempts': 'number status mode utr reason startedAt endedAt',
  ledger: 'postingId event occurredAt account amountPaise masterBookingId individualBookingId refundId payoutId',
} as const;
const EQUAL_INSTANTS = 700;
const ROWS = 1_203;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedWorld(database.db, new Date('2026-11-20T09:30:00Z'), { passwordHash: 'nobody signs in with a password here' });
  await makeRefund();
  await makePayout();
});
afterAll(() => database.drop());

/** A refund of money that came too late, for the visit with the oldest captured payment. */
async function makeRefund(): Promise<void> {
  const payment = await database.db.selectFrom('payment_transaction').selectAll().where('status', '=', 'captured').orderBy('created_at').executeTakeFirstOrThrow();
  await database.db
    .insertInto('refund')
    .values({
      id: newId(), master_booking_id: payment.master_booking_id, payment_transaction_id: payment.id, gateway_payment_id: payment.gateway_payment_id!, gateway_refund_id: null,
      idempotency_key: newId(), kind: 'late_payment', status: 'requested', amount_paise: payment.amount_paise, reason: 'times_gone', requested_at: payment.captured_at!,
    })
    .execute();
}

/** ₹480 of ₹600 for the oldest service given, sent at the second try. */
async function makePayout(): Promise<void> {
  const { db } = database;
  const part = await db.selectFrom('individual_booking').selectAll().where('status', '=', 'completed').orderBy('created_at').executeTakeFirstOrThrow();
  const account = await db.selectFrom('payout_account').select('id').executeTakeFirstOrThrow();
  const [payoutId, at] = [newId(), part.completed_at!];
  await db
    .insertInto('payout')
    .values({
      id: payoutId, provider_id: part.provider_id, individual_booking_id: part.id, master_booking_id: part.master_booking_id, earned_by: 'service', status: 'processed',
      gross_paise: 60_000, commission_paise: 12_000, deductions_paise: 0, deductions: '[]', clawback_paise: 0, amount_paise: 48_000, tries: 2, attempts: 2,
      claimed_at: at, next_try_at: null, hold_reason: null, note: null, last_reason: null, last_account_id: account.id, utr: '632800000001', created_at: at, settled_at: at,
    })
    .execute();
  const attempt = { payout_id: payoutId, payout_account_id: account.id, request_body: '{}', amount_paise: 48_000, mode: 'IMPS' as const, gateway_payout_id: null, detail: null, fees_paise: 590, tax_paise: 90, sends: 1, started_at: at, ended_at: at };
  await db
    .insertInto('payout_attempt')
    .values([
      { ...attempt, id: newId(), number: 2, idempotency_key: newId(), status: 'processed', reason: null, utr: '632800000001' },
      { ...attempt, id: newId(), number: 1, idempotency_key: newId(), status: 'failed', reason: 'beneficiary_bank_offline', utr: null },
    ])
    .execute();
}

async function all(name: ExportName, span = {}): Promise<ExportLine[]> {
  const lines: ExportLine[] = [];
  for await (const line of readExport(database.db, name, span)) lines.push(line);
  return lines;
}

describe('the lines of an export', () => {
  it.each(['bookings', 'refunds', 'payouts', 'ledger'] as const)('of %s have exactly the promised fields in their order', async (name) => {
    const lines = await all(name);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(Object.keys(line).join(' ')).toBe(PROMISED[name]);
    for (const part of lines.flatMap((line) => (line.lines as ExportLine[] | undefined) ?? [])) expect(Object.keys(part).join(' ')).toBe(PROMISED['bookings.lines']);
    for (const attempt of lines.flatMap((line) => (line.attempts as ExportLine[] | undefined) ?? [])) expect(Object.keys(attempt).join(' ')).toBe(PROMISED['payouts.attempts']);
  });

  it.each(['bookings', 'payments', 'refunds', 'payouts', 'ledger'] as const)('of %s are all in the CSV', async (name) => {
    const { columns, rowsOf } = exportKind(name);
    const [line] = await all(name);
    const fields = Object.keys(line!).flatMap((key) => (key === rowsOf ? Object.keys((line![key] as ExportLine[])[0]!).map((own) => `${key}.${own}`) : [key]));
    expect(columns).toEqual(fields);
  });

  it('tell a payout with its attempts in order', async () => {
    const [line, ...others] = await all('payouts');
    expect(others).toEqual([]);
    expect(line).toMatchObject({ status: 'processed', grossPaise: 60_000, commissionPaise: 12_000, amountPaise: 48_000 });
    expect(line!.attempts).toMatchObject([{ number: 1, status: 'failed', utr: null, reason: 'beneficiary_bank_offline' }, { number: 2, status: 'processed', utr: '632800000001', reason: null }]);
  });

  it('return a late payment whole, part by part', async () => {
    const lines = await all('refunds');
    const { amount_paise } = await database.db.selectFrom('refund').select('amount_paise').executeTakeFirstOrThrow();
    expect(lines.reduce((sum, line) => sum + Number(line.refundPaise), 0)).toBe(amount_paise);
    expect(new Set(lines.map((line) => `${String(line.kind)} ${String(line.feePaise)} ${String(line.quotedAt)}`))).toEqual(new Set(['late_payment 0 null']));
  });

  it('come page by page in order, each once, also where instants are equal', async () => {
    const rows = Array.from({ length: ROWS }, (_, index) => ({
      id: newId(), kind: 'amount_over' as const, subject_id: `s${index}`, master_booking_id: null, expected_paise: 0, actual_paise: index, note: '', resolved_at: null,
      opened_at: new Date(Date.UTC(2026, 10, 1) + Math.max(0, index - EQUAL_INSTANTS)),
    }));
    await database.db.insertInto('discrepancy').values(rows.toReversed()).execute();
    const ids = (await all('discrepancies')).map((line) => line.discrepancyId);
    const place = (row: (typeof rows)[number]) => `${row.opened_at.toISOString()} ${row.id}`;
    expect(ids).toEqual(rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)).map(({ id }) => id));
  });

  it('are those of one moment, whatever is written meanwhile', async () => {
    const lines = readExport(database.db, 'discrepancies', {});
    await lines.next();
    await database.db.deleteFrom('discrepancy').execute();
    let count = 1;
    for await (const _ of lines) count += 1;
    expect(count).toBe(ROWS);
  });
});

describe('days', () => {
  it('are Indian and both included', () => {
    expect(spanOfDays({ from: '2026-11-24', to: '2026-11-24' })).toEqual({ from: new Date('2026-11-23T18:30:00Z'), until: new Date('2026-11-24T18:30:00Z') });
    expect(spanOfDays({})).toEqual({});
  });

  it.each([
    ['2026-02-31', undefined, '2026-02-31 is not a day'],
    ['2026-11-24', '2026-11-23', 'comes after'],
  ])('from %s to %s are refused in words', (from, to, words) => {
    expect(() => spanOfDays({ from, to })).toThrow(words);
  });
});

describe('npm run export', () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['db/export.ts', ...args], { env: { ...process.env, DATABASE_URL: database.url } });

  it('writes JSON lines, or CSV when asked', async () => {
    const { stdout } = await run('bookings');
    expect(stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as ExportLine)).toEqual(await all('bookings'));
    expect((await run('ledger', '--format', 'csv', '--to', '2020-01-01')).stdout).toBe(`${PROMISED.ledger.replaceAll(' ', ',')}\r\n`);
  });

  it.each([
    [['everything'], 'Say what to export: bookings, payments, refunds, payouts, ledger, discrepancies.'],
    [['ledger', '--format', 'xml'], '--format takes one of'],
    [['ledger', '--from', 'yesterday'], 'yesterday is not a day'],
  ])('refuses %j in words', async (args, words) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(words) });
  });
});
