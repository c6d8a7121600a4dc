import type { PolicyTier } from '#app/domain/cancellation-policy.ts';
import type { Typed } from '../admin.settings._index/change-answer.ts';
import { typedPercent, typedRupees } from '../admin.settings._index/typed-value.ts';

/** A stored policy's tiers in the fields of the form. */
export function typedTiers(tiers: readonly PolicyTier[]): Typed {
  return Object.fromEntries(tiers.flatMap((tier, index) => Object.entries(fieldsOf(tier)).map(([name, value]) => [`${name}${tier.until === null ? 'Last' : index + 1}`, value])));
}

function fieldsOf({ until, refundBps, flatFeePaise }: PolicyTier): Record<string, string> {
  return { ...deadlineFields(until), refund: typedPercent(refundBps), fee: flatFeePaise === 0 ? '' : typedRupees(flatFeePaise) };
}

function deadlineFields(until: PolicyTier['until']): Record<string, string> {
  if (until === null) return {};
  if ('event' in until) return { when: 'sample' };
  if ('hoursBefore' in until) return { when: 'hours', hours: String(until.hoursBefore) };
  return { when: 'clock', days: String(until.daysBefore), at: until.at };
}
