import { maskAccount } from '#app/domain/payee.ts';

/**
 * RazorpayX's events tell the whole number of the account they are about. The copy that we keep shows its end, as a
 * screen does: account numbers lie sealed in `payout_account` and nowhere else.
 */
export function veilAccounts(rawBody: string): string {
  return JSON.stringify(JSON.parse(rawBody, veiled));
}

function veiled(key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (key === 'account_number' || key.endsWith('_account_number')) return maskAccount('bank_account', value);
  if (key === 'username') return maskAccount('bank_account', '');
  return /^[^\s@]+@[^\s@.]+$/.test(value) ? maskAccount('vpa', value) : value;
}
