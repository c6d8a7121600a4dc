import { clockText } from './control-tables.ts';
import { FAULT_KINDS } from './faults.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { SETTING_CHOICES } from './settings.ts';
import type { World } from './world.ts';
import { DEFAULT_X_SETTINGS } from './x/x-settings.ts';

const JUMPS: [seconds: number, label: string][] = [[60, '1 minute'], [600, '10 minutes'], [3600, '1 hour'], [86_400, '1 day'], [30 * 86_400, '30 days'], [183 * 86_400, '6 months']];

export function clockCard({ clock }: World): Html {
  const jump = html`<form class="row" method="post" action="/control/clock"><span>Move on by</span>${JUMPS.map(([seconds, label]) => html`<button name="advanceSeconds" value="${seconds}">${label}</button>`)}</form>`;
  const freeze = html`<form method="post" action="/control/clock"><button name="freeze" value="${String(!clock.frozen)}">${clock.frozen ? 'Let it run' : 'Stop the clock'}</button></form>`;
  return html`<section class="card" aria-label="Clock"><p><strong>${clockText(clock.now())}</strong> <span class="soft">in India, ${clock.frozen ? 'standing still' : clock.state.offsetMs === 0 ? 'real time' : 'moved'}</span></p><div class="row">${jump}${freeze}</div></section>`;
}

export function faultsCard({ store }: World): Html {
  const set = [...store.faults.oldestFirst()].map((fault) => html`<li><strong>${fault.kind}</strong> on ${fault.method} <code>${fault.path}</code>, ${fault.times === -1 ? 'always' : `${fault.times} more`}</li>`);
  return html`<div class="card"><h2>Faults</h2>
${set.length > 0 && html`<ul>${set}</ul><form method="post" action="/control/faults/clear?back=steering"><button>Clear all faults</button></form>`}
<form method="post" action="/control/faults?back=steering">
<label>Kind <select name="kind">${Object.entries(FAULT_KINDS).map(([kind, meaning]) => html`<option value="${kind}" title="${meaning}">${kind}</option>`)}</select></label>
<label>Method <select name="method">${['*', 'POST', 'GET', 'PATCH'].map((method) => html`<option>${method}</option>`)}</select></label>
<label>Path <input name="path" value="/v1/**"></label>
<label>Times <input name="times" value="1"></label>
<label>Milliseconds <input name="ms" inputmode="numeric" placeholder="for slow and hang"></label>
<button>Set fault</button></form></div>`;
}

export function knobsCard({ store }: World): Html {
  const { silentUntil, ...knobs } = store.knobs;
  return html`<div class="card"><h2>Webhook delivery</h2><form method="post" action="/control/webhooks/knobs?back=steering">${fieldsOf(knobs, {})}<button>Save delivery knobs</button></form>
<form class="row" method="post" action="/control/webhooks/silence?back=steering"><label>Silent for hours <input name="hours" value="${silentUntil === 0 ? 26 : 0}" inputmode="numeric"></label><button>${silentUntil === 0 ? 'Fall silent' : 'Change silence'}</button></form></div>`;
}

export function settingsCard(world: World): Html {
  return someSettingsCard(world, 'Account and bank', (name) => !Object.hasOwn(DEFAULT_X_SETTINGS, name));
}

export function xSettingsCard(world: World): Html {
  return someSettingsCard(world, 'RazorpayX and its banks', (name) => Object.hasOwn(DEFAULT_X_SETTINGS, name));
}

function someSettingsCard({ store }: World, title: string, shown: (name: string) => boolean): Html {
  const values = Object.fromEntries(Object.entries(store.settings).filter(([name]) => shown(name)));
  return html`<div class="card"><h2>${title}</h2><form method="post" action="/control/settings?back=steering">${fieldsOf(values, SETTING_CHOICES)}<button>Save settings</button></form></div>`;
}

function fieldsOf(values: Record<string, string | number | boolean>, choices: Record<string, readonly string[]>): Html[] {
  return Object.entries(values).map(([name, value]) => {
    const options = typeof value === 'boolean' ? ['true', 'false'] : choices[name];
    const field = options
      ? html`<select name="${name}">${options.map((option) => html`<option value="${option}"${option === String(value) && html` selected`}>${shown(option)}</option>`)}</select>`
      : html`<input name="${name}" value="${value === -1 ? 'always' : String(value)}">`;
    return html`<label>${inWords(name)} ${field}</label>`;
  });
}

function shown(option: string): string {
  return option === 'true' ? 'yes' : option === 'false' ? 'no' : option;
}

/** `neftUtrSeconds` → "NEFT UTR seconds". */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return capital.replace(/\b(neft|utr|sla|arn)\b/gi, (name) => name.toUpperCase());
}
