import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '#db/client.ts';
import type { EmulatorAdmin } from '../razorpay-emulator/admin-client.ts';
import { findPayoutDifferences, findPayoutGatewayDifferences } from './check-payouts.ts';

/** Longer than anything a worker or a visitor of the demo has in hand. */
const SETTLING_MS = 3_000;

/**
 * Compares our rows with our ledger visit by visit and provider by provider, our refunds with the gateway's payment by
 * payment, and what we have at RazorpayX with what RazorpayX says. Each
 * difference is a sentence; an empty list means that every paisa is explained. What is only on its way between us and
 * the gateway while we look is gone at the second look.
 */
export async function findDifferences(db: Database, admin: EmulatorAdmin): Promise<string[]> {
  const first = await look(db, admin);
  if (first.length === 0) return [];
  await pause(SETTLING_MS);
  const second = new Set(await look(db, admin));
  return first.filter((difference) => second.has(difference));
}

async function look(db: Database, admin: EmulatorAdmin): Promise<string[]> {
  const own = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => [...(await unbalancedPostings(trx)), ...(await unexplainedVisits(trx)), ...(await overRefundedPayments(trx)), ...(await findPayoutDifferences(trx))]);
  return [...own, ...(await gatewayDifferences(db, admin)), ...(await findPayoutGatewayDifferences(db, admin))];
}

async function unbalancedPostings(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('ledger_entry')
    .select(['posting_id', sql<string>`sum(amount_paise)`.as('paise')])
    .groupBy('posting_id')
    .having(sql<boolean>`sum(amount_paise) != 0`)
    .execute();
  return rows.map((row) => `posting ${row.posting_id} is off by ${row.paise} paise`);
}

/** A visit in our rows (left) and in our ledger (right); the first line holds both together. All paise. */
async function unexplainedVisits(db: Database): Promise<string[]> {
  const [ledgers, rows] = [await readLedgers(db), await readRows(db)];
  return [...ledgers].flatMap(([id, ledger]) => {
    const row = rows.get(id) ?? NOTHING;
    const facts: readonly [string, number, number][] = [
      ['captured money and goodwill', row.returned + row.deposits + row.given + row.kept + ledger.regained, ledger.captured + ledger.goodwill],
      ['coupon shares regained', Math.min(ledger.regained, row.requalified), ledger.regained],
      ['deposits', row.deposits, ledger.deposits],
      ['services given', row.given, ledger.given],
      ['kept fees', row.kept, ledger.kept],
      ['refunds owed', row.owed, ledger.owed],
      ['refunds in transit', row.inTransit, ledger.inTransit],
    ];
    return facts.flatMap(([what, left, right]) => (left === right ? [] : [`visit ${id}: ${what} are ${left} paise in its rows and ${right} in the ledger`]));
  });
}

const NOTHING = { returned: 0, owed: 0, inTransit: 0, deposits: 0, given: 0, kept: 0, requalified: 0 };

/** What moves between a provider and us without changing what a visit's patient paid for. */
const PROVIDERS_OWN = ['booking_completed', 'payout_sent', 'payout_settled', 'payout_failed', 'payout_reversed', 'earning_clawed_back', 'clawback_netted', 'clawback_written_off'] as const;

async function readLedgers(db: Database) {
  const on = (account: string) => sql<string>`sum(case when entry.account = ${account} then entry.amount_paise else 0 end)`;
  const patients = (account: string) => sql<string>`sum(case when entry.account = ${account} and posting.event not in (${sql.join(PROVIDERS_OWN)}) then entry.amount_paise else 0 end)`;
  const movedWithoutDeposit = sql`entry.account = 'coupon_costs' and posting.event = 'booking_cancelled'`;
  const found = await db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .leftJoin('individual_booking as part', 'part.id', 'entry.individual_booking_id')
    .select([
      'entry.master_booking_id as id',
      sql<string>`sum(case when posting.event in ('payment_captured', 'late_payment_captured') and entry.account = 'razorpay_balance' and entry.amount_paise > 0 then entry.amount_paise else 0 end)`.as('captured'),
      patients('goodwill_refunds').as('goodwill'),
      sql<string>`-(${on('customer_deposits')})`.as('deposits'),
      // What another part's cancellation moved onto it after it was given has no deposit to go to.
      sql<string>`sum(case when entry.account = 'customer_deposits' and posting.event = 'booking_completed' then entry.amount_paise when ${movedWithoutDeposit} and part.status = 'completed' then -entry.amount_paise else 0 end)`.as('given'),
      // Onto one that nobody came to: its fee was kept before, and only the coupon's cost grows smaller.
      sql<string>`sum(case when ${movedWithoutDeposit} and part.status != 'completed' then -entry.amount_paise else 0 end)`.as('regained'),
      sql<string>`-(${on('kept_fee_revenue')} + ${patients('provider_payable')})`.as('kept'),
      sql<string>`-(${on('refunds_payable')})`.as('owed'),
      sql<string>`-(${on('refunds_in_transit')})`.as('inTransit'),
    ])
    .where('entry.master_booking_id', 'is not', null)
    .groupBy('entry.master_booking_id')
    .execute();
  return new Map(found.map(({ id, ...sums }) => [id!, inNumbers(sums)]));
}

async function readRows(db: Database): Promise<Map<string, typeof NOTHING>> {
  const refunds = await db
    .selectFrom('refund')
    .select([
      'master_booking_id as id',
      // A failed refund is owed until another one stands in its place, which takes it off the desk's hands.
      sql<string>`sum(case when status != 'failed' or parked_reason is not null then amount_paise else 0 end)`.as('returned'),
      sql<string>`sum(case when status in ('requested', 'sending', 'outcome_unknown') or (status = 'failed' and parked_reason is not null) then amount_paise else 0 end)`.as('owed'),
      sql<string>`sum(case when status = 'pending' then amount_paise else 0 end)`.as('inTransit'),
    ])
    .groupBy('master_booking_id')
    .execute();
  const parts = await db
    .selectFrom('individual_booking as part')
    // The seed's own past was completed by nobody: it has no audit row, no posting and no payout, and stays a deposit.
    .leftJoin(
      ({ selectFrom }) => selectFrom('audit_log').select('subject_id').distinct().where('subject_kind', '=', 'individual_booking').where('verb', 'in', ['completed', 'marked_no_show']).as('closed'),
      (join) => join.onRef('closed.subject_id', '=', 'part.id'),
    )
    .select([
      'part.master_booking_id as id',
      sql<string>`sum(case when part.status = 'confirmed' or (part.status in ('completed', 'no_show') and closed.subject_id is null) then part.paid_paise + part.requalified_paise + part.regranted_paise else 0 end)`.as('deposits'),
      sql<string>`sum(case when part.status = 'completed' and closed.subject_id is not null then part.paid_paise + part.requalified_paise + part.regranted_paise else 0 end)`.as('given'),
      sql<string>`sum(part.kept_fee_paise)`.as('kept'),
      sql<string>`sum(case when part.status = 'no_show' then part.requalified_paise + part.regranted_paise else 0 end)`.as('requalified'),
    ])
    .groupBy('part.master_booking_id')
    .execute();
  const returned = new Map(refunds.map(({ id, ...sums }) => [id, inNumbers(sums)]));
  return new Map(parts.map(({ id, ...sums }) => [id, { ...NOTHING, ...inNumbers(sums), ...returned.get(id) }]));
}

/** Sums come as text, because they may be longer than a number. */
function inNumbers<K extends string>(sums: Readonly<Record<K, string>>): Record<K, number> {
  return Object.fromEntries(Object.entries<string>(sums).map(([key, sum]) => [key, Number(sum)])) as Record<K, number>;
}

async function overRefundedPayments(db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('refund')
    .innerJoin('payment_attempt as payment', 'payment.gateway_payment_id', 'refund.gateway_payment_id')
    .select(['payment.gateway_payment_id as id', 'payment.amount_paise', sql<string>`sum(refund.amount_paise)`.as('refunded')])
    .where('refund.status', '!=', 'failed')
    .groupBy(['payment.gateway_payment_id', 'payment.amount_paise'])
    .having(sql<boolean>`sum(refund.amount_paise) > payment.amount_paise`)
    .execute();
  return rows.map((row) => `${row.id}: ${row.refunded} paise returned of ${row.amount_paise}`);
}

/** What Razorpay holds as refunded, and what our rows say it has; money paid by hand has left by another way. */
async function gatewayDifferences(db: Database, admin: EmulatorAdmin): Promise<string[]> {
  const { refundsPerPayment, overRefundedPayments: over } = await admin.assertions();
  const rows = await db
    .selectFrom('refund')
    .select(['gateway_payment_id as id', sql<string>`sum(amount_paise)`.as('paise')])
    .where('status', 'in', ['processed', 'pending'])
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('ledger_posting').select('ledger_posting.id').where('event', '=', 'refund_paid_by_transfer').whereRef('source_id', '=', 'refund.id'))),
    )
    .groupBy('gateway_payment_id')
    .execute();
  const ours = new Map(rows.map(({ id, paise }) => [id, Number(paise)]));
  const known = new Set((await db.selectFrom('payment_attempt').select('gateway_payment_id').execute()).map((row) => row.gateway_payment_id));
  const ids = new Set([...ours.keys(), ...Object.keys(refundsPerPayment).filter((id) => known.has(id))]);
  const differing = [...ids].flatMap((id) => {
    const [own, theirs] = [ours.get(id) ?? 0, refundsPerPayment[id]?.amountPaise ?? 0];
    return own === theirs ? [] : [`${id}: ${own} paise refunded here, ${theirs} at Razorpay`];
  });
  return [...differing, ...over.map((id) => `${id}: more refunded at Razorpay than was paid`)];
}
