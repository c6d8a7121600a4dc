import { saleEntries, unmatchedPaymentEntries } from '#app/domain/ledger-entries.ts';
import { paysExactly, type GatewayPayment } from '#app/domain/payment.ts';
import type { Database, Trx } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';
import { recordAttempts } from '#db/payments.ts';
import { recordEvents, SYSTEM, type StatusEvent } from '#db/status-events.ts';
import type { PaymentTransactionTable } from '#db/tables.ts';
import { inTransaction } from '#db/transaction.ts';
import { getParts, lockVisit } from '#db/visits-for-update.ts';
import { keepOrTakeTimes } from './claim-times.server.ts';
import { confirmVisit } from './confirm-visit.server.ts';
import { cancelUnpaidParts } from './end-hold.server.ts';
import { returnPayment } from './return-payment.server.ts';

export type Settlement = 'confirmed' | 'already_paid' | 'returned' | 'unpaid';

interface Settling {
  readonly masterBookingId: string;
  readonly seen: readonly GatewayPayment[];
  readonly now: Date;
}

/**
 * Brings our books to what Razorpay says of an order's payments, in one transaction under the visit's lock. Callback,
 * webhooks and the clock all end here: whoever comes first writes, everyone else finds it done.
 */
export async function settlePayment(db: Database, settling: Settling): Promise<Settlement> {
  return inTransaction(db, async (trx) => {
    const master = await lockVisit(trx, settling.masterBookingId);
    const row = await trx.selectFrom('payment_transaction').selectAll().where('master_booking_id', '=', settling.masterBookingId).executeTakeFirstOrThrow();
    await recordAttempts(trx, row.id, settling.seen, settling.now);
    const captured = settling.seen.filter((payment) => payment.status === 'captured');
    const exact = captured.filter((payment) => paysExactly(payment, row.amount_paise));
    for (const wrong of captured.filter((payment) => !exact.includes(payment))) await parkWrongAmount(trx, settling, row, wrong);

    const counted = row.gateway_payment_id ?? exact[0]?.id;
    for (const second of exact.filter((payment) => payment.id !== counted)) {
      await returnPayment(trx, { ...settling, paymentTransactionId: row.id, payment: second, reason: 'paid_twice' });
    }
    if (row.status === 'captured') return 'already_paid';
    if (exact[0]) return takePayment(trx, { ...settling, master }, row, exact[0]);
    await noteAuthorized(trx, settling, row);
    return 'unpaid';
  });
}

interface Locked extends Settling {
  readonly master: Awaited<ReturnType<typeof lockVisit>>;
}

async function takePayment(trx: Trx, settling: Locked, row: PaymentTransactionTable, payment: GatewayPayment): Promise<Settlement> {
  const { masterBookingId, now } = settling;
  await trx
    .updateTable('payment_transaction')
    .set({
      status: 'captured',
      gateway_payment_id: payment.id,
      method: payment.method ?? null,
      fee_paise: payment.fee ?? 0,
      tax_paise: payment.tax ?? 0,
      captured_at: now,
      next_ask_at: null,
    })
    .where('id', '=', row.id)
    .where('status', '=', row.status)
    .execute();
  const captured: StatusEvent = { subjectKind: 'payment_transaction', subjectId: row.id, masterBookingId, event: 'payment_captured', from: row.status, to: 'captured' };
  const parts = await keepTimes(trx, settling);
  if (parts === null) {
    await recordEvents(trx, [captured], SYSTEM, now);
    await returnPayment(trx, { ...settling, paymentTransactionId: row.id, payment, reason: 'times_gone' });
    return 'returned';
  }
  const sale = {
    gatewayPaymentId: payment.id, masterBookingId, amountPaise: payment.amount, feePaise: payment.fee ?? 0, taxPaise: payment.tax ?? 0,
  };
  await post(trx, [saleEntries(sale, parts.map((part) => ({ individualBookingId: part.id, paidPaise: part.paid_paise })))], now);
  await confirmVisit(trx, { masterBookingId, bookingIds: parts.map((part) => part.id), hasCoupon: settling.master.coupon_id !== null, because: [captured], actor: SYSTEM, now });
  return 'confirmed';
}

/** The parts, with their times surely ours, or null when they are not to be had any more. */
async function keepTimes(trx: Trx, { masterBookingId, master, now }: Locked) {
  if (master.status !== 'pending_payment') return null;
  const parts = await getParts(trx, masterBookingId);
  if (await keepOrTakeTimes(trx, wishesOfParts(parts, master.patient_id), now)) return parts;
  await cancelUnpaidParts(trx, { masterBookingId, actor: SYSTEM, now });
  return null;
}

/** What the visit's parts claim, for taking the same times once more. */
export function wishesOfParts(parts: Awaited<ReturnType<typeof getParts>>, patientId: string) {
  return parts.map((part) => ({
    individualBookingId: part.id,
    providerId: part.provider_id,
    patientId,
    startsAt: part.starts_at,
    durationMinutes: part.duration_minutes,
    bufferMinutes: part.buffer_minutes,
    capacity: part.capacity,
    grantOfBookingId: part.uses_follow_up_grant ? part.follows_booking_id : null,
  }));
}

async function noteAuthorized(trx: Trx, { masterBookingId, seen, now }: Settling, row: PaymentTransactionTable): Promise<void> {
  if (row.status === 'authorized' || !seen.some((payment) => payment.status === 'authorized')) return;
  await trx.updateTable('payment_transaction').set({ status: 'authorized' }).where('id', '=', row.id).where('status', '=', row.status).execute();
  await recordEvents(
    trx,
    [{ subjectKind: 'payment_transaction', subjectId: row.id, masterBookingId, event: 'payment_authorized', from: row.status, to: 'authorized' }],
    SYSTEM,
    now,
  );
}

/** A captured sum that is not ours to the paisa decides nothing by itself: it is parked for a person. */
async function parkWrongAmount(trx: Trx, { masterBookingId, now }: Settling, row: PaymentTransactionTable, payment: GatewayPayment): Promise<void> {
  const parked = await trx.selectFrom('discrepancy').select('id').where('kind', 'in', ['amount_over', 'amount_under']).where('subject_id', '=', payment.id).executeTakeFirst();
  if (parked) return;
  const received = { gatewayPaymentId: payment.id, masterBookingId, amountPaise: payment.amount, feePaise: payment.fee ?? 0, taxPaise: payment.tax ?? 0 };
  // What another currency is worth is not for us to guess: it is in the discrepancy only.
  if (payment.currency === 'INR') await post(trx, [unmatchedPaymentEntries(received)], now);
  await openDiscrepancy(
    trx,
    {
      kind: payment.amount > row.amount_paise ? 'amount_over' : 'amount_under',
      subjectId: payment.id,
      masterBookingId,
      expectedPaise: row.amount_paise,
      actualPaise: payment.amount,
      note: `Captured ${payment.currency} on order ${row.gateway_order_id ?? ''}; the visit was not confirmed by it.`,
    },
    now,
  );
}
