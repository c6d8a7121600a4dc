import { json } from '../http-types.ts';
import type { Body, Call, IdempotencyRule, Reply, Route } from '../http-types.ts';
import { pageOf } from '../listing.ts';
import { RazorpayError } from '../razorpay-errors.ts';
import { readNotes, refuseOtherFields, refuseTooSmall, requireInteger, requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import { findOrMakeContact, readContact } from './contacts.ts';
import type { FundAccount, Payout } from './entities.ts';
import { findOrMakeFundAccount, readAccount, requireFundAccount } from './fund-accounts.ts';
import { bookPayout, endPayout, fitsBalance } from './payout-life.ts';
import { requireMode } from './payout-modes.ts';
import { payoutView } from './payout-view.ts';
import { readFlag, readText, refusedInput, requireObject, requireOwnAccount, requireText } from './x-fields.ts';

const IDEMPOTENCY_HEADER = 'x-payout-idempotency';
const HEADER_NAME = 'X-Payout-Idempotency';
const PURPOSES = new Set(['refund', 'cashback', 'payout', 'salary', 'utility bill', 'vendor bill']);
const NARRATION = { max: 30, pattern: /^[A-Za-z0-9 ]+$/ };
const CREATE_FIELDS = ['account_number', 'fund_account_id', 'fund_account', 'amount', 'currency', 'mode', 'purpose', 'queue_if_low_balance', 'reference_id', 'narration', 'notes'];

const idempotency: IdempotencyRule = {
  header: IDEMPOTENCY_HEADER,
  missing: () =>
    new RazorpayError('Idempotency key is missing. Include idempotency header and key in the request.', { step: null, reason: 'null', field: HEADER_NAME }),
  check: (key) => {
    if (!/^[A-Za-z0-9_ -]{4,36}$/.test(key)) {
      throw refusedInput('The idempotency key must be between 4 and 36 characters and contain only alphabets, numbers, hyphens, underscores and space.', HEADER_NAME);
    }
  },
  differentBody: () => new RazorpayError('Different request body sent for the same Idempotency Header', { source: null, step: null, reason: null, metadata: [] }),
  stillRunning: () => new RazorpayError('Another request with the same idempotency key is still in progress.', { step: null, reason: 'duplicate_request', status: 409 }),
  waits: (world) => !world.store.settings.refuseConcurrentPayouts,
  current: (world, first) => json(payoutView(world, world.store.payouts.get((JSON.parse(first.body) as Payout).id))),
};

export const payoutRoutes: Route[] = [
  { method: 'POST', path: '/v1/payouts', handle: create, idempotency },
  { method: 'GET', path: '/v1/payouts', handle: list },
  { method: 'GET', path: '/v1/payouts/:id', handle: (world, call) => json(payoutView(world, requirePayout(world, call))) },
  { method: 'POST', path: '/v1/payouts/:id/cancel', handle: cancel },
  { method: 'PATCH', path: '/v1/payouts/:id/cancel', handle: cancel },
];

function requirePayout(world: World, call: Call): Payout {
  return requireRow(world.store.payouts, 'pout', call.params.id);
}

type Beneficiary = Pick<FundAccount, 'account_type'> & { fundAccount: () => FundAccount };

/** Nothing is kept before everything was checked: a refusal leaves no contact behind. */
function create(world: World, { body, headers }: Call): Reply {
  refuseOtherFields(body, CREATE_FIELDS);
  requireOwnAccount(world, body.account_number);
  const beneficiary = body.fund_account === undefined ? readKnown(world, body) : readComposite(world, requireObject(body, 'fund_account'));
  const amount = requireInteger(body, 'amount');
  refuseTooSmall(amount);
  if (requireText(body, 'currency') !== 'INR') throw refusedInput('The selected currency is invalid.', 'currency');
  const mode = requireMode(body, beneficiary.account_type, amount);
  const purpose = requireText(body, 'purpose');
  if (!PURPOSES.has(purpose)) throw refusedInput(`Invalid purpose: ${purpose}`, 'purpose');
  const wish = {
    amount, mode, purpose, reference_id: readText(body, 'reference_id', { max: 40 }), narration: readText(body, 'narration', NARRATION) ?? billingLabel(world),
    notes: readNotes(body), queueIfLowBalance: readFlag(body, 'queue_if_low_balance') ?? false,
    idempotencyKey: String(headers[IDEMPOTENCY_HEADER]), composite: body.fund_account !== undefined,
  };
  if (!wish.queueIfLowBalance) refuseLowBalance(world, wish);
  return json(payoutView(world, bookPayout(world, beneficiary.fundAccount(), wish)));
}

function readKnown(world: World, body: Body): Beneficiary {
  const fundAccount = requireFundAccount(world, requireText(body, 'fund_account_id'));
  if (!fundAccount.active) throw refusedInput('Payouts cannot be created on an inactive fund account', 'fund_account_id');
  if (!world.store.contacts.get(fundAccount.contact_id).active) throw refusedInput('Payouts cannot be created on an inactive contact', 'fund_account_id');
  return { account_type: fundAccount.account_type, fundAccount: () => fundAccount };
}

function readComposite(world: World, body: Body): Beneficiary {
  refuseOtherFields(body, ['account_type', 'bank_account', 'vpa', 'contact']);
  const account = readAccount(body);
  const contact = readContact(requireObject(body, 'contact'));
  return { account_type: account.account_type, fundAccount: () => findOrMakeFundAccount(world, findOrMakeContact(world, contact).contact, account).fundAccount };
}

function billingLabel(world: World): string {
  return world.account.merchantName.replace(/[^A-Za-z0-9 ]/g, '').slice(0, NARRATION.max);
}

function refuseLowBalance(world: World, wish: Pick<Payout, 'amount' | 'mode'>): void {
  const { lowBalancePayout, approvalWorkflow } = world.store.settings;
  if (approvalWorkflow || lowBalancePayout === 'failed' || fitsBalance(world, wish)) return;
  throw new RazorpayError('Your account does not have enough balance to carry out the payout operation.', { step: null, reason: 'insufficient_funds' });
}

function list(world: World, { query }: Call): Reply {
  requireOwnAccount(world, query.get('account_number'));
  const reference = query.get('reference_id');
  const rows = reference ? world.store.payouts.withKey(reference).toReversed() : world.store.payouts.newestFirst();
  return json(pageOf(matching(world, rows, query), query, (payout) => payoutView(world, payout)));
}

function* matching(world: World, payouts: Iterable<Payout>, query: URLSearchParams): Generator<Payout> {
  const contactId = query.get('contact_id');
  for (const payout of payouts) {
    if ((['fund_account_id', 'mode', 'status'] as const).some((field) => query.get(field) && query.get(field) !== payout[field])) continue;
    if (contactId && world.store.fundAccounts.get(payout.fund_account_id).contact_id !== contactId) continue;
    yield payout;
  }
}

function cancel(world: World, call: Call): Reply {
  const payout = requirePayout(world, call);
  if (payout.status !== 'queued') throw refusedInput('Payout is not in queued state and cannot be cancelled.');
  endPayout(world, payout, 'cancelled', 'low_balance');
  return json(payoutView(world, payout));
}
