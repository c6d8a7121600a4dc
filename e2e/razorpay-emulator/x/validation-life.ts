import { newBankReference, newId } from '../ids.ts';
import { planFor } from '../world.ts';
import type { World } from '../world.ts';
import { validationOutcomeOf } from './account-magic.ts';
import { announceX } from './announce-x.ts';
import type { FundAccount, StatusDetails, Validation, ValidationOutcome, ValidationResults } from './entities.ts';

const FULL_MATCH = 100;
const OTHER_NAME = { registered_name: 'SURESH KUMAR YADAV', name_match_score: 40 };
const NOTHING_KNOWN: ValidationResults = { account_status: null, registered_name: null, details: null, name_match_score: null };

const CREATED: StatusDetails = { description: 'Validation request is created', source: 'internal', reason: 'validation_request_created' };
const COMPLETED: StatusDetails = { description: 'Validation request is completed', source: 'beneficiary_bank', reason: 'validation_completed' };
const FAILED: StatusDetails = { description: 'Validation request failed due to a technical issue at the partner bank', source: 'gateway', reason: 'gateway_technical_error' };

export type ValidationWish = Pick<Validation, 'amount' | 'notes' | 'reference_id'> & Pick<Validation['hidden'], 'composite' | 'validationType'>;

/** Always answered as created; what the bank says comes by the clock. */
export function bookValidation(world: World, fundAccount: FundAccount, { composite, validationType, ...wish }: ValidationWish): Validation {
  const now = world.clock.now();
  const settleAs = validationOutcomeOf(world, fundAccount);
  const validation = world.store.validations.save({
    id: newId('fav'), entity: 'fund_account.validation', fund_account_id: fundAccount.id, status: 'created', currency: 'INR', ...wish, results: NOTHING_KNOWN,
    status_details: CREATED, created_at: now, utr: null,
    hidden: { composite, validationType, settleAs, settleAt: settleAs === 'stuck' ? null : now + world.store.settings.validationSeconds },
  });
  planValidation(world, validation);
  return validation;
}

/** Ends a validation that is still created; anything else stays as it is. */
export function settleValidation(world: World, validation: Validation, as: ValidationOutcome): void {
  if (validation.status !== 'created' || as === 'stuck') return;
  const failed = as === 'failed';
  Object.assign(validation, failed ? { status: 'failed', status_details: FAILED } : { status: 'completed', status_details: COMPLETED, results: resultsOf(world, validation, as) });
  if (!failed && as !== 'unknown_account') validation.utr = newBankReference();
  validation.hidden.settleAt = null;
  world.store.validations.save(validation);
  announceX(world, failed ? 'fund_account.validation.failed' : 'fund_account.validation.completed', { validation });
}

/** Completed is not valid: only `account_status` active with the right name is. */
function resultsOf(world: World, { fund_account_id }: Validation, as: ValidationOutcome): ValidationResults {
  if (as === 'unknown_account') return NOTHING_KNOWN;
  if (as === 'invalid') return { ...NOTHING_KNOWN, account_status: 'invalid', details: 'The beneficiary account is invalid.', name_match_score: 0 };
  const active = { account_status: 'active', details: 'The beneficiary account is valid.' } as const;
  if (as === 'name_differs') return { ...active, ...OTHER_NAME };
  const { bank_account, contact_id } = world.store.fundAccounts.get(fund_account_id);
  const name = bank_account?.name ?? world.store.contacts.get(contact_id).name;
  return { ...active, registered_name: name.toUpperCase(), name_match_score: FULL_MATCH };
}

export function planValidation(world: World, { id, hidden: { settleAt } }: Validation): void {
  if (settleAt === null) return;
  planFor(world, settleAt, () => {
    const validation = world.store.validations.find(id);
    if (validation?.hidden.settleAt === settleAt) settleValidation(world, validation, validation.hidden.settleAs);
  });
}
