import { notesView } from '../request-fields.ts';
import type { World } from '../world.ts';
import type { Validation } from './entities.ts';
import { fundAccountView, fundAccountWithContact } from './fund-accounts.ts';

/** As it was asked for: classic, or composite with the contact inside. */
export function validationView(world: World, validation: Validation): Record<string, unknown> {
  return validation.hidden.composite ? compositeView(world, validation) : classicView(world, validation);
}

/** Also how webhooks carry every validation. A failed one has empty results. */
export function classicView(world: World, { id, entity, fund_account_id, status, amount, currency, notes, results, created_at, utr }: Validation): Record<string, unknown> {
  const shown = status === 'failed' ? { account_status: '', registered_name: '', details: '', name_match_score: null } : results;
  return { id, entity, fund_account: fundAccountView(world.store.fundAccounts.get(fund_account_id)), status, amount, currency, notes: notesView(notes), results: shown, created_at, utr };
}

function compositeView(world: World, { id, entity, fund_account_id, status, notes, reference_id, results, status_details, created_at, utr }: Validation): Record<string, unknown> {
  const fundAccount = world.store.fundAccounts.get(fund_account_id);
  const { bank_account: bank, account_type } = fundAccount;
  const validated = bank ? { bank_account: { bank_routing_code: bank.ifsc, account_number: bank.account_number, bank_name: bank.bank_name, account_type: 'savings' } } : { vpa: fundAccount.vpa };
  return {
    id, entity, status, utr, validation_results: { ...results, validated_account_type: account_type, ...validated }, status_details, reference_id, notes: notesView(notes),
    fund_account: fundAccountWithContact(world, fundAccount), created_at,
  };
}
