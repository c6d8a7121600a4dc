import { sql } from 'kysely';
import type { Database } from '#db/client.ts';
import type { EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';

/**
 * Compares our rows, our ledger and the gateway, each visit for itself; every difference is a sentence. An empty list
 * means that every paisa is explained.
 */
export async function findDifferences(db: Database, admin: EmulatorAdmin | null): Promise<string[]> {
  return [...(await unbalancedPostings(db)), ...(await unexplainedVisits(db)), ...(await overRefundedPayments(db)), ...(admin ? await gatewayDifferences(db, admin) : [])];
}

async function unbalancedPostings(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['posting_id', ({ fn }) => fn.sum<string>('amount_paise').as('paise')])
    .groupBy('posting_id')
    .having(({ fn }) => fn.sum('amount_paise'), '!=', 0)
    .execute();
  return rows.map((row) => `posting ${row.posting_id} is off by ${row.paise} paise`);
}

/**
 * By rows: captured + goodwill given = returned or owed back + deposits of parts that stand + kept fees.
 * By ledger: the same deposits, kept fees, refunds owed and refunds in transit.
 */
async function unexplainedVisits(db: Database): Promise<string[]> {
  const [balances, parts, refunds, payments] = await Promise.all([readBalances(db), readParts(db), readRefunds(db), readPayments(db)]);
  return [...payments.keys()].flatMap((id) => {
    const ledger = (account: string) => balances.get(id)?.get(account) ?? 0;
    const part = parts.get(id) ?? { depositsPaise: 0, keptPaise: 0 };
    const refund = refunds.get(id) ?? { returnedPaise: 0, owedPaise: 0, inTransitPaise: 0, latePaise: 0 };
    const capturedPaise = payments.get(id)!;
    if (capturedPaise === 0 && refund.returnedPaise + refund.latePaise === 0) return [];
    const late = refund.latePaise > 0 && part.depositsPaise === 0 && part.keptPaise === 0;
    const facts: [string, number, number][] = [
      ['money', capturedPaise + ledger('goodwill_refunds'), (late ? 0 : refund.latePaise > 0 ? -refund.latePaise : 0) + refund.returnedPaise + part.depositsPaise + part.keptPaise],
      ['deposits', -ledger('customer_deposits'), part.depositsPaise],
      ['kept fees', -ledger('kept_fee_revenue') - ledger('provider_payable'), part.keptPaise],
      ['refunds owed', -ledger('refunds_payable'), refund.owedPaise],
      ['refunds in transit', -ledger('refunds_in_transit'), refund.inTransitPaise],
    ];
    return facts.flatMap(([what, left, right]) => (left === right ? [] : [`visit ${id}: ${what} ${left} is not ${right} paise`]));
  });
}
