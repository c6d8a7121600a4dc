import type { Body } from '../http-types.ts';
import { RazorpayError } from '../razorpay-errors.ts';
import type { World } from '../world.ts';

/** RazorpayX's refusal of an input: like pay-in's, without a step. */
export function refusedInput(description: string, field?: string): RazorpayError {
  return new RazorpayError(description, { step: null, field });
}

type Limits = { min?: number; max?: number; pattern?: RegExp };

/** Text within its limits, or null when there is none; `label` as the API's sentences name the field. */
export function readText(body: Body, name: string, { min = 0, max = Infinity, pattern }: Limits = {}, label = name.replaceAll('_', ' ')): string | null {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw refusedInput(`The ${label} must be a string.`, name);
  if (value.length < min) throw refusedInput(`The ${label} must be at least ${min} characters.`, name);
  if (value.length > max) throw refusedInput(`The ${label} may not be greater than ${max} characters.`, name);
  if (pattern && !pattern.test(value)) throw refusedInput(`The ${label} format is invalid.`, name);
  return value;
}

export function requireText(body: Body, name: string, limits: Limits = {}): string {
  const value = readText(body, name, limits);
  if (value === null) throw refusedInput(`The ${name.replaceAll('_', ' ')} field is required.`, name);
  return value;
}

export function requireObject(body: Body, name: string): Body {
  const value = body[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusedInput(`The ${name.replaceAll('_', ' ')} field is required.`, name);
  return value as Body;
}

export function readFlag(body: Body, name: string): boolean | null {
  const value = body[name];
  if (value === undefined || value === null) return null;
  if (value === true || value === 1 || value === '1') return true;
  if (value === false || value === 0 || value === '0') return false;
  throw refusedInput(`The ${name.replaceAll('_', ' ')} field must be true or false.`, name);
}

/** Letters, digits, space and ' ’ - _ / ( ) . ; the last character is a letter, a digit or a full stop. */
export const NAME_PATTERN = /^[A-Za-z0-9 '’\-_/().]*[A-Za-z0-9.]$/;

/** The business's own account, never the beneficiary's. */
export function requireOwnAccount(world: World, value: unknown, name = 'account_number'): void {
  if (value === undefined || value === null || value === '') throw refusedInput(`The ${name.replaceAll('_', ' ')} field is required`, name);
  if (String(value) !== world.account.xAccountNumber) {
    throw new RazorpayError('The RazorpayX Account number is invalid.', { field: name, source: null, step: null, reason: null });
  }
}
