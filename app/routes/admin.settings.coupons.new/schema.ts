import { z } from 'zod';
import { SERVICE_KINDS } from '#app/domain/booking.ts';
import { parseRupees } from '#app/domain/money.ts';
import { parsePercent } from '#app/domain/percent.ts';
import { COUPON_CODE } from '#app/domain/settings-bounds.ts';
import { countField, dayField, reasonField, textField, tickField } from '../admin.settings._index/fields.ts';

const CODE = 'Use 3 to 30 capital letters and digits, like HEALTH10';
const optionalRupees = (message: string) =>
  z.string().optional().transform((typed, context) => {
    if (!typed?.trim()) return null;
    const paise = parseRupees(typed);
    if (paise !== null) return paise;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const AMOUNT = 'Enter an amount in rupees, or leave it empty';

/** `value` is read by what it is: a percentage or rupees. */
export const couponSchema = z
  .object({
    code: z.string({ error: CODE }).trim().toUpperCase().regex(COUPON_CODE, CODE),
    description: textField('Describe it in a few words', 200),
    takes: z.enum(['percent', 'amount'], { error: 'Choose what it takes off' }),
    value: z.string({ error: 'Enter how much it takes off' }),
    cap: optionalRupees(AMOUNT),
    minimum: optionalRupees(AMOUNT),
    firstDay: dayField('Enter its first day'),
    lastDay: dayField('Enter its last day'),
    perPatient: countField('Enter a whole number, or leave it empty'),
    total: countField('Enter a whole number, or leave it empty'),
    consultation: tickField,
    lab_test: tickField,
    follow_up: tickField,
    fundedBy: z.enum(['platform', 'provider'], { error: 'Choose who pays for it' }),
    afterCancel: z.enum(['keep', 'requalify'], { error: 'Choose what happens when a visit shrinks' }),
    reason: reasonField,
  })
  .transform((typed, context) => {
    const percentBps = typed.takes === 'percent' ? parsePercent(typed.value) : null;
    const flatPaise = typed.takes === 'amount' ? parseRupees(typed.value) : null;
    if (percentBps === null && flatPaise === null) {
      context.addIssue({ code: 'custom', path: ['value'], message: typed.takes === 'percent' ? 'Enter a percentage from 0 to 100' : 'Enter an amount in rupees, like 200' });
    }
    return { ...typed, percentBps, flatPaise, kinds: SERVICE_KINDS.filter((kind) => typed[kind]) };
  });
