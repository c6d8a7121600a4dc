import { sql } from 'kysely';
import type { AttemptStatus } from '#app/domain/payout.ts';
import type { Database, Trx } from './client.ts';
import type { StatementLineTable } from './reconciliation-tables.ts';

const values = (column: string) => sql<never>`values(${sql.ref(column)})`;

/** As upsertReconItems: a run writes over the one before it, and a line told twice in one listing is counted. */
export async function upsertStatementLines(trx: Trx, rows: readonly StatementLineTable[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('statement_line')
    .values(rows)
    .onDuplicateKeyUpdate({
      told_times: sql`if(run_id = ${values('run_id')}, told_times + if(listing = ${values('listing')}, 1, 0), 1)`,
      run_id: values('run_id'),
      credit_paise: values('credit_paise'), debit_paise: values('debit_paise'), balance_paise: values('balance_paise'), fees_paise: values('fees_paise'), tax_paise: values('tax_paise'), utr: values('utr'),
    })
    .execute();
}

/** What our books have of these payouts of RazorpayX, by its id: the attempt as it stands, and what the ledger let go and took back. */
export async function findOurAttempts(db: Database, gatewayPayoutIds: readonly string[]): Promise<Map<string, OurAttempt>> {
  if (gatewayPayoutIds.length === 0) return new Map();
  const attempts = await db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout', 'payout.id', 'attempt.payout_id')
    .select(['attempt.gateway_payout_id', 'attempt.id', 'attempt.amount_paise', 'attempt.status', 'payout.master_booking_id'])
    .where('attempt.gateway_payout_id', 'in', gatewayPayoutIds)
    .execute();
  const money = await ledgerOf(db, attempts.map(({ id }) => id));
  return new Map(
    attempts.map(({ id, gateway_payout_id, amount_paise, status, master_booking_id }) => {
      const sum = (events: readonly string[], account: 'x' | 'fee' | 'tax') => money.filter((row) => row.id === id && events.includes(row.event)).reduce((total, row) => total + Number(row[account]), 0);
      return [
        gateway_payout_id!,
        {
          status, amountPaise: amount_paise, masterBookingId: master_booking_id,
          debitPaise: 0 - sum(LEAVING, 'x'), feePaise: sum(LEAVING, 'fee'), taxPaise: sum(LEAVING, 'tax'), creditPaise: sum(RETURNING, 'x'),
        },
      ];
    }),
  );
}

const LEAVING = ['payout_sent', 'payout_settled'] as const;
const RETURNING = ['payout_failed', 'payout_reversed'] as const;

async function ledgerOf(db: Database, attemptIds: readonly string[]) {
  if (attemptIds.length === 0) return [];
  const on = (...accounts: string[]) => sql<string>`sum(if(entry.account in (${sql.join(accounts)}), entry.amount_paise, 0))`;
  return db
    .selectFrom('ledger_posting as posting')
    .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
    .select(['posting.source_id as id', 'posting.event', on('razorpayx_balance').as('x'), on('payout_fees', 'payout_fee_tax').as('fee'), on('payout_fee_tax').as('tax')])
    .where('posting.event', 'in', [...LEAVING, ...RETURNING])
    .where('posting.source_id', 'in', attemptIds)
    .groupBy(['posting.source_id', 'posting.event'])
    .execute();
}

/** Paise, all positive. A failed attempt of which we never heard that it had left has neither debit nor credit. */
export interface OurAttempt {
  readonly status: AttemptStatus;
  readonly amountPaise: number;
  readonly masterBookingId: string;
  readonly debitPaise: number;
  /** With tax. */
  readonly feePaise: number;
  readonly taxPaise: number;
  readonly creditPaise: number;
}

export async function forgetUntoldLines(trx: Trx, { day, runId }: { readonly day: string; readonly runId: string }): Promise<void> {
  await trx.deleteFrom('statement_line').where('day', '=', day).where('run_id', '!=', runId).execute();
}
