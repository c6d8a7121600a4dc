import { namesOneVisit, readSearch } from '#db/visit-search.ts';
import { dayFilters, oneOf, readFilters, spanOfDays, textFilter, turnFilters } from '../admin/list-filters.ts';
import { MASTER_STATUSES } from './master-statuses.ts';

/** What the address asks for, of the page and of its CSV. `single`: nothing but what names one visit was searched for. */
export function readVisitFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { status: oneOf(MASTER_STATUSES), q: textFilter, ...dayFilters, ...turnFilters });
  const search = filters.q ? readSearch(filters.q) : undefined;
  const filtered = filters.status || filters.from || filters.to || after || before;
  return { filters, wish: { status: filters.status, search, ...spanOfDays(filters) }, turn: { after, before }, single: search !== undefined && namesOneVisit(search) && !filtered };
}
