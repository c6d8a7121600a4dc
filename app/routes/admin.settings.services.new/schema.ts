import { z } from 'zod';
import { SERVICE_KINDS } from '#app/domain/booking.ts';
import { parsePercent } from '#app/domain/percent.ts';
import { reasonField, rupeesField, textField, wholeNumberField } from '../admin.settings._index/fields.ts';

const optionalText = (longest: number) => z.string().trim().max(longest, `Use at most ${longest} characters`).optional().transform((typed) => typed ?? '');

export const newServiceSchema = z
  .object({
    provider: z.string({ error: 'Choose who sells it' }),
    kind: z.enum(SERVICE_KINDS, { error: 'Choose what it is' }),
    name: textField('Enter its name', 120),
    price: rupeesField,
    duration: wholeNumberField('Enter how many minutes it takes'),
    buffer: wholeNumberField('Enter the minutes after it, or 0'),
    policy: z.string({ error: 'Choose a policy' }),
    alsoKnownAs: optionalText(200),
    preparation: optionalText(200),
    grantDays: z.string().trim().optional(),
    grantPrice: z.string().trim().optional(),
    reason: reasonField,
  })
  .transform(({ grantDays, grantPrice, ...typed }, context) => {
    if (typed.kind !== 'follow_up') return { ...typed, grantDays: 0, grantPriceBps: 10_000 };
    const fault = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const days = /^\d{1,4}$/.test(grantDays ?? '') ? Number(grantDays) : null;
    const price = parsePercent(grantPrice ?? '');
    if (days === null) fault('grantDays', 'Enter how many days, or 0');
    if (price === null) fault('grantPrice', 'Enter a percentage from 0 to 100; 100 is its whole price');
    return { ...typed, grantDays: days ?? 0, grantPriceBps: price ?? 10_000 };
  });
