import type { Payment } from './entities.ts';
import { notesView } from './request-fields.ts';

/** The payment as the API and webhooks show it. */
export function paymentView({ hidden: _hidden, ...payment }: Payment): Record<string, unknown> {
  return { ...payment, notes: notesView(payment.notes) };
}

/** With `expand[]=card` the card stands inside. */
export function expandedPaymentView(payment: Payment, query: URLSearchParams): Record<string, unknown> {
  const view = paymentView(payment);
  return query.getAll('expand[]').includes('card') && payment.hidden.card ? { ...view, card: payment.hidden.card } : view;
}
