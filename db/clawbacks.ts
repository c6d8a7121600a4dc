import type { Selectable } from 'kysely';
import type { Database, Trx } from './client.ts';
import type { ClawbackTable } from './payout-tables.ts';

export type ClawbackRow = Selectable<ClawbackTable>;

/** What a provider still owes, oldest first. The caller holds the provider's lock. */
export async function findOpenClawbacks(trx: Trx, providerId: string): Promise<ClawbackRow[]> {
  return trx.selectFrom('clawback').selectAll().where('provider_id', '=', providerId).where('closed_at', 'is', null).orderBy('created_at').orderBy('id').execute();
}

/** Refunds of one booking that its provider has borne his part of, and how much that was. */
export async function sumClawed(db: Database, individualBookingId: string): Promise<{ refundedPaise: number; clawedPaise: number }> {
  const row = await db
    .selectFrom('clawback')
    .innerJoin('refund_line as line', (join) => join.onRef('line.refund_id', '=', 'clawback.refund_id').onRef('line.individual_booking_id', '=', 'clawback.individual_booking_id'))
    .select(({ fn }) => [fn.sum<string | null>('line.amount_paise').as('refunded'), fn.sum<string | null>('clawback.amount_paise').as('clawed')])
    .where('clawback.individual_booking_id', '=', individualBookingId)
    .executeTakeFirstOrThrow();
  return { refundedPaise: Number(row.refunded ?? 0), clawedPaise: Number(row.clawed ?? 0) };
}
