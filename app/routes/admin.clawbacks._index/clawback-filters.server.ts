import { oneOf, readFilters, turnFilters } from '../admin/list-filters.ts';

/** What the address asks for, of the page and of its CSV; the list opens with what is open. */
export function readClawbackFilters(request: Request) {
  const { state = 'open', after, before } = readFilters(request, { state: oneOf(['open', 'closed']), ...turnFilters });
  return { state, turn: { after, before } };
}
