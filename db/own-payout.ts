import { sql } from 'kysely';
import type { Deduction } from '#app/domain/earning.ts';
import type { Database } from './client.ts';

/**
 * One payout of this provider's with all that explains its amount and its way; null for an unknown id and for somebody
 * else's. Two rounds of queries, each by a key. Of accounts only what may be shown, of refunds no patient and no note.
 */
export async function findOwnPayout(db: Database, own: { readonly providerId: string; readonly id: string }) {
  const payout = await db
    .selectFrom('payout')
    .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
    .innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id')
    .innerJoin('clinic', 'clinic.id', 'part.clinic_id')
    .select([
      'payout.id', 'payout.status', 'payout.earned_by', 'payout.hold_reason', 'payout.last_reason', 'payout.next_try_at', 'payout.gross_paise', 'payout.commission_paise',
      'payout.deductions_paise', 'payout.deductions', 'payout.clawback_paise', 'payout.amount_paise', 'payout.utr', 'payout.settled_at', 'payout.created_at',
      'part.id as booking_id', 'part.service_name', 'part.starts_at', 'part.zone', 'part.status as booking_status', 'part.commission_bps', 'part.kept_fee_provider_bps', 'part.coupon_funded_by',
      'part.coupon_share_paise', 'master.code', 'clinic.name as clinic_name',
    ])
    .where('payout.id', '=', own.id)
    .where('payout.provider_id', '=', own.providerId)
    .executeTakeFirst();
  if (!payout) return null;
  const [attempts, nettings, clawbacks] = await Promise.all([listAttempts(db, payout.id), listNettingsFrom(db, payout.id), listClawbacksOf(db, payout.booking_id)]);
  return { payout: { ...payout, deductions: JSON.parse(payout.deductions) as Deduction[] }, attempts, nettings, clawbacks };
}

async function listAttempts(db: Database, payoutId: string) {
  return db
    .selectFrom('payout_attempt as attempt')
    .innerJoin('payout_account as account', 'account.id', 'attempt.payout_account_id')
    .select(['attempt.number', 'attempt.status', 'attempt.mode', 'attempt.amount_paise', 'attempt.reason', 'attempt.utr', 'attempt.started_at', 'attempt.ended_at', 'account.bank_name', 'account.shown_as'])
    .where('attempt.payout_id', '=', payoutId)
    .orderBy('attempt.number')
    .execute();
}

/** What this payout paid of negative earnings, each with the service whose refund made it. */
async function listNettingsFrom(db: Database, payoutId: string) {
  return db
    .selectFrom('clawback_netting as netting')
    .innerJoin('clawback', 'clawback.id', 'netting.clawback_id')
    .innerJoin('individual_booking as part', 'part.id', 'clawback.individual_booking_id')
    .innerJoin('master_booking as master', 'master.id', 'clawback.master_booking_id')
    .leftJoin('payout as origin', 'origin.individual_booking_id', 'clawback.individual_booking_id')
    .select(['netting.id', 'netting.amount_paise', 'netting.netted_at', 'clawback.created_at as refunded_at', 'part.service_name', 'master.code', 'origin.id as origin_payout_id'])
    .where('netting.payout_id', '=', payoutId)
    .orderBy('netting.netted_at')
    .orderBy('netting.id')
    .execute();
}

/** Negative earnings on this very service: the refund that made each, and the payouts that have covered it so far. */
async function listClawbacksOf(db: Database, bookingId: string) {
  const clawbacks = await db
    .selectFrom('clawback')
    .leftJoin('refund_line as line', (join) => join.onRef('line.refund_id', '=', 'clawback.refund_id').onRef('line.individual_booking_id', '=', 'clawback.individual_booking_id'))
    .select(['clawback.id', 'clawback.amount_paise', 'clawback.open_paise', 'clawback.written_off_paise', 'clawback.created_at'])
    .select(sql<number>`coalesce(line.amount_paise, 0)`.as('refunded_paise'))
    .where('clawback.individual_booking_id', '=', bookingId)
    .where('clawback.amount_paise', '>', 0)
    .orderBy('clawback.created_at')
    .orderBy('clawback.id')
    .execute();
  if (clawbacks.length === 0) return [];
  const nettings = await db
    .selectFrom('clawback_netting as netting')
    .innerJoin('payout', 'payout.id', 'netting.payout_id')
    .innerJoin('individual_booking as part', 'part.id', 'payout.individual_booking_id')
    .innerJoin('master_booking as master', 'master.id', 'payout.master_booking_id')
    .select(['netting.clawback_id', 'netting.payout_id', 'netting.amount_paise', 'netting.netted_at', 'part.service_name', 'master.code'])
    .where('netting.clawback_id', 'in', clawbacks.map(({ id }) => id))
    .orderBy('netting.netted_at')
    .orderBy('netting.id')
    .execute();
  const byClawback = Map.groupBy(nettings, (netting) => netting.clawback_id);
  return clawbacks.map((clawback) => ({ ...clawback, nettings: byClawback.get(clawback.id) ?? [] }));
}
