import { z } from 'zod';
import { parseMinute, formatMinute } from '#app/domain/appointment-time.ts';
import type { PolicyDeadline, PolicyTier } from '#app/domain/cancellation-policy.ts';
import { parseRupees } from '#app/domain/money.ts';
import { parsePercent } from '#app/domain/percent.ts';
import { POLICY_DEADLINES_MAX } from '#app/domain/settings-bounds.ts';
import { reasonField, textField } from '../admin.settings._index/fields.ts';

export const DEADLINE_KINDS = ['hours', 'clock', 'sample'] as const;

const NUMBERS = Array.from({ length: POLICY_DEADLINES_MAX }, (_, index) => index + 1);
const typed = z.string().trim().optional();
const tierFields = Object.fromEntries(NUMBERS.flatMap((number) => ['when', 'hours', 'days', 'at', 'refund', 'fee'].map((name) => [`${name}${number}`, typed])));

type Fields = Readonly<Record<string, string | undefined>>;
type Fault = (field: string, message: string) => void;

const SHARE = 'Enter a percentage from 0 to 100';
const FEE = 'Enter a fee in rupees, or leave it empty';

/** The boxes of the form as tiers; boxes without a kind of deadline are not used. */
function tiersOf(fields: Fields, fault: Fault): PolicyTier[] {
  const dated = NUMBERS.filter((number) => fields[`when${number}`]).map((number) => ({ until: deadlineOf(fields, number, fault), ...givesOf(fields, String(number), fault) }));
  return [...dated, { until: null, ...givesOf(fields, 'Last', fault) }];
}

function givesOf(fields: Fields, number: string, fault: Fault): Pick<PolicyTier, 'refundBps' | 'flatFeePaise'> {
  const refundBps = parsePercent(fields[`refund${number}`] ?? '');
  const typedFee = fields[`fee${number}`];
  const flatFeePaise = typedFee ? parseRupees(typedFee) : 0;
  if (refundBps === null) fault(`refund${number}`, SHARE);
  if (flatFeePaise === null) fault(`fee${number}`, FEE);
  return { refundBps: refundBps ?? 0, flatFeePaise: flatFeePaise ?? 0 };
}

function deadlineOf(fields: Fields, number: number, fault: Fault): PolicyDeadline {
  const kind = fields[`when${number}`];
  if (kind === 'sample') return { event: 'sample_collected' };
  if (kind === 'clock') {
    const minute = parseMinute(fields[`at${number}`] ?? '');
    const daysBefore = wholeOf(fields[`days${number}`], 60);
    if (minute === null || minute >= 24 * 60) fault(`at${number}`, 'Enter a time of day, like 22:00');
    if (daysBefore === null) fault(`days${number}`, 'Enter 0 to 60 days');
    return { daysBefore: daysBefore ?? 0, at: formatMinute(minute ?? 0) };
  }
  const hoursBefore = wholeOf(fields[`hours${number}`], 24 * 60);
  if (kind !== 'hours') fault(`when${number}`, 'Choose a kind of deadline');
  else if (hoursBefore === null) fault(`hours${number}`, 'Enter whole hours, up to 1440');
  return { hoursBefore: hoursBefore ?? 0 };
}

function wholeOf(text: string | undefined, most: number): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function withTiers<T extends z.ZodRawShape>(fields: T) {
  return z.object({ ...fields, ...tierFields, refundLast: typed, feeLast: typed, reason: reasonField }).transform((posted, context) => {
    const fault: Fault = (field, message) => context.addIssue({ code: 'custom', path: [field], message });
    return { ...posted, tiers: tiersOf(posted as unknown as Fields, fault) };
  });
}

export const newPolicySchema = withTiers({ name: textField('Give the policy a name', 80) });
export const policyVersionSchema = withTiers({});
