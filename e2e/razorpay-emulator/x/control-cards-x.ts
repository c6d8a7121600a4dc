import { clockText } from '../control-tables.ts';
import { html, rupees } from '../html.ts';
import type { Html } from '../html.ts';
import type { World } from '../world.ts';
import { balanceOf } from './statement.ts';

export function balanceCard(world: World): Html {
  return html`<section class="card" id="balance" aria-label="RazorpayX balance"><p><strong>${rupees(balanceOf(world))}</strong> <span class="soft">in RazorpayX account</span> <code>${world.account.xAccountNumber}</code></p>
<form class="row" method="post" action="/control/balance?back=balance"><label>Load paise <input name="amount" value="10000000" inputmode="numeric"></label><button>Load</button></form></section>`;
}

export function downtimesCard({ store }: World): Html {
  const goingOn = [...store.downtimes.oldestFirst()].filter(({ status }) => status === 'started');
  const rows = goingOn.map(
    ({ id, instrument, source, begin }) =>
      html`<li><strong>${source === 'partner' ? 'Partner bank' : instrument.bank}</strong> since ${clockText(begin)} <form class="row" method="post" action="/control/downtimes/${id}/resolve?back=steering"><button>Resolve</button></form></li>`,
  );
  return html`<div class="card"><h2>Banks that are down</h2>
${rows.length > 0 ? html`<ul>${rows}</ul>` : html`<p class="soft">None. Payouts to a bank that is down wait in the queue, and fail when it takes too long.</p>`}
<form method="post" action="/control/downtimes?back=steering"><label>Bank <input name="bank" maxlength="4" placeholder="HDFC; empty: partner"></label><button>Take it down</button></form></div>`;
}
