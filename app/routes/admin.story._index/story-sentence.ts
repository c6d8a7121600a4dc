import { formatPaise, formatPaiseShort } from '#app/domain/money.ts';
import type { StoryTotals } from '#app/domain/story-totals.ts';

interface StorySentence {
  patientName: string;
  /** What the visit costs. */
  totalPaise: number;
  totals: StoryTotals;
  unexplainedPaise: number;
  providerNames: ReadonlyMap<string, string>;
}

/** `₹1,598.00 paid by Asha Verma, ₹799.00 returned, ₹639.20 paid to Dr Rao, ₹0 unexplained`. */
export function storySentence({ patientName, totalPaise, totals, unexplainedPaise, providerNames }: StorySentence): string {
  const nothing = totalPaise === 0 ? `Nothing was to be paid by ${patientName}` : `Nothing paid by ${patientName}`;
  return [
    totals.inPaise === 0 ? nothing : `${formatPaise(totals.inPaise)} paid by ${patientName}`,
    ...(totals.returnedPaise === 0 ? [] : [`${formatPaise(totals.returnedPaise)} returned`]),
    ...totals.paidTo.map(({ providerId, paise }) => `${formatPaise(paise)} paid to ${providerNames.get(providerId) ?? 'a provider'}`),
    `${formatPaiseShort(unexplainedPaise)} unexplained`,
  ].join(', ');
}
