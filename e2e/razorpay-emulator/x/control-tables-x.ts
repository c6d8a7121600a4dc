import { firstOf } from '../admin-state.ts';
import { button, clockText, state, table } from '../control-tables.ts';
import { html, rupees } from '../html.ts';
import type { Html } from '../html.ts';
import type { World } from '../world.ts';
import { VALIDATION_OUTCOMES } from './account-magic.ts';
import { REASONS } from './admin-x.ts';
import type { FundAccount, Payout, PayoutStatus, Transaction, Validation } from './entities.ts';
import { NEXT_STATUSES } from './payout-life.ts';

const LABELS: Partial<Record<PayoutStatus, string>> = { processing: 'Send', processed: 'Process', cancelled: 'Cancel', rejected: 'Reject' };

function accountText({ bank_account, vpa }: FundAccount): string {
  return bank_account ? `${bank_account.ifsc} ${bank_account.account_number}` : (vpa?.address ?? '');
}

function accountCell(fundAccount: FundAccount): Html {
  const { bank_account } = fundAccount;
  return bank_account ? html`<code>${bank_account.account_number}</code><br><span class="soft">${bank_account.ifsc}</span>` : html`<code>${accountText(fundAccount)}</code>`;
}

export function payoutsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.payouts.newestFirst(), limit).map((payout) => payoutRow(payout, store.fundAccounts.get(payout.fund_account_id)));
  const heads = ['Payout', 'Reference', 'To', 'Amount', 'Fee', 'Mode', 'Status', 'Bank reference', 'Created', 'Steer'];
  return table({ id: 'payouts', title: 'Payouts', count: store.payouts.size, heads, rows, empty: 'No payouts yet. The shop makes them with POST /v1/payouts.' });
}

function payoutRow(payout: Payout, fundAccount: FundAccount): Html {
  return html`<tr><td><code>${payout.id}</code></td><td class="cell">${payout.reference_id}</td><td>${accountCell(fundAccount)}</td><td class="number">${rupees(payout.amount)}</td><td class="number">${rupees(payout.fees)}</td><td>${payout.mode}</td><td>${state(payout.status)}<br><span class="soft">${payout.status_details?.reason}</span></td><td>${payout.utr ?? html`<span class="soft">not yet</span>`}</td><td>${clockText(payout.created_at)}</td><td><div class="row">${steering(payout)}</div></td></tr>`;
}

function steering(payout: Payout): Html[] {
  const next = NEXT_STATUSES[payout.status];
  const plain = next.filter((as) => LABELS[as]).map((as) => button('payouts', `payouts/${payout.id}/settle`, LABELS[as] ?? as, { as }));
  const ends = next.filter((as) => as === 'failed' || as === 'reversed');
  return ends.length === 0 ? plain : [...plain, withReason(payout, ends)];
}

function withReason({ id }: Payout, ends: PayoutStatus[]): Html {
  return html`<form class="row" method="post" action="/control/payouts/${id}/settle?back=payouts"><select name="reason" aria-label="Why ${id} ends badly">${REASONS.map((reason) => html`<option>${reason}</option>`)}</select>${ends.map((as) => html`<button name="as" value="${as}">${as === 'failed' ? 'Fail' : 'Reverse'}</button>`)}</form>`;
}

export function transactionsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.transactions.newestFirst(), limit).map(transactionRow);
  const heads = ['Line', 'Source', 'Credit', 'Debit', 'Balance', 'Booked'];
  return table({ id: 'statement', title: 'Statement', count: store.transactions.size, heads, rows, empty: 'No money yet. Load some above, or with POST /__admin/balance.' });
}

function transactionRow({ id, source, credit, debit, balance, created_at }: Transaction): Html {
  const from = source.entity === 'reversal' ? `back from ${source.payout_id}` : source.id;
  return html`<tr><td><code>${id}</code></td><td>${source.entity.replace('_', ' ')} <code>${from}</code></td><td class="number">${credit > 0 && rupees(credit)}</td><td class="number">${debit > 0 && rupees(debit)}</td><td class="number">${rupees(balance)}</td><td>${clockText(created_at)}</td></tr>`;
}

export function fundAccountsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.fundAccounts.newestFirst(), limit).map((fundAccount) => {
    const contact = store.contacts.get(fundAccount.contact_id);
    return html`<tr><td><code>${fundAccount.id}</code></td><td class="cell">${contact.name}</td><td><code>${contact.id}</code></td><td class="cell">${contact.reference_id}</td><td><code>${accountText(fundAccount)}</code></td><td class="cell">${fundAccount.bank_account?.name}</td><td>${state(fundAccount.active ? 'active' : 'inactive')}</td><td>${clockText(fundAccount.created_at)}</td></tr>`;
  });
  const heads = ['Fund account', 'Contact', 'Contact id', 'Reference', 'Account', 'Holder', 'State', 'Created'];
  return table({ id: 'fund-accounts', title: 'Fund accounts', count: store.fundAccounts.size, heads, rows, empty: 'No fund accounts yet.' });
}

export function validationsTable({ store }: World, limit: number): Html {
  const rows = firstOf(store.validations.newestFirst(), limit).map((validation) => validationRow(validation, store.fundAccounts.get(validation.fund_account_id)));
  const heads = ['Validation', 'Account', 'Status', 'Account is', 'Registered name', 'Score', 'Created', 'Steer'];
  return table({ id: 'validations', title: 'Account validations', count: store.validations.size, heads, rows, empty: 'No validations yet.' });
}

function validationRow(validation: Validation, fundAccount: FundAccount): Html {
  const { account_status, registered_name, name_match_score } = validation.results;
  const settle = html`<form class="row" method="post" action="/control/validations/${validation.id}/settle?back=validations"><select name="as" aria-label="How ${validation.id} ends">${VALIDATION_OUTCOMES.filter((outcome) => outcome !== 'stuck').map((outcome) => html`<option value="${outcome}">${outcome.replaceAll('_', ' ')}</option>`)}</select><button>Answer</button></form>`;
  return html`<tr><td><code>${validation.id}</code></td><td><code>${accountText(fundAccount)}</code></td><td>${state(validation.status)}</td><td>${account_status}</td><td class="cell">${registered_name}</td><td class="number">${name_match_score}</td><td>${clockText(validation.created_at)}</td><td>${validation.status === 'created' && settle}</td></tr>`;
}
