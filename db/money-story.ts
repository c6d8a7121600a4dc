import { sql } from 'kysely';
import type { Database } from './client.ts';
import { readStoryTimeline } from './story-timeline.ts';

/** The whole chain of one visit's money, in one round of seven queries, each by a key. */
export async function readMoneyStory(db: Database, masterBookingId: string) {
  const [parts, payments, refunds, attempts, clawbacks, entries, timeline] = await Promise.all([
    listParts(db, masterBookingId),
    listPayments(db, masterBookingId),
    listRefunds(db, masterBookingId),
    listPayoutAttempts(db, masterBookingId),
    listClawbacks(db, masterBookingId),
    listEntries(db, masterBookingId),
    readStoryTimeline(db, masterBookingId),
  ]);
  return { parts, payments, refunds, attempts, clawbacks, entries, timeline };
}

export type MoneyStory = Awaited<ReturnType<typeof readMoneyStory>>;

/** Each service with what it earned and was paid out. */
async function listParts(db: Database, masterBookingId: string) {
  return db
    .selectFrom('individual_booking as part')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .leftJoin('payout', 'payout.individual_booking_id', 'part.id')
    .modifyFront(sql`straight_join`)
    .select([
      'part.id', 'part.service_name', 'part.provider_id', 'part.starts_at', 'part.zone', 'part.status', 'part.paid_paise', 'part.commission_bps', 'part.kept_fee_paise', 'provider.name as provider_name',
      'clinic.name as clinic_name', 'payout.id as payout_id', 'payout.status as payout_status', 'payout.earned_by', 'payout.gross_paise', 'payout.commission_paise', 'payout.deductions_paise', 'payout.clawback_paise',
      'payout.amount_paise as payout_paise', 'payout.created_at as earned_at',
    ])
    .where('part.master_booking_id', '=', masterBookingId)
    .orderBy('part.position')
    .execute();
}

/** Every try to pay, each with the settlement that counts it. */
async function listPayments(db: Database, masterBookingId: string) {
  return db
    .selectFrom('payment_transaction as payment')
    .innerJoin('payment_attempt as attempt', 'attempt.payment_transaction_id', 'payment.id')
    .leftJoin('recon_item as item', 'item.entity_id', 'attempt.gateway_payment_id')
    .leftJoin('settlement', 'settlement.id', 'item.settlement_id')
    .modifyFront(sql`straight_join`)
    .select(['attempt.gateway_payment_id', 'attempt.status', 'attempt.amount_paise', 'attempt.method', 'attempt.first_seen_at'])
    .select(['item.settlement_id', 'item.settlement_utr', 'item.settled_at', 'item.credit_paise', 'item.fee_paise', 'item.tax_paise', 'settlement.day as settlement_day', 'settlement.amount_paise as settlement_paise'])
    .where('payment.master_booking_id', '=', masterBookingId)
    .orderBy('attempt.first_seen_at')
    .execute();
}

/** Without their notes, which are written by hand. */
async function listRefunds(db: Database, masterBookingId: string) {
  return db
    .selectFrom('refund')
    .leftJoin('recon_item as item', 'item.entity_id', 'refund.gateway_refund_id')
    .modifyFront(sql`straight_join`)
    .select([
      'refund.id', 'refund.status', 'refund.kind', 'refund.reason', 'refund.amount_paise', 'refund.gateway_refund_id', 'refund.bank_reference', 'refund.requested_at', 'refund.settled_at', 'refund.waiting_for',
      'refund.parked_reason', 'item.settlement_id',
    ])
    .where('refund.master_booking_id', '=', masterBookingId)
    .orderBy('refund.requested_at')
    .orderBy('refund.id')
    .execute();
}

/** Tries of the visit's payouts; where the bank's reference has not been told of one yet, the statement may have it. */
async function listPayoutAttempts(db: Database, masterBookingId: string) {
  return db
    .selectFrom('payout')
    .innerJoin('payout_attempt as attempt', 'attempt.payout_id', 'payout.id')
    .innerJoin('payout_account as account', 'account.id', 'attempt.payout_account_id')
    .modifyFront(sql`straight_join`)
    .select([
      'attempt.id', 'attempt.payout_id', 'attempt.number', 'attempt.status', 'attempt.mode', 'attempt.amount_paise', 'attempt.gateway_payout_id', 'attempt.reason', 'attempt.fees_paise', 'attempt.tax_paise',
      'attempt.started_at', 'account.bank_name', 'account.shown_as',
      sql<string | null>`coalesce(attempt.utr, (select max(line.utr) from statement_line line where line.gateway_payout_id = attempt.gateway_payout_id))`.as('utr'),
    ])
    .where('payout.master_booking_id', '=', masterBookingId)
    .orderBy('attempt.started_at')
    .orderBy('attempt.number')
    .execute();
}

/** What was taken back of this visit's earnings, and what its payouts paid of other visits' clawbacks; the other visit's code beside it. */
async function listClawbacks(db: Database, masterBookingId: string) {
  return db
    .selectFrom('clawback')
    .innerJoin('individual_booking as part', 'part.id', 'clawback.individual_booking_id')
    .leftJoin('clawback_netting as netting', 'netting.clawback_id', 'clawback.id')
    .leftJoin('payout as paying', 'paying.id', 'netting.payout_id')
    .leftJoin('master_booking as other', 'other.id', 'paying.master_booking_id')
    .modifyFront(sql`straight_join`)
    .select(sql<'own' | 'other'>`'own'`.as('of'))
    .select(CLAWBACK_COLUMNS)
    .where('clawback.master_booking_id', '=', masterBookingId)
    .where('clawback.amount_paise', '>', 0)
    .unionAll(
      db
        .selectFrom('payout as paying')
        .innerJoin('clawback_netting as netting', 'netting.payout_id', 'paying.id')
        .innerJoin('clawback', 'clawback.id', 'netting.clawback_id')
        .innerJoin('individual_booking as part', 'part.id', 'clawback.individual_booking_id')
        .innerJoin('master_booking as other', 'other.id', 'clawback.master_booking_id')
        .modifyFront(sql`straight_join`)
        .select(sql<'own' | 'other'>`'other'`.as('of'))
        .select(CLAWBACK_COLUMNS)
        .where('paying.master_booking_id', '=', masterBookingId)
        .where('clawback.master_booking_id', '!=', masterBookingId),
    )
    .execute();
}

const CLAWBACK_COLUMNS = [
  'clawback.id', 'clawback.refund_id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.written_off_paise', 'clawback.created_at', 'part.service_name', 'netting.id as netting_id',
  'netting.amount_paise as netted_paise', 'netting.payout_id', 'other.code as other_code',
] as const;

/** The visit's lines, and those of a clawback of its own that was netted from another visit's payout: they are posted there. */
async function listEntries(db: Database, masterBookingId: string) {
  return db
    .selectFrom('ledger_entry as entry')
    .innerJoin('ledger_posting as posting', 'posting.id', 'entry.posting_id')
    .modifyFront(sql`straight_join`)
    .select(ENTRY_COLUMNS)
    .where('entry.master_booking_id', '=', masterBookingId)
    .unionAll(
      db
        .selectFrom('clawback')
        .innerJoin('clawback_netting as netting', 'netting.clawback_id', 'clawback.id')
        .innerJoin('ledger_posting as posting', (join) => join.onRef('posting.source_id', '=', 'netting.id').on('posting.event', '=', 'clawback_netted'))
        .innerJoin('ledger_entry as entry', 'entry.posting_id', 'posting.id')
        .modifyFront(sql`straight_join`)
        .select(ENTRY_COLUMNS)
        .where('clawback.master_booking_id', '=', masterBookingId)
        .where('entry.master_booking_id', '!=', masterBookingId),
    )
    .execute();
}

const ENTRY_COLUMNS = [
  'entry.posting_id', 'entry.line', 'entry.account', 'entry.amount_paise', 'entry.individual_booking_id', 'entry.provider_id', 'entry.refund_id', 'entry.payout_id', 'posting.event', 'posting.source_id', 'posting.occurred_at',
] as const;
