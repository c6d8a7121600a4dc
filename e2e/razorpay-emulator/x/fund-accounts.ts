import { json } from '../http-types.ts';
import type { Body, Call, Reply, Route } from '../http-types.ts';
import { newId } from '../ids.ts';
import { pageOf } from '../listing.ts';
import { refuseOtherFields, requireRow } from '../request-fields.ts';
import type { World } from '../world.ts';
import { bankNameOf } from './banks.ts';
import { contactView } from './contacts.ts';
import type { BankAccount, Contact, FundAccount, Vpa } from './entities.ts';
import { NAME_PATTERN, readFlag, refusedInput, requireObject, requireText } from './x-fields.ts';

const IFSC_LENGTH = 11;
/** Four letters of the bank, a zero, six characters of the branch. Whether the branch exists is not looked up. */
const IFSC_PATTERN = /^[A-Z]{4}0[A-Z0-9]{6}$/;

export type AccountWish = { account_type: 'bank_account'; bank_account: BankAccount } | { account_type: 'vpa'; vpa: Vpa };

export const fundAccountRoutes: Route[] = [
  { method: 'POST', path: '/v1/fund_accounts', handle: create },
  { method: 'GET', path: '/v1/fund_accounts', handle: list },
  { method: 'GET', path: '/v1/fund_accounts/:id', handle: (world, call) => json(fundAccountView(requireFundAccount(world, call.params.id))) },
  { method: 'PATCH', path: '/v1/fund_accounts/:id', handle: edit },
];

export function fundAccountView({ hidden: _hidden, ...fundAccount }: FundAccount): Record<string, unknown> {
  return fundAccount;
}

/** With the contact inside, as composite calls answer. */
export function fundAccountWithContact(world: World, fundAccount: FundAccount): Record<string, unknown> {
  return { ...fundAccountView(fundAccount), contact: contactView(world.store.contacts.get(fundAccount.contact_id)) };
}

export function requireFundAccount(world: World, id: string | undefined): FundAccount {
  return requireRow(world.store.fundAccounts, 'fa', id);
}

export function readAccount(body: Body): AccountWish {
  const type = requireText(body, 'account_type');
  if (type === 'bank_account') return { account_type: type, bank_account: readBankAccount(requireObject(body, 'bank_account')) };
  if (type === 'vpa') return { account_type: type, vpa: readVpa(requireObject(body, 'vpa')) };
  throw refusedInput('The selected account type is invalid.', 'account_type');
}

function readBankAccount(body: Body): BankAccount {
  refuseOtherFields(body, ['name', 'ifsc', 'account_number']);
  const name = requireText(body, 'name', { min: 3, max: 120, pattern: NAME_PATTERN });
  const ifsc = requireText(body, 'ifsc');
  if (ifsc.length !== IFSC_LENGTH) throw refusedInput('The IFSC must be 11 characters.', 'ifsc');
  if (!IFSC_PATTERN.test(ifsc)) throw refusedInput('The IFSC format is invalid.', 'ifsc');
  const number = requireText(body, 'account_number');
  if (!/^[A-Za-z0-9]{5,35}$/.test(number)) throw refusedInput('The account number format is invalid.', 'account_number');
  return { ifsc, bank_name: bankNameOf(ifsc), name, notes: [], account_number: number };
}

function readVpa(body: Body): Vpa {
  refuseOtherFields(body, ['address']);
  const address = requireText(body, 'address', { min: 3, max: 100, pattern: /^[A-Za-z0-9.-]+@[A-Za-z0-9.-]+$/ });
  const [username = '', handle = ''] = address.split('@');
  return { username, handle, address };
}

/** The contact's account that is the same, else a new one. */
export function findOrMakeFundAccount(world: World, contact: Contact, wish: AccountWish): { fundAccount: FundAccount; isNew: boolean } {
  const known = world.store.fundAccounts.withKey(contact.id).find((other) => identity(other) === identity(wish));
  if (known) return { fundAccount: known, isNew: false };
  const fundAccount = world.store.fundAccounts.save({
    id: newId('fa'), entity: 'fund_account', contact_id: contact.id, ...wish, batch_id: null, active: true, created_at: world.clock.now(), hidden: { failedOnce: false },
  });
  return { fundAccount, isNew: true };
}

function identity({ bank_account, vpa }: { bank_account?: BankAccount; vpa?: Vpa }): string {
  return bank_account ? [bank_account.name, bank_account.ifsc, bank_account.account_number].join('\n') : (vpa?.address ?? '');
}

function create(world: World, { body }: Call): Reply {
  refuseOtherFields(body, ['contact_id', 'account_type', 'bank_account', 'vpa']);
  const contact = world.store.contacts.find(requireText(body, 'contact_id'));
  if (!contact) throw refusedInput('The contact id provided does not exist', 'contact_id');
  const wish = readAccount(body);
  const { fundAccount, isNew } = findOrMakeFundAccount(world, contact, wish);
  return json(fundAccountView(fundAccount), isNew ? 201 : 200);
}

function list(world: World, { query }: Call): Reply {
  const { fundAccounts } = world.store;
  const contactId = query.get('contact_id');
  const type = query.get('account_type');
  const rows = contactId ? fundAccounts.withKey(contactId).toReversed() : [...fundAccounts.newestFirst()];
  return json(pageOf(rows.filter(({ account_type }) => !type || account_type === type), query, fundAccountView));
}

function edit(world: World, call: Call): Reply {
  const fundAccount = requireFundAccount(world, call.params.id);
  refuseOtherFields(call.body, ['active']);
  const active = readFlag(call.body, 'active');
  if (active === null) throw refusedInput('The active field is required.', 'active');
  return json(fundAccountView(world.store.fundAccounts.save(Object.assign(fundAccount, { active }))));
}
