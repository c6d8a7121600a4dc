import { addDays, formatDay, instantOf, localDateOf, type LocalDate } from './appointment-time.ts';
import type { ServiceKind } from './booking.ts';
import { formatPaiseShort } from './money.ts';
import { formatPercent } from './percent.ts';

/** A coupon as the desk reads it. Its days are whole days on the desk's clock. */
export interface CouponValue {
  readonly percentBps: number | null;
  readonly flatPaise: number | null;
  readonly capPaise: number | null;
  readonly minimumSpendPaise: number;
}

/** `10% off, at most ₹300, from a visit of ₹500`. */
export function couponValueInWords({ percentBps, flatPaise, capPaise, minimumSpendPaise }: CouponValue): string {
  const off = percentBps === null ? `${formatPaiseShort(flatPaise ?? 0)} off` : `${formatPercent(percentBps)} off`;
  const cap = capPaise === null ? '' : `, at most ${formatPaiseShort(capPaise)}`;
  const minimum = minimumSpendPaise === 0 ? '' : `, from a visit of ${formatPaiseShort(minimumSpendPaise)}`;
  return `${off}${cap}${minimum}`;
}

const KIND_WORDS: Readonly<Record<ServiceKind, string>> = { consultation: 'consultations', lab_test: 'lab tests', follow_up: 'follow-ups' };

export function kindsInWords(kinds: readonly ServiceKind[]): string {
  return kinds.map((kind) => KIND_WORDS[kind]).join(', ');
}

export function limitInWords(limit: number | null): string {
  return limit === null ? 'No limit' : String(limit);
}

/** The last day on which it can be used. */
export function lastDayOf(endsAt: Date, zone: string): LocalDate {
  return localDateOf(new Date(endsAt.getTime() - 1), zone);
}

/** The instant at which a last day is over. */
export function endOfDay(day: LocalDate, zone: string): Date {
  return instantOf(addDays(day, 1), 0, zone);
}

/** `Tue 24 Nov 2026`: a coupon may run for years. */
export function dayInWords(day: LocalDate): string {
  return `${formatDay(day)} ${day.slice(0, 4)}`;
}
