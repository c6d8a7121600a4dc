import { DISCREPANCY_KINDS } from '#app/domain/reconciliation.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { daysAgo, figuresOf, putDiscrepancy } from '#app/routes/admin.books._index/test-books.server.ts';
import { NOTE, PRICE_PAISE, REFERENCE } from './texts.ts';

const DAYS = 40;
export const SETTLEMENT_ID = 'setl_OfWorstCase001';

/** Closed days full of differences, a settlement, and what the watchdog found. */
export async function putBooks(db: Database, now: Date): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, index) => daysAgo(index + 1));
  await db
    .insertInto('reconciliation_day')
    .values(days.map((day) => ({ day, run_id: newId(), runs: 2, started_at: now, ended_at: now, transactions: 1_234_567, residual_paise: PRICE_PAISE, figures: dear(figuresOf(day)) })))
    .execute();
  const visit = await db.selectFrom('master_booking').innerJoin('payment_transaction as payment', 'payment.master_booking_id', 'master_booking.id').select(['master_booking.id', 'gateway_payment_id', 'gateway_order_id', 'amount_paise']).where('gateway_payment_id', 'is not', null).orderBy('payment.created_at').executeTakeFirstOrThrow();
  for (const [index, kind] of DISCREPANCY_KINDS.entries()) await putDiscrepancy(db, { day: days[0]!, subjectId: `pay_OfWorstCase${index}`, effectPaise: PRICE_PAISE, kind, masterBookingId: visit.id });
  await db.updateTable('discrepancy').set({ resolved_at: now, resolution: 'ignored', resolve_reason: NOTE.slice(0, 500) }).where('kind', '=', 'duplicate').execute();
  await putSettlement(db, days[0]!, now, visit);
  await putFindings(db, now);
  await db.updateTable('webhook_event').set({ state: 'failed', error: NOTE.slice(0, 500) }).where('name', '=', 'payment.failed').execute();
}

/** Every sum as wide as a price gets. */
function dear(figures: ReturnType<typeof figuresOf>): string {
  return JSON.stringify(figures, (_, value: unknown) => (typeof value === 'number' && Math.abs(value) > 100 ? Math.sign(value) * PRICE_PAISE : value));
}

async function putSettlement(db: Database, day: string, now: Date, visit: { gateway_payment_id: string | null; gateway_order_id: string | null; amount_paise: number }): Promise<void> {
  const utr = REFERENCE.slice(0, 40);
  await db.insertInto('settlement').values({ id: SETTLEMENT_ID, day, amount_paise: PRICE_PAISE, fees_paise: PRICE_PAISE, tax_paise: PRICE_PAISE, utr, status: 'processed', created_at: now, run_id: newId() }).execute();
  const item = { kind: 'payment', day, settlement_id: SETTLEMENT_ID, settlement_utr: utr, credit_paise: visit.amount_paise, debit_paise: 0, fee_paise: 0, tax_paise: 0, settled_at: now, run_id: newId(), listing: day, told_times: 1 };
  await db.insertInto('recon_item').values({ ...item, entity_id: visit.gateway_payment_id!, amount_paise: visit.amount_paise, gateway_payment_id: visit.gateway_payment_id, gateway_order_id: visit.gateway_order_id }).execute();
}

async function putFindings(db: Database, now: Date): Promise<void> {
  const counts = { missed: 1_234_567, repaired_payments: 1_234_567, repaired_refunds: 1_234_567, repaired_payouts: 1_234_567, repaired_loads: 1_234_567 };
  const finding = { ...counts, kind: 'silent' as const, first_missed_at: now, last_missed_at: now, opened_at: now, told_at: now };
  await db
    .insertInto('watch_finding')
    .values([
      { ...finding, id: newId(), channel: 'pg', closed_at: null, open_channel: 'pg' },
      { ...finding, id: newId(), channel: 'x', closed_at: now, open_channel: null },
    ])
    .execute();
}
