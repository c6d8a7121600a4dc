import { z } from 'zod';
import { parseLocalDate } from '#app/domain/appointment-time.ts';
import { parseRupees } from '#app/domain/money.ts';
import { parsePercent } from '#app/domain/percent.ts';
import { REASON_MAX_LENGTH } from './reason.ts';

export const reasonField = z
  .string({ error: 'Say in a few words why' })
  .trim()
  .min(5, 'Say in a few words why')
  .max(REASON_MAX_LENGTH, `Use at most ${REASON_MAX_LENGTH} characters`);

export function textField(missing: string, longest: number) {
  return z.string({ error: missing }).trim().min(1, missing).max(longest, `Use at most ${longest} characters`);
}

const AMOUNT = 'Enter an amount in rupees, like 499 or 499.50';

function read<T>(parse: (typed: string) => T | null, message: string) {
  return (typed: string, context: z.RefinementCtx): T => {
    const value = parse(typed);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
}

export const rupeesField = z.string({ error: AMOUNT }).transform(read(parseRupees, AMOUNT));

const SHARE = 'Enter a percentage from 0 to 100, like 15 or 12.5';
export const percentField = z.string({ error: SHARE }).transform(read(parsePercent, SHARE));

export function dayField(missing: string) {
  return z.string({ error: missing }).transform(read(parseLocalDate, 'Enter a date, like 2026-11-24'));
}

/** Left empty, it is null. */
export function countField(message: string) {
  return z.string().trim().regex(/^\d{0,7}$/, message).optional().transform((typed) => (typed ? Number(typed) : null));
}

export function wholeNumberField(message: string) {
  return z.string({ error: message }).trim().regex(/^\d{1,5}$/, message).transform(Number);
}

export const tickField = z.literal('on').optional().transform((tick) => tick === 'on');
