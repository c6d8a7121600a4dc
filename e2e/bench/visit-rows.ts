import assert from 'node:assert/strict';
import type { Pool, RowDataPacket } from 'mysql2/promise';

export type Row = Record<string, unknown>;

/** Every table that holding and paying a visit inserts into, with how to find one visit's rows. */
const ROWS_OF_VISIT = {
  master_booking: 'id = :id',
  individual_booking: 'master_booking_id = :id ORDER BY position',
  calendar_claim: 'individual_booking_id IN (SELECT id FROM individual_booking WHERE master_booking_id = :id) ORDER BY subject_id, tick, seat',
  payment_transaction: 'master_booking_id = :id',
  payment_attempt: 'payment_transaction_id IN (SELECT id FROM payment_transaction WHERE master_booking_id = :id)',
  status_event: "master_booking_id = :id ORDER BY at, event = 'paid'",
  ledger_posting: 'id IN (SELECT posting_id FROM ledger_entry WHERE master_booking_id = :id)',
  ledger_entry: 'master_booking_id = :id ORDER BY line',
  outbox_message: "payload LIKE CONCAT('%', :id, '%')",
} as const;

export type VisitTable = keyof typeof ROWS_OF_VISIT;
export type VisitRows = Readonly<Record<VisitTable, readonly Row[]>>;

export const VISIT_TABLES = Object.keys(ROWS_OF_VISIT) as VisitTable[];
const COUNTED = [...VISIT_TABLES, 'basket', 'basket_line', 'coupon_redemption', 'refund', 'discrepancy'];

export async function readVisitRows(pool: Pool, masterBookingId: string): Promise<VisitRows> {
  const rows: Partial<Record<VisitTable, Row[]>> = {};
  for (const table of VISIT_TABLES) {
    [rows[table]] = await pool.query<RowDataPacket[]>({ sql: `SELECT * FROM ${table} WHERE ${ROWS_OF_VISIT[table]}`, namedPlaceholders: true }, { id: masterBookingId });
  }
  return rows as VisitRows;
}

export async function countRows(pool: Pool): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of COUNTED) {
    const [[row]] = await pool.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    counts[table] = Number(row!.n);
  }
  return counts;
}

/** Fails unless every table grew (baskets: shrank) by `perVisit` rows for each of `visits`. */
export function assertGrowth(before: Record<string, number>, after: Record<string, number>, perVisit: Record<string, number>, visits: number): void {
  for (const table of COUNTED) {
    assert.equal(after[table]! - before[table]!, perVisit[table]! * visits, `${table} does not have the rows of ${visits} visits`);
  }
}

export function growth(before: Record<string, number>, after: Record<string, number>): Record<string, number> {
  return Object.fromEntries(COUNTED.map((table) => [table, after[table]! - before[table]!]));
}

/** Fails unless both visits left the same rows; names, instants and seats of the calendar differ by nature. */
export function assertSameRows(ours: VisitRows, others: VisitRows): void {
  for (const table of VISIT_TABLES) assert.deepEqual(masked(others[table]), masked(ours[table]), `${table} differs`);
}

const BY_NATURE = /^(id|.*_id|at|.*_at|code|tick|payload)$/;

function masked(rows: readonly Row[]): string[] {
  return rows
    .map((row) => JSON.stringify(Object.entries(row).map(([column, value]) => [column, value !== null && BY_NATURE.test(column) ? 'some' : value])))
    .sort();
}
