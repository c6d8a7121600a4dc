import { sql } from 'kysely';
import type { Ours } from '#app/domain/reconciliation.ts';
import type { Database, Trx } from './client.ts';
import type { ReconItemTable, SettlementTable } from './reconciliation-tables.ts';

const values = (column: string) => sql<never>`values(${sql.ref(column)})`;

/**
 * Keeps what was told, however often: another run writes over it. The same thing twice in one listing of one run is
 * counted, because that is a fault of theirs; the next day's listing telling it again is only the overlap.
 */
export async function upsertReconItems(trx: Trx, rows: readonly ReconItemTable[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('recon_item')
    .values(rows)
    .onDuplicateKeyUpdate({
      told_times: sql`if(run_id = ${values('run_id')}, told_times + if(listing = ${values('listing')}, 1, 0), 1)`,
      listing: sql`if(run_id = ${values('run_id')}, listing, ${values('listing')})`,
      run_id: values('run_id'),
      kind: values('kind'), day: values('day'), settlement_id: values('settlement_id'), settlement_utr: values('settlement_utr'), amount_paise: values('amount_paise'),
      credit_paise: values('credit_paise'), debit_paise: values('debit_paise'), fee_paise: values('fee_paise'), tax_paise: values('tax_paise'), settled_at: values('settled_at'),
    })
    .execute();
}

export async function upsertSettlements(trx: Trx, rows: readonly SettlementTable[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('settlement')
    .values(rows)
    .onDuplicateKeyUpdate({ amount_paise: values('amount_paise'), fees_paise: values('fees_paise'), tax_paise: values('tax_paise'), utr: values('utr'), status: values('status'), run_id: values('run_id') })
    .execute();
}

const CAPTURES = ['payment_captured', 'late_payment_captured', 'unmatched_payment_captured'] as const;

/** What the ledger took for these payments, by Razorpay's id; one look at the postings' own key. */
export async function findOurPayments(db: Database, gatewayPaymentIds: readonly string[]): Promise<Map<string, Ours>> {
  if (gatewayPaymentIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .select([
      'posting.source_id as id',
      sql<string | null>`max(entry.master_booking_id)`.as('masterBookingId'),
      sql<string>`sum(if(entry.account = 'razorpay_balance' and entry.amount_paise > 0, entry.amount_paise, 0))`.as('amount'),
      sql<string>`sum(if(entry.account = 'razorpay_balance' and entry.amount_paise < 0, -entry.amount_paise, 0))`.as('fee'),
      sql<string>`sum(if(entry.account = 'gateway_fee_tax', entry.amount_paise, 0))`.as('tax'),
    ])
    .where('posting.event', 'in', CAPTURES)
    .where('posting.source_id', 'in', gatewayPaymentIds)
    .groupBy('posting.source_id')
    .execute();
  return new Map(
    rows.map((row) => {
      const [amountPaise, feePaise] = [Number(row.amount), Number(row.fee)];
      return [row.id, { masterBookingId: row.masterBookingId, amountPaise, feePaise, taxPaise: Number(row.tax), netPaise: amountPaise - feePaise }];
    }),
  );
}

/** Refunds that we know as carried out, by Razorpay's id. */
export async function findOurRefunds(db: Database, gatewayRefundIds: readonly string[]): Promise<Map<string, Ours>> {
  if (gatewayRefundIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('refund')
    .select(['gateway_refund_id as id', 'master_booking_id', 'amount_paise'])
    .where('gateway_refund_id', 'in', gatewayRefundIds)
    .where('status', '=', 'processed')
    .execute();
  return new Map(rows.map((row) => [row.id!, { masterBookingId: row.master_booking_id, amountPaise: row.amount_paise, feePaise: 0, taxPaise: 0, netPaise: -row.amount_paise }]));
}

/** Drops what an earlier run was told of a day and this one was not. */
export async function forgetUntold(trx: Trx, { day, runId }: { readonly day: string; readonly runId: string }): Promise<void> {
  await trx.deleteFrom('recon_item').where('day', '=', day).where('run_id', '!=', runId).execute();
  await trx.deleteFrom('settlement').where('day', '=', day).where('run_id', '!=', runId).execute();
}
