import { oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';
import { REFUND_KINDS, REFUND_STATUSES, WAITING_NAMES } from './refund-row.ts';

/** What the address asks for, of the page and of its CSV. */
export function readRefundFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { status: oneOf(REFUND_STATUSES), kind: oneOf(REFUND_KINDS), waiting: oneOf(WAITING_NAMES), ...turnFilters });
  return { filters, turn: { after, before } };
}
