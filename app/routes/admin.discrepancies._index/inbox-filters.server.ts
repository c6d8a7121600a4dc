import { DISCREPANCY_KINDS, DISCREPANCY_SOURCES } from '#app/domain/reconciliation.ts';
import { DISCREPANCY_STATES } from '#db/discrepancy-lists.ts';
import { dayFilters, oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';

/** What the address asks for, of the page and of its CSV; an inbox opens with what is open. */
export function readInboxFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { state: oneOf(DISCREPANCY_STATES), kind: oneOf(DISCREPANCY_KINDS), source: oneOf(DISCREPANCY_SOURCES), ...dayFilters, ...turnFilters });
  const state = filters.state ?? 'open';
  return { filters: { ...filters, state: state === 'open' ? null : state }, wish: { ...filters, state }, turn: { after, before } };
}
