import { sql } from 'kysely';
import { addDays, instantOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { BOOKS_ZONE, type DayFigures, type Movement } from '#app/domain/reconciliation.ts';
import type { Database } from './client.ts';

const NOTHING: Movement = { count: 0, amountPaise: 0, feePaise: 0, taxPaise: 0 };

/** The totals of a day as both books have them, from what was imported and from the ledger; every read by an index of the day. */
export async function readDayFigures(db: Database, day: LocalDate, expectedPaise: number): Promise<DayFigures> {
  const [items, lines, settlements, ends, ledger, ledgerClosingPaise] = await Promise.all([
    sumItems(db, day), sumLines(db, day), sumSettlements(db, day), readBalances(db, day), sumLedger(db, day), sumLedgerX(db, day),
  ]);
  const item = (kind: string) => items.get(kind) ?? NOTHING;
  const line = (kind: string) => lines.get(kind) ?? NOTHING;
  return {
    day,
    payments: item('payment'),
    refunds: item('refund'),
    settlements: { ...settlements, expectedPaise },
    payouts: line('payout'),
    reversals: line('reversal'),
    loads: line('bank_transfer'),
    x: { ...ends, ledgerClosingPaise },
    ledger,
  };
}

type Sums = { kind: string; count: number; amount: string; fee: string; tax: string };

function byKind(rows: readonly Sums[]): Map<string, Movement> {
  return new Map(rows.map((row) => [row.kind, { count: Number(row.count), amountPaise: Number(row.amount), feePaise: Number(row.fee), taxPaise: Number(row.tax) }]));
}

async function sumItems(db: Database, day: LocalDate) {
  const rows = await db
    .selectFrom('recon_item')
    .select(['kind', sql<number>`count(*)`.as('count'), sql<string>`sum(amount_paise * told_times)`.as('amount'), sql<string>`sum(fee_paise * told_times)`.as('fee'), sql<string>`sum(tax_paise * told_times)`.as('tax')])
    .where('day', '=', day)
    .groupBy('kind')
    .execute();
  return byKind(rows);
}

async function sumLines(db: Database, day: LocalDate) {
  const rows = await db
    .selectFrom('statement_line')
    .select([
      'source_kind as kind', sql<number>`count(*)`.as('count'), sql<string>`sum((credit_paise + debit_paise - fees_paise) * told_times)`.as('amount'),
      sql<string>`sum(fees_paise * told_times)`.as('fee'), sql<string>`sum(tax_paise * told_times)`.as('tax'),
    ])
    .where('day', '=', day)
    .groupBy('source_kind')
    .execute();
  return byKind(rows);
}

async function sumSettlements(db: Database, day: LocalDate) {
  const row = await db.selectFrom('settlement').select([sql<number>`count(*)`.as('count'), sql<string | null>`sum(amount_paise)`.as('actual')]).where('day', '=', day).executeTakeFirstOrThrow();
  return { count: Number(row.count), actualPaise: Number(row.actual ?? 0) };
}

/** RazorpayX's own balance before the first and after the last line of the day. */
async function readBalances(db: Database, day: LocalDate) {
  const line = (order: 'asc' | 'desc') =>
    db.selectFrom('statement_line').select(['balance_paise', 'credit_paise', 'debit_paise']).where('day', '=', day).orderBy('created_at', order).orderBy('id', order).limit(1).executeTakeFirst();
  const [first, last] = await Promise.all([line('asc'), line('desc')]);
  return { openingPaise: first ? first.balance_paise - first.credit_paise + first.debit_paise : null, closingPaise: last?.balance_paise ?? null };
}

/** What the day's postings did to the two accounts at Razorpay. */
async function sumLedger(db: Database, day: LocalDate) {
  const on = (account: string) => sql<string | null>`sum(if(entry.account = ${account}, entry.amount_paise, 0))`;
  const row = await db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .select([on('razorpay_balance').as('razorpay'), on('razorpayx_balance').as('razorpayx'), sql<string | null>`sum(entry.amount_paise)`.as('all')])
    .where('posting.occurred_at', '>=', instantOf(day, 0, BOOKS_ZONE))
    .where('posting.occurred_at', '<', instantOf(addDays(day, 1), 0, BOOKS_ZONE))
    .executeTakeFirstOrThrow();
  return { razorpayPaise: Number(row.razorpay ?? 0), razorpayxPaise: Number(row.razorpayx ?? 0), unbalancedPaise: Number(row.all ?? 0) };
}

async function sumLedgerX(db: Database, day: LocalDate): Promise<number> {
  const row = await db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .select(sql<string | null>`sum(entry.amount_paise)`.as('paise'))
    .where('entry.account', '=', 'razorpayx_balance')
    .where('posting.occurred_at', '<', instantOf(addDays(day, 1), 0, BOOKS_ZONE))
    .executeTakeFirstOrThrow();
  return Number(row.paise ?? 0);
}
