import type { World } from '../world.ts';
import type { FundAccount, ValidationOutcome } from './entities.ts';
import type { FailureReason } from './status-reasons.ts';

/** How a payout that is being processed ends; `comesBack` follows a while after `processed`. */
export type Ending = { to: 'processed' | 'failed' | 'reversed' | 'stuck'; reason?: FailureReason; comesBack?: FailureReason };

export const PAYOUT_OUTCOMES = ['processed', 'failed', 'reversed', 'processed_then_reversed', 'stuck'] as const;
export const VALIDATION_OUTCOMES: readonly ValidationOutcome[] = ['active', 'invalid', 'name_differs', 'unknown_account', 'failed', 'stuck'];

export type PayoutOutcome = (typeof PAYOUT_OUTCOMES)[number];

const BANK_DOWN_SUFFIX = '05';

const VALIDATIONS: Record<string, ValidationOutcome> = { '91': 'invalid', '92': 'name_differs', '93': 'failed', '94': 'unknown_account', '95': 'stuck' };

/** The last two characters of the account number, or of the name before the @ of a UPI id. */
function suffixOf({ bank_account, vpa }: FundAccount): string {
  return (bank_account?.account_number ?? vpa?.username ?? '').slice(-2);
}

export function hasBankDown(fundAccount: FundAccount): boolean {
  return suffixOf(fundAccount) === BANK_DOWN_SUFFIX;
}

/** What becomes of a payout to this account: its own magic, else the switch `payoutOutcome`. */
export function endingOf(world: World, fundAccount: FundAccount): Ending {
  switch (suffixOf(fundAccount)) {
    case '01': return { to: 'processed' };
    case '02': return { to: 'failed', reason: 'bank_account_closed' };
    case '03': return { to: 'stuck' };
    case '04': return { to: 'processed', comesBack: 'beneficiary_account_dormant' };
    case '06': return hasFirstIfsc(world, fundAccount) ? { to: 'failed', reason: 'invalid_ifsc_code' } : { to: 'processed' };
    case '07': return fundAccount.hidden.failedOnce ? { to: 'processed' } : { to: 'failed', reason: 'beneficiary_bank_offline' };
    default: return switchedEnding(world);
  }
}

/** The first IFSC ever given with this account number is taken for the wrong one, so that correcting it mends the account. */
function hasFirstIfsc(world: World, { bank_account }: FundAccount): boolean {
  for (const other of world.store.fundAccounts.oldestFirst()) {
    if (other.bank_account?.account_number === bank_account?.account_number) return other.bank_account?.ifsc === bank_account?.ifsc;
  }
  return true;
}

function switchedEnding(world: World): Ending {
  const { payoutOutcome, payoutReason } = world.store.settings;
  if (payoutOutcome === 'processed_then_reversed') return { to: 'processed', comesBack: payoutReason };
  return { to: payoutOutcome, reason: payoutReason };
}

export function validationOutcomeOf(world: World, fundAccount: FundAccount): ValidationOutcome {
  return VALIDATIONS[suffixOf(fundAccount)] ?? world.store.settings.validationOutcome;
}
