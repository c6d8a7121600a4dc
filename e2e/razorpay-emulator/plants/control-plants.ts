import { button, clockText, table } from '../control-tables.ts';
import { html, rupees } from '../html.ts';
import type { Html } from '../html.ts';
import type { World } from '../world.ts';
import { PLANT_KINDS } from './entities.ts';
import type { Plant } from './entities.ts';

export function plantsTable({ store }: World): Html {
  const rows = [...store.plants.oldestFirst()].map(plantRow);
  const heads = ['Kind', 'What is told', 'About', 'Amount', 'Planted', 'Steer'];
  return table({ id: 'plants', title: 'Planted faults', count: store.plants.size, heads, rows, empty: 'None: what the API tells is true.' });
}

function plantRow({ id, kind, paise, created_at }: Plant): Html {
  return html`<tr><td>${kind.replaceAll('_', ' ')}</td><td>${PLANT_KINDS[kind]}</td><td><code>${id}</code></td><td class="number">${rupees(paise)}</td><td>${clockText(created_at)}</td><td>${button('plants', `plants/${id}/remove`, 'Tell the truth')}</td></tr>`;
}

export function plantCard(): Html {
  const kinds = Object.entries(PLANT_KINDS).map(([kind, meaning]) => html`<option value="${kind}" title="${meaning}">${kind.replaceAll('_', ' ')}</option>`);
  return html`<div class="card"><h2>Plant a fault in the books</h2><form method="post" action="/control/plant?back=plants">
<label>Kind <select name="kind">${kinds}</select></label>
<label>About <input name="id" placeholder="empty: the oldest"></label>
<label>Paise <input name="paise" inputmode="numeric" placeholder="100"></label>
<button>Plant fault</button></form></div>`;
}
