import { sql } from 'kysely';
import type { Database } from '#db/client.ts';
import type { EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';

/** Payouts and clawbacks in our rows against each other and against our ledger, provider by provider. One sentence each; all paise. */
export async function findPayoutDifferences(db: Database): Promise<string[]> {
  return [...(await wrongAmounts(db)), ...(await wrongClawbacks(db)), ...(await wrongNettings(db)), ...(await wrongBalances(db))];
}

async function wrongAmounts(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('payout')
    .select(['id', 'amount_paise', 'gross_paise', 'commission_paise', 'deductions_paise', 'clawback_paise'])
    .where(sql<boolean>`amount_paise != gross_paise - commission_paise - deductions_paise - clawback_paise or amount_paise < 0`)
    .execute();
  return rows.map((row) => `payout ${row.id}: ${row.gross_paise} − ${row.commission_paise} − ${row.deductions_paise} − ${row.clawback_paise} is not ${row.amount_paise}`);
}

async function wrongClawbacks(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('clawback')
    .leftJoin('clawback_netting as netting', 'netting.clawback_id', 'clawback.id')
    .select(['clawback.id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.written_off_paise', sql<string>`coalesce(sum(netting.amount_paise), 0)`.as('netted')])
    .groupBy(['clawback.id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.written_off_paise'])
    .execute();
  return rows.flatMap((row) =>
    row.amount_paise === row.open_paise + row.written_off_paise + Number(row.netted)
      ? []
      : [`clawback ${row.id} of ${row.amount_paise}: ${row.open_paise} open, ${row.written_off_paise} written off, ${row.netted} netted`],
  );
}

async function wrongNettings(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('payout')
    .leftJoin('clawback_netting as netting', 'netting.payout_id', 'payout.id')
    .select(['payout.id', 'payout.clawback_paise', sql<string>`coalesce(sum(netting.amount_paise), 0)`.as('netted')])
    .groupBy(['payout.id', 'payout.clawback_paise'])
    .execute();
  return rows.flatMap((row) => (row.clawback_paise === Number(row.netted) ? [] : [`payout ${row.id} says ${row.clawback_paise} were netted from it, its nettings ${row.netted}`]));
}

/** What each provider is owed, and what is on its way to them; a line without a provider is nobody's, and must come to nothing. */
async function wrongBalances(db: Database): Promise<string[]> {
  const on = (account: string) => sql<string>`sum(case when account = ${account} then amount_paise else 0 end)`;
  const ledgers = await db
    .selectFrom('ledger_entry')
    .select(['provider_id as id', sql<string>`-(${on('provider_payable')})`.as('owed'), on('payouts_in_transit').as('transit')])
    .where('account', 'in', ['provider_payable', 'payouts_in_transit'])
    .groupBy('provider_id')
    .execute();
  const payouts = await db
    .selectFrom('payout')
    .select(['provider_id as id', sql<string>`sum(case when status != 'processed' then amount_paise else 0 end)`.as('owed')])
    .groupBy('provider_id')
    .execute();
  const clawbacks = await db.selectFrom('clawback').select(['provider_id as id', sql<string>`sum(open_paise)`.as('open')]).groupBy('provider_id').execute();
  const attempts = await db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout', 'payout.id', 'attempt.payout_id')
    .select(['payout.provider_id as id', sql<string>`sum(attempt.amount_paise)`.as('transit')])
    .where('attempt.status', '=', 'processing')
    .groupBy('payout.provider_id')
    .execute();
  const of = <R extends { id: string | null }>(rows: readonly R[], id: string | null, read: (row: R) => string) => Number(rows.filter((row) => row.id === id).map(read)[0] ?? 0);
  const ids = new Set([...ledgers, ...payouts, ...clawbacks, ...attempts].map((row) => row.id));
  return [...ids].flatMap((id) => {
    const facts: readonly [string, number, number][] = [
      ['owed', of(payouts, id, (row) => row.owed) - of(clawbacks, id, (row) => row.open), of(ledgers, id, (row) => row.owed)],
      ['on the way', of(attempts, id, (row) => row.transit), of(ledgers, id, (row) => row.transit)],
    ];
    return facts.flatMap(([what, left, right]) => (left === right ? [] : [`provider ${id ?? 'nobody'}: ${left} paise are ${what} by its rows and ${right} by the ledger`]));
  });
}

/** RazorpayX's own word: what is left there, whether its statement ties, and whether anybody was paid twice. */
export async function findPayoutGatewayDifferences(db: Database, admin: EmulatorAdmin): Promise<string[]> {
  const { xBalancePaise, referencesPaidTwice, statementFaults } = await admin.assertions();
  const row = await db.selectFrom('ledger_entry').select(sql<string>`coalesce(sum(amount_paise), 0)`.as('paise')).where('account', '=', 'razorpayx_balance').executeTakeFirstOrThrow();
  const ours = Number(row.paise);
  return [
    ...(ours === xBalancePaise ? [] : [`RazorpayX holds ${xBalancePaise} paise, our ledger says ${ours}`]),
    ...referencesPaidTwice.map((id) => `payout ${id} was paid twice`),
    ...statementFaults,
  ];
}
