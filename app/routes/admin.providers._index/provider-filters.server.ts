import { ONBOARDING_STATUSES } from '#app/domain/onboarding.ts';
import { oneOf, readFilters, textFilter, turnFilters } from '../admin/list-filters.ts';
import { FLAG_NAMES } from './provider-row.ts';

/** What the address asks for, of the page and of its CSV. */
export function readProviderFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { status: oneOf(ONBOARDING_STATUSES), flag: oneOf(FLAG_NAMES), name: textFilter, ...turnFilters });
  return { filters, wish: { status: filters.status, flag: filters.flag, query: filters.name }, turn: { after, before } };
}
