import type { CheckoutSession, Order, PaymentMethod } from './entities.ts';
import { html, rupees } from './html.ts';
import type { Html } from './html.ts';
import { BANKS, DEFAULT_CARD, DEFAULT_VPA } from './instruments.ts';
import { pageFrame } from './page-frame.ts';

const STYLE = `
main { max-width: 440px; margin: 0 auto; padding: 16px; display: grid; gap: 16px; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; flex-wrap: wrap; }
.badge { border: 1px solid var(--wait); color: var(--wait); border-radius: 8px; padding: 0 8px; font-size: 14px; }
.sheet { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 16px; display: grid; gap: 12px; }
.sheet p { overflow-wrap: anywhere; }
h1 { font-size: 20px; overflow-wrap: anywhere; }
.amount { font-size: 28px; font-weight: 600; }
form, fieldset { display: grid; gap: 12px; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend, h2 { font-size: 16px; font-weight: 600; padding: 0; margin-bottom: 8px; }
.method { border: 1px solid var(--line); border-radius: 8px; padding: 0 12px; }
.method:has(> label input:checked) { border-color: var(--accent); }
.method > label { display: flex; align-items: center; gap: 12px; min-height: 48px; cursor: pointer; }
.method input[type=radio] { accent-color: var(--accent); width: 20px; height: 20px; margin: 0; }
.field { display: grid; gap: 4px; padding-bottom: 12px; }
.method:not(:has(> label input:checked)) .field { display: none; }
.field input, .field select { width: 100%; min-height: 44px; }
button { min-height: 48px; width: 100%; text-align: start; }
button.main { text-align: center; }
button span { display: block; font-size: 14px; color: var(--soft); }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
td { padding: 4px 8px 4px 0; border-top: 1px solid var(--line); vertical-align: top; }
.sheet[role=alert] { border-color: var(--bad); }
details.sheet { display: block; }
summary { cursor: pointer; min-height: 44px; align-content: center; }
`;

const OTHER_ENDINGS: [action: string, label: string, what: string][] = [
  ['fail', 'Fail this payment', 'The bank says no; the shop is told.'],
  ['close_tab', 'Pay, then close this tab', 'Captured, but the browser never returns to the shop.'],
  ['late', 'Pay late', 'The bank answers some minutes from now, by the emulator’s clock.'],
  ['authorize', 'Authorise only', 'The bank says yes; the capture is left to the shop.'],
  ['cancel', 'Cancel and go back', 'Nothing is paid.'],
];

export function checkoutPage({ session, order, retry = null }: { session: CheckoutSession; order: Order; retry?: string | null }): Html {
  const amount = rupees(order.amount_due);
  const content = html`<main>
<header><h1>${session.name}</h1><span class="badge">Test checkout · no money moves</span></header>
${retry && html`<div class="sheet" role="alert"><p><strong>The payment failed.</strong> ${retry} You can try again.</p></div>`}
<div class="sheet">
<p class="amount">${amount}</p>
${session.description && html`<p>${session.description}</p>`}
<p class="small soft">Order <code>${order.id}</code></p>
</div>
<form method="post" action="/v1/checkout/sessions/${session.id}">
<div class="sheet">
<fieldset><legend>Pay with</legend>
${method(session, 'upi', 'UPI', html`<label for="vpa" class="small">UPI ID</label><input id="vpa" name="vpa" value="${DEFAULT_VPA}" autocomplete="off" autocapitalize="none" spellcheck="false">`)}
${method(session, 'card', 'Card', html`<label for="card_number" class="small">Card number</label><input id="card_number" name="card_number" value="${spaced(DEFAULT_CARD)}" inputmode="numeric" autocomplete="off">`)}
${method(session, 'netbanking', 'Netbanking', html`<label for="bank" class="small">Bank</label><select id="bank" name="bank">${Object.entries(BANKS).map(([code, name]) => html`<option value="${code}">${name}</option>`)}</select>`)}
</fieldset>
<button class="main" name="action" value="pay">Pay ${amount}</button>
</div>
<section class="sheet" aria-labelledby="endings"><h2 id="endings">Or let it end another way</h2>
${OTHER_ENDINGS.map(([action, label, what]) => html`<button name="action" value="${action}">${label}<span>${what}</span></button>`)}
</section>
</form>
${TEST_VALUES}
</main>`;
  return pageFrame({ title: `Pay ${amount} to ${session.name}`, style: STYLE, content });
}

function method(session: CheckoutSession, value: PaymentMethod, label: string, field: Html): Html {
  const checked = (session.method ?? 'upi') === value;
  return html`<div class="method"><label><input type="radio" name="method" value="${value}"${checked && html` checked`}> ${label}</label><div class="field">${field}</div></div>`;
}

const TEST_VALUES = html`<details class="sheet"><summary>Test cards and UPI IDs</summary>
<table>${[
  ['success@razorpay', 'goes through'], ['failure@razorpay', 'is declined'],
  ['4100 2800 0000 1007', 'Visa, goes through'], ['5500 6700 0000 1002', 'MasterCard, goes through'], ['6527 6589 0000 1005', 'RuPay, goes through'],
  ['4100 2800 0008 0001', 'insufficient balance'], ['4100 2800 0006 0003', 'declined'], ['4100 2800 0009 0000', 'timed out'],
  ['4100 2800 0007 0002', 'cancelled by the payer'], ['4100 2800 0002 0007', 'technical error at the gateway'], ['4100 2800 0000 0009', 'authentication failed'],
].map(([value, meaning]) => html`<tr><td><code>${value}</code></td><td>${meaning}</td></tr>`)}</table></details>`;

function spaced(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/** A page that only says something, with one way on. */
export function messagePage({ title, text, link = null }: { title: string; text: string; link?: { href: string; label: string } | null }): Html {
  const content = html`<main><div class="sheet" role="status"><h1>${title}</h1><p>${text}</p>${link && html`<p><a href="${link.href}">${link.label}</a></p>`}</div></main>`;
  return pageFrame({ title, style: STYLE, content });
}

/** Hands values to the shop by a form that sends itself, or waits for a press when scripts are off. */
export function returnPage({ title, callbackUrl, fields }: { title: string; callbackUrl: string; fields: Record<string, string> }): Html {
  const inputs = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  const content = html`<main><div class="sheet"><h1>${title}</h1><p>Taking you back to the shop.</p>
<form id="return" method="post" action="${callbackUrl}">${inputs}<button class="main">Continue to the shop</button></form></div></main>
<script>document.getElementById('return').submit()</script>`;
  return pageFrame({ title, style: STYLE, content });
}

/** Inside the shop's frame: tells the script that opened it, and only that origin. */
export function tellShop(frameOrigin: string, message: Record<string, unknown>): string {
  return `<script>parent.postMessage(${asScript({ source: 'razorpay-emulator', ...message })}, ${asScript(frameOrigin)})</script>`;
}

function asScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
