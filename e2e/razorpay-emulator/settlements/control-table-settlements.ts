import { firstOf } from '../admin-state.ts';
import { button, clockText, state, table } from '../control-tables.ts';
import { html, rupees } from '../html.ts';
import type { Html } from '../html.ts';
import { toldSettlement } from '../plants/told-settlement.ts';
import type { World } from '../world.ts';
import { latestFirst } from './settlements.ts';

/** As the API tells them. */
export function settlementsTable(world: World, limit: number): Html {
  const { settlements, waitingItems } = world.store;
  const rows = firstOf(latestFirst(settlements.newestFirst()), limit).map((settlement) => {
    const { id, amount, fees, tax, status, utr, created_at } = toldSettlement(world, settlement);
    return html`<tr><td><code>${id}</code></td><td class="number">${rupees(amount)}</td><td class="number">${rupees(fees)}</td><td class="number">${rupees(tax)}</td><td>${state(status)}</td><td>${utr}</td><td>${clockText(created_at)}</td></tr>`;
  });
  const heads = ['Settlement', 'Amount', 'Fee', 'Tax', 'Status', 'Bank reference', 'Created'];
  const settled = table({ id: 'settlements', title: 'Settlements', count: settlements.size, heads, rows, empty: 'None yet. They are made every morning, two days after the payments.' });
  if (waitingItems.size === 0) return settled;
  return html`${settled}<div class="row"><span>${waitingItems.size} payments and refunds wait for a settlement.</span>${button('settlements', 'settlements', 'Settle them now')}</div>`;
}
