import type { Trx } from '../client.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

/**
 * One line per payment transaction, by the instant its order was wanted. `attempts` are all payments that Razorpay
 * showed on the order, failed ones and second ones included; `refundedPaise` counts the refunds of all of them that
 * did not fail, those in flight included.
 */
export async function* paymentLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'payment.created_at', id: 'payment.id' }, span, ({ within, limit }) =>
    trx
      .selectFrom('payment_transaction as payment')
      .innerJoin('master_booking as master', 'master.id', 'payment.master_booking_id')
      .selectAll('payment')
      .select(['payment.created_at as at', 'master.code'])
      .where(within)
      .orderBy('payment.created_at')
      .orderBy('payment.id')
      .limit(limit)
      .execute(),
  );
  for await (const payments of pages) {
    const { attempts, refundedPaise } = await findBeside(trx, payments.map(({ id }) => id));
    for (const payment of payments) {
      yield {
        paymentTransactionId: payment.id,
        masterBookingId: payment.master_booking_id,
        code: payment.code,
        gatewayOrderId: payment.gateway_order_id,
        gatewayPaymentId: payment.gateway_payment_id,
        status: payment.status,
        method: payment.method,
        amountPaise: payment.amount_paise,
        feePaise: payment.fee_paise,
        taxPaise: payment.tax_paise,
        refundedPaise: refundedPaise.get(payment.id) ?? 0,
        createdAt: payment.created_at.toISOString(),
        capturedAt: payment.captured_at?.toISOString() ?? null,
        attempts: (attempts.get(payment.id) ?? []).map((attempt) => ({
          gatewayPaymentId: attempt.gateway_payment_id,
          status: attempt.status,
          amountPaise: attempt.amount_paise,
          method: attempt.method,
          reason: attempt.error_reason,
          firstSeenAt: attempt.first_seen_at.toISOString(),
        })),
      };
    }
  }
}

async function findBeside(trx: Trx, paymentIds: readonly string[]) {
  const attempts = await trx
    .selectFrom('payment_attempt')
    .selectAll()
    .where('payment_transaction_id', 'in', paymentIds)
    .orderBy('first_seen_at')
    .orderBy('gateway_payment_id')
    .execute();
  const refunded = await trx
    .selectFrom('refund')
    .select(['payment_transaction_id', ({ fn }) => fn.sum<string>('amount_paise').as('paise')])
    .where('payment_transaction_id', 'in', paymentIds)
    .where('status', '!=', 'failed')
    .groupBy('payment_transaction_id')
    .execute();
  return {
    attempts: Map.groupBy(attempts, (attempt) => attempt.payment_transaction_id),
    refundedPaise: new Map(refunded.map((row) => [row.payment_transaction_id, Number(row.paise)])),
  };
}
