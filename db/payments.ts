import type { GatewayPayment } from '#app/domain/payment.ts';
import type { Database, Trx } from './client.ts';

/** A payment with the visit it pays for. */
export async function findPaymentByOrder(db: Database, gatewayOrderId: string) {
  return db
    .selectFrom('payment_transaction as payment')
    .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
    .select(['payment.id', 'payment.master_booking_id', 'payment.gateway_order_id', 'payment.amount_paise', 'payment.status', 'master.code', 'master.status as master_status'])
    .where('payment.gateway_order_id', '=', gatewayOrderId)
    .executeTakeFirst();
}

export async function findPaymentOfVisit(db: Database, masterBookingId: string) {
  return db.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', masterBookingId).executeTakeFirst();
}

/** Keeps the first order only: of two tabs that each made one, the second finds the first's and its own is never shown. */
export async function keepOrder(db: Database, paymentId: string, gatewayOrderId: string): Promise<string> {
  const kept = await db
    .updateTable('payment_transaction')
    .set({ gateway_order_id: gatewayOrderId })
    .where('id', '=', paymentId)
    .where('gateway_order_id', 'is', null)
    .executeTakeFirstOrThrow();
  if (kept.numUpdatedRows === 1n) return gatewayOrderId;
  const row = await db.selectFrom('payment_transaction').select('gateway_order_id').where('id', '=', paymentId).executeTakeFirstOrThrow();
  return row.gateway_order_id!;
}

/** Writes down every gateway payment seen on the order; a later look overwrites an earlier one. */
export async function recordAttempts(trx: Trx, paymentId: string, seen: readonly GatewayPayment[], now: Date): Promise<void> {
  for (const one of seen) {
    const row = {
      status: one.status,
      amount_paise: one.amount,
      method: one.method ?? null,
      error_reason: one.error_reason?.slice(0, 60) ?? null,
      error_description: one.error_description?.slice(0, 300) ?? null,
      updated_at: now,
    };
    await trx
      .insertInto('payment_attempt')
      .values({ gateway_payment_id: one.id, payment_transaction_id: paymentId, first_seen_at: now, ...row })
      .onDuplicateKeyUpdate(row)
      .execute();
  }
}
