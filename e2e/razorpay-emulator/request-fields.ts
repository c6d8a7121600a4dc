import type { Notes } from './entities.ts';
import type { Body } from './http-types.ts';
import { isWellFormed } from './ids.ts';
import { RazorpayError, notApplicable, unknownId } from './razorpay-errors.ts';

export const MIN_AMOUNT_PAISE = 100;
const MAX_NOTES = 15;
const MAX_NOTE_LENGTH = 256;
const MAX_RECEIPT_LENGTH = 40;

export function refuseOtherFields(body: Body, allowed: readonly string[]): void {
  const extra = Object.keys(body).filter((name) => !allowed.includes(name));
  if (extra.length > 0) throw new RazorpayError(`${extra.join(', ')} is/are not required and should not be sent`);
}

/** Paise. Digits in a string pass, as they do at Razorpay. */
export function readInteger(body: Body, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw new RazorpayError(`The ${name} must be an integer.`, { field: name });
  return number;
}

export function requireInteger(body: Body, name: string): number {
  const value = readInteger(body, name);
  if (value === undefined) throw new RazorpayError(`The ${name} field is required.`, { field: name });
  return value;
}

export function refuseTooSmall(amount: number): void {
  if (amount < MIN_AMOUNT_PAISE) throw new RazorpayError('The amount must be at least INR 1.00', { field: 'amount' });
}

export function readReceipt(body: Body): string | null {
  const value = body.receipt;
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw new RazorpayError('The receipt must be a string.', { field: 'receipt' });
  if (value.length > MAX_RECEIPT_LENGTH) throw new RazorpayError(`The receipt may not be greater than ${MAX_RECEIPT_LENGTH} characters.`, { field: 'receipt' });
  return value;
}

export function readNotes(body: Body): Notes {
  const value = body.notes;
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new RazorpayError('Notes validation failed.', { field: 'notes' });
  const notes = Object.entries(value).map(([name, note]) => [name, String(note ?? '')] as const);
  if (notes.length > MAX_NOTES || notes.some(([, note]) => note.length > MAX_NOTE_LENGTH)) throw new RazorpayError('Notes validation failed.', { field: 'notes' });
  return Object.fromEntries(notes);
}

export function requireNotes(body: Body): Notes {
  refuseOtherFields(body, ['notes']);
  if (body.notes === undefined) throw new RazorpayError('The notes field is required.', { field: 'notes' });
  return readNotes(body);
}

/** Empty notes come back as an array: PHP's empty map. */
export function notesView(notes: Notes): Notes | [] {
  return Object.keys(notes).length === 0 ? [] : notes;
}

/** The row of an id in the path, or Razorpay's two ways of saying there is none. */
export function requireRow<T>(rows: { find(id: string): T | undefined }, prefix: string, id: string | undefined): T {
  if (id === undefined || !isWellFormed(prefix, id)) throw notApplicable(`${id} is not a valid id`);
  const row = rows.find(id);
  if (!row) throw unknownId();
  return row;
}
