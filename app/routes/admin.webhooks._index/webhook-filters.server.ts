import { dayFilters, oneOf, readFilters, spanOfDays, textFilter, turnFilters } from '../admin/list-filters.ts';
import { CHANNEL_NAMES, WEBHOOK_STATE_NAMES } from './webhook-states.ts';

/** What the address asks for, of the page and of its CSV. */
export function readWebhookFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { state: oneOf(WEBHOOK_STATE_NAMES), channel: oneOf(CHANNEL_NAMES), name: textFilter, ...dayFilters, ...turnFilters });
  const { state, channel, name } = filters;
  return { filters, wish: { state, channel, name, ...spanOfDays(filters) }, turn: { after, before } };
}
