import { addDays, localDateOf } from './appointment-time.ts';
import { paise, shareOfPaise, type Paise } from './money.ts';

/** What a doctor grants after a consultation: one follow-up at `priceBps` of its price within `days` local days. */
export interface FollowUpGrant {
  readonly days: number;
  readonly priceBps: number;
}

export interface FollowUpQuestion {
  readonly grant: FollowUpGrant;
  readonly fullPricePaise: number;
  readonly consultationStartsAt: Date;
  readonly followUpStartsAt: Date;
  readonly zone: string;
  /** Another follow-up already uses this consultation's grant. */
  readonly grantUsed: boolean;
}

export interface FollowUpPrice {
  readonly pricePaise: Paise;
  readonly usesGrant: boolean;
}

/**
 * The price of a follow-up, or `null` when it does not come after its consultation. The last granted day counts whole,
 * on the clinic's calendar: a patient counts days, not hours.
 */
export function priceFollowUp(question: FollowUpQuestion): FollowUpPrice | null {
  if (question.followUpStartsAt <= question.consultationStartsAt) return null;
  const lastDay = addDays(localDateOf(question.consultationStartsAt, question.zone), question.grant.days);
  const inTime = localDateOf(question.followUpStartsAt, question.zone) <= lastDay;
  if (!inTime || question.grantUsed || question.grant.priceBps === 10_000) {
    return { pricePaise: paise(question.fullPricePaise), usesGrant: false };
  }
  return { pricePaise: shareOfPaise(question.fullPricePaise, question.grant.priceBps), usesGrant: true };
}
