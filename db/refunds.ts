import type { Database, Trx } from './client.ts';

export async function findRefund(db: Database, refundId: string) {
  return db.selectFrom('refund').selectAll().where('id', '=', refundId).executeTakeFirst();
}

/** What was given back of a payment, or may have been: every refund row that did not fail. Paise. */
export async function getSpentPaise(trx: Trx, gatewayPaymentId: string): Promise<number> {
  const row = await trx
    .selectFrom('refund')
    .select(({ fn }) => fn.sum<string | null>('amount_paise').as('paise'))
    .where('gateway_payment_id', '=', gatewayPaymentId)
    .where('status', '!=', 'failed')
    .executeTakeFirstOrThrow();
  return Number(row.paise ?? 0);
}

/** Refunds that the clock should look at: due, left behind by a dead worker, unanswered, or long in the bank's hands. */
export async function findRefundsDue(db: Database, due: { readonly now: Date; readonly lostBefore: Date; readonly limit: number }): Promise<string[]> {
  const rows = await db
    .selectFrom('refund')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('status', 'in', ['requested', 'outcome_unknown', 'pending', 'processed']), eb('next_try_at', '<=', due.now)]),
        eb.and([eb('status', '=', 'requested'), eb('next_try_at', 'is', null), eb('requested_at', '<=', due.lostBefore)]),
        eb.and([eb('status', '=', 'sending'), eb('claimed_at', '<=', due.lostBefore)]),
      ]),
    )
    .where('parked_reason', 'is', null)
    .orderBy('requested_at')
    .limit(due.limit)
    .execute();
  return rows.map((row) => row.id);
}
