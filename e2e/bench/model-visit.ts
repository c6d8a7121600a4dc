import assert from 'node:assert/strict';
import type { GatewayPayment } from '#app/domain/payment.ts';
import { holdVisit } from '#app/use-cases/hold-visit.server.ts';
import { settlePayment } from '#app/use-cases/settle-payment.server.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import { findPaymentOfVisit, keepOrder } from '#db/payments.ts';
import { confirmBare, holdBare } from './bare-booking.ts';
import type { BookingDatabase } from './bench-world.ts';
import { assertSameRows, countRows, growth, readVisitRows, type VisitRows } from './visit-rows.ts';
import type { VisitToBook } from './visits-to-book.ts';

/** Holds and pays a visit as the product does, with the gateway's words taken for said; returns the visit's id. */
export async function bookOurs(db: Database, visit: VisitToBook): Promise<string> {
  const held = await holdVisit(db, { basketId: visit.basketId, patientId: visit.patientId, now: new Date() });
  if (!held.ok) throw new Error(held.refusal.message);
  const { masterBookingId } = held.value;
  const payment = await findPaymentOfVisit(db, masterBookingId);
  await keepOrder(db, payment!.id, `order_${newId().slice(6)}`);
  const settled = await settlePayment(db, { masterBookingId, seen: [capturedPayment(payment!.amount_paise)], now: new Date() });
  if (settled !== 'confirmed') throw new Error(`the visit was not confirmed but ${settled}`);
  return masterBookingId;
}

/** Two per cent and GST on it, as UPI and cards cost. */
function capturedPayment(amountPaise: number): GatewayPayment {
  const netFeePaise = Math.ceil(amountPaise / 50);
  const taxPaise = Math.ceil((netFeePaise * 18) / 100);
  return { id: `pay_${newId().slice(6)}`, amount: amountPaise, currency: 'INR', status: 'captured', method: 'upi', fee: netFeePaise + taxPaise, tax: taxPaise };
}

/** The rows of one visit that the product wrote, proven to be what the bare client writes too, and their number per table. */
export async function proveSameRows({ db, pool, visits }: BookingDatabase): Promise<{ model: VisitRows; perVisit: Record<string, number> }> {
  const [first, second] = await visits.threePart(2);
  const counted = [await countRows(pool)];
  const model = await readVisitRows(pool, await bookOurs(db, first!));
  counted.push(await countRows(pool));
  const held = await holdBare(pool, model, second!);
  await confirmBare(pool, model, held);
  counted.push(await countRows(pool));
  assertSameRows(model, await readVisitRows(pool, held.names.get(model.master_booking[0]!.id)!));
  const perVisit = growth(counted[0]!, counted[1]!);
  assert.deepEqual(growth(counted[1]!, counted[2]!), perVisit, 'both must write the same number of rows in every table');
  return { model, perVisit };
}
