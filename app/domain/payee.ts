import type { PayoutAccountKind } from './onboarding.ts';

/** Who is paid and where to, as it is typed, and what of it a screen may show (razorpay.md 9). */

export const IFSC_PATTERN = /^[A-Z]{4}0[A-Z0-9]{6}$/;
export const PAN_PATTERN = /^[A-Z]{5}[0-9]{4}[A-Z]$/;
/** The fourth letter says whose it is: a person, a company, a firm, a trust … */
const PAN_HOLDERS = 'ABCFGHJLPT';
/** RazorpayX takes 5 to 35 letters and digits; fewer than 8 would leave nothing to hide beside the last four. */
export const ACCOUNT_NUMBER_PATTERN = /^[A-Z0-9]{8,35}$/;
export const VPA_PATTERN = /^[a-z0-9._-]{2,60}@[a-z]{2,39}$/;
/** What RazorpayX and banks can write; `&` and commas are left out on the way. */
export const PAYEE_NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9 &,'\-_/().]*[A-Za-z0-9.)]$/;

const HIDDEN = '••••';
const SHOWN_DIGITS = 4;

/** As people type or paste them: with spaces, hyphens, in small letters. */
export function tidyCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase();
}

export function hasPanHolder(pan: string): boolean {
  return PAN_HOLDERS.includes(pan.charAt(3));
}

/** `ABCPR1234F` → `ABC••••••F` */
export function maskPan(pan: string): string {
  return `${pan.slice(0, 3)}••••••${pan.slice(-1)}`;
}

/** `••••4521`, or `an••••@okhdfc` for a UPI id. */
export function maskAccount(kind: PayoutAccountKind, number: string): string {
  if (kind === 'bank_account') return `${HIDDEN}${number.slice(-SHOWN_DIGITS)}`;
  const [name = '', handle = ''] = number.split('@');
  return `${name.slice(0, Math.min(2, name.length - 1))}${HIDDEN}@${handle}`;
}

/**
 * What two rows of one account have in common. Numbers are unique within a bank and most banks take any branch's code,
 * so the branch is left out: a second owner is not to be hidden behind another one.
 */
export function accountIdentity({ kind, ifsc, number }: { readonly kind: PayoutAccountKind; readonly ifsc: string | null; readonly number: string }): string {
  return kind === 'vpa' ? number.toLowerCase() : `${ifsc?.slice(0, 4)}|${number}`;
}

/** A UPI id, or letters and digits as long as an account number can be short. */
const TELLING = /\S+@\S+|\b(?=\w*\d)\w{8,}|\d{5,}/g;

/** Somebody else's words before they are stored or shown: nothing in them that could be an account. */
export function withoutNumbers(words: string): string {
  return words.replaceAll(TELLING, '…');
}
