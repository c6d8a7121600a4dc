import { localDateOf, localMinuteOf, weekdayOf, type LocalDate } from './appointment-time.ts';
import type { PayoutAccountKind } from './onboarding.ts';

export type PayoutMode = 'IMPS' | 'NEFT' | 'RTGS' | 'UPI';

/** razorpay.md 7.9. */
const LAKH_PAISE = 1_00_000_00;
const IMPS_MAX_PAISE = 5 * LAKH_PAISE;
const UPI_MAX_PAISE = LAKH_PAISE;
const RTGS_MIN_PAISE = 2 * LAKH_PAISE;

const BANK_ZONE = 'Asia/Kolkata';
const BANK_OPENS_MINUTE = 2 * 60;
const BANK_CLOSES_MINUTE = 18 * 60;
const SUNDAY = 0;
const SATURDAY = 6;
/** Bank holidays of the whole country, month-day; a state's own only delay an NEFT to the next window. */
const NATIONAL_HOLIDAYS = new Set(['01-26', '08-15', '10-02']);

export interface ModeQuestion {
  readonly amountPaise: number;
  readonly accountKind: PayoutAccountKind;
  /** The bank has said that this account takes no IMPS. */
  readonly withoutImps: boolean;
  readonly now: Date;
}

/**
 * The fastest way that carries the amount: IMPS at any hour up to ₹5 lakh, above it RTGS while banks work and NEFT
 * otherwise, which waits for the next window by itself. `null`: no way leads there (a UPI id above ₹1 lakh).
 */
export function choosePayoutMode({ amountPaise, accountKind, withoutImps, now }: ModeQuestion): PayoutMode | null {
  if (accountKind === 'vpa') return amountPaise <= UPI_MAX_PAISE ? 'UPI' : null;
  if (amountPaise <= IMPS_MAX_PAISE && !withoutImps) return 'IMPS';
  return amountPaise >= RTGS_MIN_PAISE && isBankOpen(now) ? 'RTGS' : 'NEFT';
}

/** 02:00 to 18:00 in India, on days that are no Sunday, no second or fourth Saturday and no national holiday. */
export function isBankOpen(now: Date): boolean {
  const minute = localMinuteOf(now, BANK_ZONE);
  return isBankDay(localDateOf(now, BANK_ZONE)) && minute >= BANK_OPENS_MINUTE && minute < BANK_CLOSES_MINUTE;
}

function isBankDay(date: LocalDate): boolean {
  if (NATIONAL_HOLIDAYS.has(date.slice(5))) return false;
  const weekday = weekdayOf(date);
  const week = Math.ceil(Number(date.slice(8)) / 7);
  return weekday !== SUNDAY && !(weekday === SATURDAY && (week === 2 || week === 4));
}
