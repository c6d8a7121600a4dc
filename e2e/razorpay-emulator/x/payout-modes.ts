import type { Body } from '../http-types.ts';
import type { FundAccount, PayoutMode } from './entities.ts';
import { refusedInput, requireText } from './x-fields.ts';

const PAISE_PER_RUPEE = 100;
const PAISE_PER_LAKH = 100_000 * PAISE_PER_RUPEE;

/** Limits in paise; modes are upper case and case-sensitive. */
const MODES: Record<PayoutMode, { to: FundAccount['account_type']; min?: number; max?: number }> = {
  IMPS: { to: 'bank_account', max: 5 * PAISE_PER_LAKH },
  NEFT: { to: 'bank_account' },
  RTGS: { to: 'bank_account', min: 2 * PAISE_PER_LAKH },
  UPI: { to: 'vpa', max: PAISE_PER_LAKH },
};

function inRupees(paise: number): string {
  return `INR ${paise / PAISE_PER_RUPEE}`;
}

/** The mode, when it reaches such an account and carries such an amount. */
export function requireMode(body: Body, accountType: FundAccount['account_type'], amount: number): PayoutMode {
  const name = requireText(body, 'mode');
  if (!Object.hasOwn(MODES, name)) throw refusedInput('The selected mode is invalid.', 'mode');
  const mode = name as PayoutMode;
  const { to, min = 0, max = Infinity } = MODES[mode];
  if (to !== accountType) throw refusedInput(`${mode} is not a valid mode for the fund account type ${accountType}`, 'mode');
  if (amount < min) throw refusedInput(`The amount must be at least ${inRupees(min)} for ${mode}.`, 'amount');
  if (amount > max) throw refusedInput(`The amount may not be greater than ${inRupees(max)} for ${mode}.`, 'amount');
  return mode;
}
