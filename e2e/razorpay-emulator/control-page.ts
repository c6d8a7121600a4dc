import { countLost } from './admin-state.ts';
import { clockCard, faultsCard, knobsCard, settingsCard, xSettingsCard } from './control-forms.ts';
import { clockText, deliveriesTable, endpointsTable, ordersTable, paymentsTable, refundsTable, requestsTable } from './control-tables.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { pageFrame } from './page-frame.ts';
import { plantCard, plantsTable } from './plants/control-plants.ts';
import { settlementsTable } from './settlements/control-table-settlements.ts';
import { isSilent } from './webhook-delivery.ts';
import type { World } from './world.ts';
import { balanceCard, downtimesCard } from './x/control-cards-x.ts';
import { fundAccountsTable, payoutsTable, transactionsTable, validationsTable } from './x/control-tables-x.ts';

const STYLE = `
body { font-size: 14px; }
header { border-bottom: 1px solid var(--line); background: var(--sheet); }
header > div, main { max-width: 1360px; margin: 0 auto; padding: 16px; }
header > div { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; }
h1 { font-size: 20px; }
h2 { font-size: 16px; margin-bottom: 8px; }
nav { display: flex; flex-wrap: wrap; gap: 0 16px; }
nav a { min-height: 32px; align-content: center; }
main { display: grid; gap: 24px; }
.cards { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); align-items: start; }
.card { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.card form { display: grid; gap: 8px; }
.card form.row { display: flex; }
.card > .row { gap: 8px 16px; }
.card label { display: flex; justify-content: space-between; align-items: center; gap: 8px; }
.card label > input, .card label > select { width: 152px; }
section { scroll-margin-top: 16px; min-width: 0; }
.scroll { overflow-x: auto; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; white-space: nowrap; }
th { text-align: start; font-weight: 600; color: var(--soft); }
th, td { padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: middle; }
tr:last-child td { border-bottom: 0; }
.number { text-align: end; }
.cell { max-width: 280px; overflow: hidden; text-overflow: ellipsis; }
input, select, button { min-height: 36px; padding: 4px 8px; border-radius: 8px; }
.row { display: flex; gap: 4px; align-items: center; flex-wrap: wrap; }
td .row { flex-wrap: nowrap; }
td input { width: 96px; }
.state { font-weight: 600; }
.good { color: var(--good); } .wait { color: var(--wait); } .bad { color: var(--bad); }
.said { border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: 8px; background: var(--sheet); padding: 8px 16px; }
.said.refused { border-inline-start-color: var(--bad); }
.empty { padding: 16px; color: var(--soft); }
@media (pointer: coarse) { input, select, button, nav a { min-height: 44px; } }
`;

const SECTIONS = [['orders', 'Orders'], ['payments', 'Payments'], ['refunds', 'Refunds'], ['settlements', 'Settlements'], ['payouts', 'Payouts'], ['statement', 'Statement'], ['fund-accounts', 'Fund accounts'], ['validations', 'Validations'], ['plants', 'Planted faults'], ['endpoints', 'Endpoints'], ['deliveries', 'Deliveries'], ['requests', 'Requests'], ['steering', 'Steering']] as const;

const DEFAULT_ROWS = 20;

/** Everything the emulator holds and every way to steer it, on one page. */
export function controlPage(world: World, query: URLSearchParams): Html {
  const rows = Number(query.get('rows')) || DEFAULT_ROWS;
  const refused = query.get('refused');
  const said = refused ?? query.get('said');
  const content = html`<header><div>
<h1>Razorpay emulator</h1>
<p class="soft">${world.account.merchantName} · <code>${world.account.keyId}</code></p>
<nav aria-label="Sections">${SECTIONS.map(([id, label]) => html`<a href="#${id}">${label}</a>`)}</nav>
</div></header>
<main>
${said && html`<p class="said${refused && ' refused'}" role="status">${said}</p>`}
<p>${sentence(world)}</p>
${clockCard(world)}
${ordersTable(world, rows)}
${paymentsTable(world, rows)}
${refundsTable(world, rows)}
${settlementsTable(world, rows)}
${balanceCard(world)}
${payoutsTable(world, rows)}
${transactionsTable(world, rows)}
${fundAccountsTable(world, rows)}
${validationsTable(world, rows)}
${plantsTable(world)}
${endpointsTable(world)}
${deliveriesTable(world, rows)}
${requestsTable(world, rows)}
<section id="steering"><h2>Steering</h2><div class="cards">
${faultsCard(world)}${plantCard()}${knobsCard(world)}${settingsCard(world)}${xSettingsCard(world)}${downtimesCard(world)}
<div class="card"><h2>Start over</h2><form method="post" action="/control/reset"><p class="soft">Forgets orders, payments, refunds, settlements, payouts, balance, faults and settings, and makes the clock real again. Webhook endpoints stay.</p><button>Forget everything</button></form></div>
</div></section>
<p><a href="/?rows=500">Show up to 500 rows of each</a></p>
</main>`;
  return pageFrame({ title: 'Razorpay emulator', style: STYLE, content });
}

/** What needs a look, in one line. */
function sentence(world: World): string {
  const waiting = [...world.store.deliveries.oldestFirst()].filter(({ status }) => status === 'pending').length;
  const disabled = [...world.store.endpoints.oldestFirst()].filter(({ active }) => !active).length;
  const lost = countLost(world);
  const parts = [
    world.store.faults.size > 0 && `${counted(world.store.faults.size, 'fault')} set`,
    waiting > 0 && `${counted(waiting, 'webhook')} waiting`,
    world.store.plants.size > 0 && `${counted(world.store.plants.size, 'fault')} planted in the books`,
    lost > 0 && `${counted(lost, 'webhook')} lost`,
    isSilent(world) && `webhooks are silent until ${clockText(world.store.knobs.silentUntil)}`,
    disabled > 0 && `${counted(disabled, 'endpoint')} disabled`,
    world.store.payoutQueue.size > 0 && `${counted(world.store.payoutQueue.size, 'payout')} queued`,
    world.store.knobs.paused && 'webhooks are paused',
    world.clock.frozen && 'the clock stands still',
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'All quiet: nothing waits and no fault is set.' : `Mind: ${parts.join(', ')}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
