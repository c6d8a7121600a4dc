import { AdminError, number, oneOf, requireText, text } from '../admin-fields.ts';
import { json } from '../http-types.ts';
import type { Body, Call, Reply, Route } from '../http-types.ts';
import type { World } from '../world.ts';
import { readContact } from './contacts.ts';
import type { Contact, FundAccount, Payout } from './entities.ts';
import { readAccount } from './fund-accounts.ts';
import { debitPayout, loadFunds } from './statement.ts';
import { statusDetails } from './status-reasons.ts';

export const adminImportXRoutes: Route[] = [{ method: 'POST', path: '/__admin/import-x', handle: importX }];

/**
 * Providers, accounts, loads and processed payouts of a past that was not lived here, such as a shop's seed data.
 * Nothing is announced; what is known already is left alone. Lines of the statement come in the order given, loads first.
 */
function importX(world: World, { body }: Call): Reply {
  const imported = {
    contacts: rowsIn(body, 'contacts').filter((row) => importContact(world, row)).length,
    fund_accounts: rowsIn(body, 'fund_accounts').filter((row) => importFundAccount(world, row)).length,
    loads: rowsIn(body, 'loads').filter((row) => importLoad(world, row)).length,
    payouts: rowsIn(body, 'payouts').filter((row) => importPayout(world, row)).length,
  };
  return json({ imported });
}

function rowsIn(body: Body, name: string): Body[] {
  const rows = body[name] ?? [];
  if (!Array.isArray(rows)) throw new AdminError(`${name} must be a list.`);
  return rows as Body[];
}

function integer(row: Body, name: string, otherwise?: number): number {
  const value = number(row, name) ?? otherwise;
  if (value === undefined || !Number.isSafeInteger(value)) throw new AdminError(`${name} must be an integer.`);
  return value;
}

function importContact(world: World, { id, created_at, ...fields }: Body): boolean {
  const contactId = requireText({ id }, 'id');
  if (world.store.contacts.find(contactId)) return false;
  const contact: Contact = { id: contactId, entity: 'contact', ...readContact(fields), batch_id: null, active: true, created_at: integer({ created_at }, 'created_at', world.clock.now()) };
  world.store.contacts.save(contact);
  return true;
}

function importFundAccount(world: World, row: Body): boolean {
  const id = requireText(row, 'id');
  if (world.store.fundAccounts.find(id)) return false;
  const contact = world.store.contacts.find(requireText(row, 'contact_id'));
  if (!contact) throw new AdminError(`${id} belongs to a contact that is not known.`);
  const fundAccount: FundAccount = {
    id, entity: 'fund_account', contact_id: contact.id, ...readAccount(row), batch_id: null, active: true, created_at: integer(row, 'created_at', world.clock.now()), hidden: { failedOnce: false },
  };
  world.store.fundAccounts.save(fundAccount);
  return true;
}

function importLoad(world: World, row: Body): boolean {
  return loadFunds(world, { amount: integer(row, 'amount'), bankReference: requireText(row, 'bank_reference'), at: integer(row, 'created_at', world.clock.now()), silent: true }).isNew;
}

function importPayout(world: World, row: Body): boolean {
  const id = requireText(row, 'id');
  if (world.store.payouts.find(id)) return false;
  const fundAccount = world.store.fundAccounts.find(requireText(row, 'fund_account_id'));
  if (!fundAccount) throw new AdminError(`${id} went to a fund account that is not known.`);
  const payout: Payout = {
    id, entity: 'payout', fund_account_id: fundAccount.id, amount: integer(row, 'amount'), currency: 'INR', notes: {}, fees: integer(row, 'fees', 0), tax: integer(row, 'tax', 0),
    status: 'processed', purpose: 'payout', utr: requireText(row, 'utr'), mode: oneOf(row, 'mode', ['IMPS', 'NEFT', 'RTGS', 'UPI']) ?? 'IMPS', reference_id: text(row, 'reference_id') ?? null,
    narration: text(row, 'narration') ?? '', batch_id: null, status_details: statusDetails('payout_processed'), created_at: integer(row, 'created_at'), fee_type: '',
    debit_account_number: world.account.xAccountNumber,
    hidden: { idempotencyKey: null, composite: false, queueIfLowBalance: false, debitedPaise: 0, next: null, utrAt: null },
  };
  world.store.payouts.save(payout);
  debitPayout(world, payout, { silent: true, at: payout.created_at });
  return true;
}
