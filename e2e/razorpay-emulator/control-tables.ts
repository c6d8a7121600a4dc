import { firstOf } from './admin-state.ts';
import { kindOf } from './announce.ts';
import type { Delivery, Endpoint, Order, Payment, Refund } from './entities.ts';
import { html, rupees } from './html.ts';
import type { Html } from './html.ts';
import { OUTCOMES } from './pay.ts';
import type { World } from './world.ts';

const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export function clockText(unixSeconds: number): string {
  return TIME.format(unixSeconds * 1000);
}

const GOOD = new Set(['paid', 'captured', 'processed', 'delivered', 'completed', 'active', 'resolved']);
const WAITING = new Set(['authorized', 'attempted', 'pending', 'created', 'queued', 'processing']);
const TAKEN_BACK = new Set(['refunded', 'reversed', 'cancelled']);
const NUMBER_HEADS = new Set(['Amount', 'Refunded', 'Fee', 'Tax', 'Milliseconds', 'Credit', 'Debit', 'Balance', 'Score']);

export function state(word: string): Html {
  const [kind, icon] = GOOD.has(word) ? ['good', '✓'] : WAITING.has(word) ? ['wait', '◔'] : TAKEN_BACK.has(word) ? ['soft', '↩'] : ['bad', '✕'];
  return html`<span class="state ${kind}"><span aria-hidden="true">${icon}</span> ${word.replace('_', ' ')}</span>`;
}

export function button(back: string, action: string, label: string, fields: Record<string, string> = {}): Html {
  const inputs = Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);
  return html`<form method="post" action="/control/${action}?back=${back}">${inputs}<button>${label}</button></form>`;
}

export function table({ id, title, count, heads, rows, empty }: { id: string; title: string; count: number; heads: string[]; rows: Html[]; empty: string }): Html {
  const body = html`<table><thead><tr>${heads.map((head) => html`<th scope="col"${NUMBER_HEADS.has(head) && html` class="number"`}>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
  return html`<section id="${id}"><h2>${title} <span class="soft">${count}</span></h2><div class="scroll" role="region" aria-label="${title}" tabindex="0">${rows.length > 0 ? body : html`<p class="empty">${empty}</p>`}</div></section>`;
}

export function ordersTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.orders.newestFirst(), limit).map(orderRow);
  return table({ id: 'orders', title: 'Orders', count: store.orders.size, heads: ['Order', 'Receipt', 'Amount', 'Status', 'Attempts', 'Created', 'Pay as if in the checkout'], rows, empty: 'No orders yet. The shop makes them with POST /v1/orders.' });
}

function orderRow(order: Order): Html {
  const pay = html`<form class="row" method="post" action="/control/pay?back=orders"><input type="hidden" name="order_id" value="${order.id}"><select name="outcome" aria-label="How paying ${order.id} ends">${OUTCOMES.map((outcome) => html`<option value="${outcome}">${outcome.replaceAll('_', ' ')}</option>`)}</select><button>Pay</button></form>`;
  return html`<tr><td><code>${order.id}</code></td><td class="cell">${order.receipt}</td><td class="number">${rupees(order.amount)}</td><td>${state(order.status)}</td><td>${order.attempts}</td><td>${clockText(order.created_at)}</td><td>${order.status !== 'paid' && pay}</td></tr>`;
}

export function paymentsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.payments.newestFirst(), limit).map(paymentRow);
  return table({ id: 'payments', title: 'Payments', count: store.payments.size, heads: ['Payment', 'Order', 'Amount', 'Method', 'Status', 'Refunded', 'Fee', 'Created', 'Steer'], rows, empty: 'No payments yet.' });
}

function paymentRow(payment: Payment): Html {
  const left = payment.amount - payment.amount_refunded;
  const steps = {
    created: [['captured', 'Bank says yes'], ['failed', 'Bank says no']],
    failed: [['captured', 'Bank says yes after all']],
    authorized: [['captured', 'Capture']],
    captured: [],
    refunded: [],
  }[payment.status];
  const refund = html`<form class="row" method="post" action="/control/refunds?back=refunds"><input type="hidden" name="payment_id" value="${payment.id}"><input name="amount" value="${left}" inputmode="numeric" aria-label="Paise to refund of ${payment.id}"><button>Refund paise</button></form>`;
  return html`<tr><td><code>${payment.id}</code></td><td><code>${payment.order_id}</code></td><td class="number">${rupees(payment.amount)}</td><td>${payment.method}</td><td>${state(payment.status)} ${payment.error_reason && html`<span class="soft">${payment.error_reason}</span>`}</td><td class="number">${rupees(payment.amount_refunded)}</td><td class="number">${payment.fee === null ? '' : rupees(payment.fee)}</td><td>${clockText(payment.created_at)}</td><td><div class="row">${steps.map(([as = '', label = '']) => button('payments', `payments/${payment.id}/settle`, label, { as }))}${payment.status === 'captured' && refund}</div></td></tr>`;
}

export function refundsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.refunds.newestFirst(), limit).map(refundRow);
  return table({ id: 'refunds', title: 'Refunds', count: store.refunds.size, heads: ['Refund', 'Payment', 'Amount', 'Status', 'Receipt', 'Made by', 'Bank reference', 'Created', 'Steer'], rows, empty: 'No refunds yet.' });
}

function refundRow(refund: Refund): Html {
  const reference = Object.values(refund.acquirer_data)[0];
  const settle = (as: string, label: string): Html => button('refunds', `refunds/${refund.id}/settle`, label, { as });
  return html`<tr><td><code>${refund.id}</code></td><td><code>${refund.payment_id}</code></td><td class="number">${rupees(refund.amount)}</td><td>${state(refund.status)}</td><td class="cell">${refund.receipt}</td><td>${refund.hidden.origin}</td><td>${reference ?? html`<span class="soft">not yet</span>`}</td><td>${clockText(refund.created_at)}</td><td><div class="row">${refund.status === 'pending' && [settle('processed', 'Process'), settle('failed', 'Fail')]}${refund.status === 'processed' && !reference && button('refunds', `refunds/${refund.id}/arn`, 'Give reference')}</div></td></tr>`;
}

export function endpointsTable({ store }: World): Html {
  const rows = [...store.endpoints.oldestFirst()].map(endpointRow);
  return table({ id: 'endpoints', title: 'Webhook endpoints', count: store.endpoints.size, heads: ['URL', 'Of', 'Events', 'State', 'Steer'], rows, empty: 'No endpoints. Set one with POST /__admin/webhooks/endpoints.' });
}

function endpointRow(endpoint: Endpoint): Html {
  const condition = endpoint.active ? html`<span class="state good">✓ active</span>` : html`<span class="state bad">✕ disabled</span> <span class="soft">${endpoint.disabledReason}</span>`;
  return html`<tr><td>${endpoint.url}</td><td>${kindOf(endpoint) === 'x' ? 'RazorpayX' : 'Pay-in'}</td><td class="cell">${endpoint.events.join(', ')}</td><td>${condition}</td><td>${button('endpoints', `webhooks/endpoints/${endpoint.id}`, endpoint.active ? 'Disable' : 'Enable', { active: String(!endpoint.active) })}</td></tr>`;
}

export function deliveriesTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.deliveries.newestFirst(), limit).map(deliveryRow);
  return table({ id: 'deliveries', title: 'Webhook deliveries', count: store.deliveries.size, heads: ['Event', 'Event id', 'State', 'Attempts', 'Last answer', 'Next attempt', 'Happened', 'Steer'], rows, empty: 'Nothing sent yet.' });
}

function deliveryRow(delivery: Delivery): Html {
  const last = delivery.attempts.at(-1);
  return html`<tr><td>${delivery.event}</td><td><a href="/__admin/events/${delivery.event_id}"><code>${delivery.event_id}</code></a></td><td>${state(delivery.status)}</td><td>${delivery.attempts.length}</td><td class="cell">${last && `${last.status ?? last.error} in ${last.ms} ms${last.wrongSignature ? ', wrong signature' : ''}`}</td><td>${delivery.next_attempt_at !== null && clockText(delivery.next_attempt_at)}</td><td>${clockText(delivery.created_at)}</td><td>${delivery.status !== 'pending' && button('deliveries', 'webhooks/replay', 'Send again', { delivery_id: delivery.id })}</td></tr>`;
}

export function requestsTable({ log }: World, limit: number): Html {
  const requests = log.newestFirst();
  const rows = requests.slice(0, limit).map((request) => html`<tr><td>${clockText(request.at)}</td><td>${request.method}</td><td class="cell"><code>${request.path}${request.query}</code></td><td>${request.status ?? 'socket reset'}</td><td>${request.fault}</td><td class="number">${request.ms}</td></tr>`);
  return table({ id: 'requests', title: 'Requests', count: requests.length, heads: ['When', 'Method', 'Path', 'Answer', 'Fault', 'Milliseconds'], rows, empty: 'No requests yet.' });
}
