import { addDays, localDateOf, weekdayOf, type LocalDate } from './appointment-time.ts';

/** Razorpay's normal refunds take 5 to 7 working days to reach the bank account (razorpay.md 5.1); we promise the later. */
export const REFUND_WORKING_DAYS = 7;

const SUNDAY = 0;
const SATURDAY = 6;

/** The local date by which a refund asked for at that instant should be at the bank; Saturdays and Sundays do not count. */
export function refundExpectedBy(requestedAt: Date, zone: string): LocalDate {
  let date = localDateOf(requestedAt, zone);
  for (let left = REFUND_WORKING_DAYS; left > 0; ) {
    date = addDays(date, 1);
    const weekday = weekdayOf(date);
    if (weekday !== SATURDAY && weekday !== SUNDAY) left -= 1;
  }
  return date;
}
