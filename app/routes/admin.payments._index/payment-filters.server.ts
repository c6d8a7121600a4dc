import { PAYMENT_STATUSES } from '#app/domain/payment.ts';
import { dayFilters, oneOf, readFilters, spanOfDays, turnFilters } from '../admin/list-filters.ts';
import { STUCK } from './stuck.ts';

/** What the address asks for, of the page and of its CSV. */
export function readPaymentFilters(request: Request, now: Date) {
  const { after, before, ...filters } = readFilters(request, { status: oneOf([...PAYMENT_STATUSES, STUCK]), ...dayFilters, ...turnFilters });
  const wanted = filters.status === STUCK ? { stuckAt: now } : { status: filters.status };
  return { filters, wish: { ...wanted, ...spanOfDays(filters) }, turn: { after, before } };
}
