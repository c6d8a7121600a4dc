import { formatWhenWithYear } from '#app/domain/appointment-time.ts';
import { formatPaise } from '#app/domain/money.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';

export interface Change {
  readonly field: string;
  readonly was: string | null;
  readonly is: string | null;
}

const VEILED = 'not shown';
/** Nothing of the kind is written today; a deed of tomorrow must not show it by mistake. */
const SECRET_FIELD = /secret|password|token|sealed|fingerprint|hash|otp|cvv|(account|card)_?number/i;
/** As many digits as an account number has and a phone number with its country code has not, unless it counts paise. */
const LONG_NUMBER = /(?<![\d+])\d{7,}(?=\d{4}(?!\d))/g;

function read(text: string | null): Record<string, unknown> {
  const value: unknown = text === null ? {} : JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function valueInWords(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (SECRET_FIELD.test(field)) return VEILED;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return /paise$/i.test(field) && Number.isSafeInteger(value) ? formatPaise(value) : /bps$/i.test(field) ? `${value / 100}%` : String(value);
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? formatWhenWithYear(value, DESK_ZONE) : value.replaceAll(LONG_NUMBER, '…');
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((each) => valueInWords(field, each)).join('; ');
  return Object.entries(value).filter(([, inner]) => inner !== null).map(([name, inner]) => `${fieldInWords(name)} ${valueInWords(name, inner) ?? ''}`.trim()).join(', ');
}

/** `refundPaise` → `Refund`, `from_bps` → `From`: units go, since values carry theirs. */
function fieldInWords(name: string): string {
  const words = name.replace(/_?(paise|bps)$/i, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return words === 'pan' ? 'PAN' : words === 'email' ? 'E-mail' : inWords(words);
}

/** What was, and what it became, field by field; what stayed the same is left out. */
export function readChanges(before: string | null, after: string | null): Change[] {
  const [was, is] = [read(before), read(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((name) => ({ name, field: fieldInWords(name), was: valueInWords(name, was[name]), is: valueInWords(name, is[name]) }))
    .filter((change) => (change.was ?? change.is) !== null && JSON.stringify(was[change.name]) !== JSON.stringify(is[change.name]))
    .map(({ field, was: old, is: now }) => ({ field, was: old, is: now }));
}

/** One line for a spreadsheet: `Status: queued → on_hold; Amount: ₹12.00`. */
export function changesInLine(changes: readonly Change[]): string {
  return changes.map(({ field, was, is }) => `${field}: ${[was, is].filter((value) => value !== null).join(' → ')}`).join('; ');
}
