import { sql } from 'kysely';
import { formatPaise } from '#app/domain/money.ts';
import type { Database } from '#db/client.ts';

/** The closing table: what these visits came to. */
export async function summarise(db: Database, visitIds: ReadonlySet<string>): Promise<Record<string, string>[]> {
  if (visitIds.size === 0) return [row('visits', 0)];
  const ids = [...visitIds];
  const visits = await db
    .selectFrom('master_booking')
    .select(['status', sql<number>`count(*)`.as('count')])
    .where('id', 'in', ids)
    .groupBy('status')
    .orderBy('status')
    .execute();
  const paid = await db
    .selectFrom('payment_transaction')
    .select([sql<number>`count(*)`.as('count'), sql<string>`coalesce(sum(amount_paise), 0)`.as('paise')])
    .where('master_booking_id', 'in', ids)
    .where('status', '=', 'captured')
    .executeTakeFirstOrThrow();
  const parts = await db
    .selectFrom('individual_booking')
    .select(['cancelled_by as by', sql<number>`count(*)`.as('count')])
    .where('master_booking_id', 'in', ids)
    .where('status', '=', 'cancelled')
    .where('cancel_reason', '!=', 'hold_ended')
    .groupBy('cancelled_by')
    .orderBy('cancelled_by')
    .execute();
  const refunds = await db
    .selectFrom('refund')
    .select(['kind', 'status', sql<number>`count(*)`.as('count'), sql<string>`sum(amount_paise)`.as('paise')])
    .where('master_booking_id', 'in', ids)
    .groupBy(['kind', 'status'])
    .orderBy('kind')
    .orderBy('status')
    .execute();
  const all = visits.reduce((sum, row) => sum + row.count, 0);
  const out = refunds.reduce((sum, row) => (row.status === 'failed' ? sum : sum + Number(row.paise)), 0);
  return [
    row('visits', all),
    ...visits.map((each) => row(`  ${inWords(each.status)}`, each.count)),
    row('payments captured', paid.count, paid.paise),
    ...parts.map((each) => row(`parts cancelled by ${each.by ?? 'nobody'}`, each.count)),
    ...refunds.map((each) => row(`refund ${inWords(each.kind)}, ${inWords(each.status)}`, each.count, each.paise)),
    ...(await summarisePayouts(db, ids)),
    row('money in less money back', '', String(Number(paid.paise) - out)),
  ];
}

async function summarisePayouts(db: Database, ids: readonly string[]): Promise<Record<string, string>[]> {
  const payouts = await db
    .selectFrom('payout')
    .select(['status', sql<number>`count(*)`.as('count'), sql<string>`sum(amount_paise)`.as('paise')])
    .where('master_booking_id', 'in', ids)
    .groupBy('status')
    .orderBy('status')
    .execute();
  const attempts = await db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout', 'payout.id', 'attempt.payout_id')
    .select(['attempt.status', sql<number>`count(*)`.as('count'), sql<string>`sum(attempt.amount_paise)`.as('paise')])
    .where('payout.master_booking_id', 'in', ids)
    .where('attempt.status', 'in', ['failed', 'reversed'])
    .groupBy('attempt.status')
    .orderBy('attempt.status')
    .execute();
  const clawbacks = await db
    .selectFrom('clawback')
    .select([
      sql<number>`count(*)`.as('count'),
      sql<string>`coalesce(sum(amount_paise), 0)`.as('paise'),
      sql<string>`coalesce(sum(amount_paise - open_paise - written_off_paise), 0)`.as('netted'),
      sql<string>`coalesce(sum(written_off_paise), 0)`.as('writtenOff'),
    ])
    .where('master_booking_id', 'in', ids)
    .where('amount_paise', '>', 0)
    .executeTakeFirstOrThrow();
  return [
    ...payouts.map((each) => row(`payout ${inWords(each.status)}`, each.count, each.paise)),
    ...attempts.map((each) => row(`payout attempt ${each.status}`, each.count, each.paise)),
    row('clawbacks', clawbacks.count, clawbacks.paise),
    row('  netted from payouts', '', clawbacks.netted),
    row('  written off', '', clawbacks.writtenOff),
  ];
}

function inWords(name: string): string {
  return name.replaceAll('_', ' ');
}

function row(what: string, count: number | string, paise?: string): Record<string, string> {
  return { what, count: String(count), amount: paise === undefined ? '' : formatPaise(Number(paise)) };
}
