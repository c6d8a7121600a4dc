import { randomUUID } from 'node:crypto';
import { effectivePaidPaise } from '#app/domain/cancellation.ts';
import { splitByLargestRemainder } from '#app/domain/coupon.ts';
import { formatPaise, sumPaise } from '#app/domain/money.ts';
import { overrideEntries } from '#app/domain/refund-entries.ts';
import type { GatewayRefund } from '#app/razorpay/entities.ts';
import { getCancellableParts } from '#db/cancellable-parts.ts';
import type { Database, Trx } from '#db/client.ts';
import { openDiscrepancy } from '#db/discrepancies.ts';
import { post } from '#db/ledger.ts';
import { newId } from '#db/new-id.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';
import { settleRefund } from './settle-refund.server.ts';
import { takeBack } from './claw-back.server.ts';

/**
 * A refund that we did not make. It is booked at once, because the money is gone and counts as spent, and shown to the
 * admins, because nobody here decided it. Its providers bear their share as of any refund; whether the house should is
 * the admins' to say, by writing the clawback off. Its lines are the visit's parts by what could still come back of each.
 * Money of a payment that bought nothing here, and that Razorpay has returned itself, concerns no books of ours.
 */
export async function bookExternalRefund(db: Database, { told, now }: { readonly told: GatewayRefund; readonly now: Date }): Promise<void> {
  const payment = await db.selectFrom('payment_transaction').select(['id', 'master_booking_id']).where('gateway_payment_id', '=', told.payment_id).executeTakeFirst();
  if (!payment || told.status === 'failed') return;
  const refundId = await inTransaction(db, async (trx) => {
    await lockVisit(trx, payment.master_booking_id);
    const known = await trx.selectFrom('refund').select('id').where('gateway_refund_id', '=', told.id).executeTakeFirst();
    return known?.id ?? writeExternal(trx, { ...payment, told, now });
  });
  await settleRefund(db, { refundId, told, now });
}

async function writeExternal(trx: Trx, found: { readonly id: string; readonly master_booking_id: string; readonly told: GatewayRefund; readonly now: Date }): Promise<string> {
  const { master_booking_id: masterBookingId, told, now } = found;
  const refundId = newId();
  await trx
    .insertInto('refund')
    .values({
      id: refundId, master_booking_id: masterBookingId, payment_transaction_id: found.id, gateway_payment_id: told.payment_id, gateway_refund_id: told.id,
      idempotency_key: randomUUID(), kind: 'external', status: 'requested', amount_paise: told.amount, reason: 'made_elsewhere', requested_at: now,
    })
    .execute();
  const lines = await spread(trx, masterBookingId, told.amount);
  if (lines.length > 0) {
    await trx.insertInto('refund_line').values(lines.map((line) => ({ refund_id: refundId, individual_booking_id: line.individualBookingId, amount_paise: line.fromKeptFeePaise + line.goodwillPaise }))).execute();
  }
  for (const line of lines) {
    await trx
      .updateTable('individual_booking')
      .set((eb) => ({ goodwill_paise: eb('goodwill_paise', '+', line.goodwillPaise), kept_fee_paise: eb('kept_fee_paise', '-', line.fromKeptFeePaise) }))
      .where('id', '=', line.individualBookingId)
      .execute();
  }
  await post(trx, [overrideEntries({ refundId, masterBookingId, event: 'external_refund_found', parts: lines })], now);
  for (const { part, ...line } of lines) await takeBack(trx, part, { ...line, masterBookingId, refundId, now });
  await recordEvents(trx, [{ subjectKind: 'refund', subjectId: refundId, masterBookingId, event: 'refund_requested', from: null, to: 'requested', note: 'made_elsewhere' }], SYSTEM, now);
  await openDiscrepancy(
    trx,
    { kind: 'refund_made_elsewhere', subjectId: told.id, masterBookingId, expectedPaise: 0, actualPaise: told.amount, note: `${formatPaise(told.amount)} was returned outside OneVisit. It is booked; say why.` },
    now,
  );
  return refundId;
}

/** By what is left of each part: first what was never returned, kept fees included. */
async function spread(trx: Trx, masterBookingId: string, amountPaise: number) {
  const parts = await getCancellableParts(trx, masterBookingId);
  const rest = parts.map((part) => effectivePaidPaise(part) - part.refundedPaise);
  const shares = splitByLargestRemainder(Math.min(amountPaise, sumPaise(rest)), rest);
  return parts
    .map((part, index) => {
      const fromKeptFeePaise = Math.min(part.keptPaise, shares[index]!);
      return { part, individualBookingId: part.id, fromKeptFeePaise, goodwillPaise: shares[index]! - fromKeptFeePaise, keptFeeProviderBps: part.keptFeeProviderBps, providerId: part.providerId };
    })
    .filter((line) => line.fromKeptFeePaise + line.goodwillPaise > 0);
}
