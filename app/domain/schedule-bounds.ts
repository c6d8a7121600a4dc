/** What a provider may set (product.md 3, schedules). Minutes are multiples of the calendar's tick. */

/** Morning, noon, evening and one more; the page shows no more boxes than that for a day. */
export const SPANS_PER_DAY_MAX = 4;
/** Seats of a lab's session: a claim tries seats one by one. */
export const SEATS_MAX = 50;

export const DURATION_MINUTES_MIN = 5;
export const DURATION_MINUTES_MAX = 240;
export const BUFFER_MINUTES_MAX = 120;

export const NOTICE_MINUTES_MAX = 7 * 24 * 60;
/** A provider's page computes each of these days at each clinic. */
export const HORIZON_DAYS_MAX = 180;

/** Leave and extra sessions begin within two years: what is farther is a slip of the finger. */
export const EXCEPTION_DAYS_AHEAD_MAX = 730;
export const LEAVE_DAYS_MAX = 366;
/** `schedule_rule.note` holds as many characters. */
export const RULE_NOTE_LENGTH_MAX = 120;
