import { formatPaiseShort, shareOfPaise } from '#app/domain/money.ts';

interface Grant {
  readonly doctor: string;
  readonly days: number;
  /** The share of `fullPricePaise` that a patient pays within `days`. */
  readonly priceBps: number;
  readonly fullPricePaise: number;
}

/** To whom a follow-up is sold, and when it costs less (app/domain/follow-up.ts). */
export function followUpSentence({ doctor, days, priceBps, fullPricePaise }: Grant): string {
  if (priceBps === 10_000) return `For patients who had a consultation with ${doctor}, or book one in the same visit.`;
  const price = priceBps === 0 ? 'Free' : formatPaiseShort(shareOfPaise(fullPricePaise, priceBps));
  return `${price} within ${days} ${days === 1 ? 'day' : 'days'} of a consultation with ${doctor}; ${formatPaiseShort(fullPricePaise)} later. One per consultation.`;
}
