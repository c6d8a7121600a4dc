import { json } from '../http-types.ts';
import type { Body, Call, Reply, Route } from '../http-types.ts';
import { pageOf } from '../listing.ts';
import { readInteger, readNotes, refuseOtherFields, requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import { findOrMakeContact, readContact } from './contacts.ts';
import { findOrMakeFundAccount, readAccount, requireFundAccount } from './fund-accounts.ts';
import { bookValidation } from './validation-life.ts';
import { validationView } from './validation-view.ts';
import { readText, refusedInput, requireObject, requireOwnAccount, requireText } from './x-fields.ts';

/** Paise that may be sent to prove an account: one to two rupees. */
const MIN_PENNY_PAISE = 100;
const MAX_PENNY_PAISE = 200;
const TYPES = new Set(['pennydrop', 'penniless', 'optimized']);

/** Before the fund accounts' own routes: `validations` stands where an id would. */
export const validationRoutes: Route[] = [
  { method: 'POST', path: '/v1/fund_accounts/validations', handle: create },
  { method: 'GET', path: '/v1/fund_accounts/validations', handle: list },
  { method: 'GET', path: '/v1/fund_accounts/validations/:id', handle: (world, call) => json(validationView(world, requireRow(world.store.validations, 'fav', call.params.id))) },
];

function create(world: World, { body }: Call): Reply {
  return 'source_account_number' in body ? createComposite(world, body) : createClassic(world, body);
}

function createClassic(world: World, body: Body): Reply {
  refuseOtherFields(body, ['account_number', 'fund_account', 'amount', 'currency', 'notes']);
  requireOwnAccount(world, body.account_number);
  const fundAccount = requireFundAccount(world, requireText(requireObject(body, 'fund_account'), 'id'));
  const isBank = fundAccount.account_type === 'bank_account';
  const amount = isBank ? readPenny(body) : null;
  if ((readText(body, 'currency') ?? 'INR') !== 'INR') throw refusedInput('The selected currency is invalid.', 'currency');
  const wish = { amount, notes: readNotes(body), reference_id: null, composite: false, validationType: isBank ? 'pennydrop' : 'penniless' };
  return json(validationView(world, bookValidation(world, fundAccount, wish)));
}

function readPenny(body: Body): number {
  const amount = readInteger(body, 'amount') ?? MIN_PENNY_PAISE;
  if (amount < MIN_PENNY_PAISE || amount > MAX_PENNY_PAISE) throw refusedInput(`The amount must be between ${MIN_PENNY_PAISE} and ${MAX_PENNY_PAISE}.`, 'amount');
  return amount;
}

function createComposite(world: World, body: Body): Reply {
  refuseOtherFields(body, ['source_account_number', 'validation_type', 'reference_id', 'notes', 'fund_account']);
  requireOwnAccount(world, body.source_account_number, 'source_account_number');
  const validationType = readText(body, 'validation_type') ?? 'optimized';
  if (!TYPES.has(validationType)) throw refusedInput('The selected validation type is invalid.', 'validation_type');
  const inside = requireObject(body, 'fund_account');
  refuseOtherFields(inside, ['account_type', 'bank_account', 'vpa', 'contact']);
  const account = readAccount(inside);
  const contact = readContact(requireObject(inside, 'contact'));
  const amount = account.account_type === 'bank_account' ? MIN_PENNY_PAISE : null;
  const wish = { amount, notes: readNotes(body), reference_id: readText(body, 'reference_id', { max: 40 }), composite: true, validationType };
  const { fundAccount } = findOrMakeFundAccount(world, findOrMakeContact(world, contact).contact, account);
  return json(validationView(world, bookValidation(world, fundAccount, wish)));
}

function list(world: World, { query }: Call): Reply {
  requireOwnAccount(world, query.get('account_number'));
  return json(pageOf(world.store.validations.newestFirst(), query, (validation) => validationView(world, validation)));
}
