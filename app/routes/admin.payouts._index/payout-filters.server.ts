import { PAYOUT_STATUSES } from '#app/domain/payout.ts';
import { oneOf, readFilters, textFilter, turnFilters } from '../admin/list-filters.ts';

/** What the address asks for, of the page and of its CSV. */
export function readPayoutFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { status: oneOf(PAYOUT_STATUSES), provider: textFilter, ...turnFilters });
  return { filters, wish: { status: filters.status, providerId: filters.provider }, turn: { after, before } };
}
