import { AdminError, number, requireText, text } from './admin-fields.ts';
import type { Order, Payment } from './entities.ts';
import { acquirerData, cardOf, instrumentFields } from './instruments.ts';
import { json } from './http-types.ts';
import type { Call, Reply, Route } from './http-types.ts';
import { ANYBODY, METHODS } from './pay.ts';
import { settlePast } from './settlements/settlement-days.ts';
import type { World } from './world.ts';

export const adminImportRoutes: Route[] = [{ method: 'POST', path: '/__admin/import', handle: importPaid }];

/**
 * Paid orders of a past that was not lived here, such as a shop's seed data, so that they can be refunded like any
 * other, and are settled on their own days. Nothing is announced; ids that are known already are left alone.
 */
function importPaid(world: World, { body }: Call): Reply {
  if (!Array.isArray(body.orders)) throw new AdminError('orders must be a list.');
  const imported: Payment[] = [];
  for (const row of body.orders as Record<string, unknown>[]) {
    const id = requireText(row, 'order_id');
    if (world.store.orders.find(id)) continue;
    const receipt = text(row, 'receipt') ?? null;
    const order = world.store.orders.save(paidOrderOf({ id, receipt, amount: amountIn(row, 'amount'), created_at: amountIn(row, 'created_at') }));
    const method = METHODS.find((each) => each === row.method) ?? 'upi';
    imported.push(world.store.payments.save(paidPaymentOf(order, { id: requireText(row, 'payment_id'), method, fee: amountIn(row, 'fee'), tax: amountIn(row, 'tax') })));
  }
  settlePast(world, imported);
  return json({ imported: imported.length });
}

function amountIn(row: Record<string, unknown>, name: string): number {
  const amount = number(row, name);
  if (amount === undefined || !Number.isInteger(amount)) throw new AdminError(`${name} must be an integer.`);
  return amount;
}

export function paidOrderOf({ id, receipt, amount, created_at }: Pick<Order, 'id' | 'receipt' | 'amount' | 'created_at'>): Order {
  return {
    id, entity: 'order', amount, amount_paid: amount, amount_due: 0, currency: 'INR', receipt, offer_id: null,
    status: 'paid', attempts: 1, notes: {}, created_at, hidden: { captureRule: null, partialPayment: false },
  };
}

export function paidPaymentOf(order: Order, { id, method, fee, tax }: Pick<Payment, 'id' | 'method' | 'fee' | 'tax'>): Payment {
  const instrument = { method };
  const card = cardOf(instrument);
  const { upi, ...fields } = instrumentFields(instrument, card);
  return {
    id, entity: 'payment', amount: order.amount, currency: 'INR', base_amount: order.amount, status: 'captured',
    order_id: order.id, invoice_id: null, international: false, ...fields, amount_refunded: 0, amount_transferred: 0, refund_status: null,
    captured: true, ...ANYBODY, fee, tax, error_code: null, error_description: null, error_source: null,
    error_step: null, error_reason: null, acquirer_data: acquirerData(method, true), created_at: order.created_at, ...(upi ? { upi } : {}),
    hidden: { card, lateAt: null, captureDeadlineAt: null },
  };
}
