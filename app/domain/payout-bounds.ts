/** Tries by itself, the first included; then a person decides (product.md 2). */
export const AUTOMATIC_ATTEMPTS_MAX = 3;
/** RazorpayX moves nothing smaller (razorpay.md 7.5). */
export const PAYOUT_MIN_PAISE = 100;
/**
 * A claim this old belongs to a worker that died: longer than the two calls of twelve seconds that a try can take. One that only slept does no harm:
 * whoever takes over asks first, and sends under the same key.
 */
export const PAYOUT_LEASE_SECONDS = 30;
/** After no answer the same request is sent again this many minutes after the first (razorpay.md 7.6). */
export const RESEND_AFTER_MINUTES = [1, 2, 5] as const;
/** Then it is only asked for, this often, until an hour after the first; what is not there then was never made. */
export const UNKNOWN_ASK_MINUTES = 5;
export const UNKNOWN_GIVE_UP_MINUTES = 60;
/** A payout RazorpayX has taken is asked about this often while it says nothing. */
export const UNSETTLED_ASK_MINUTES = 30;
/** Banks can send money back for up to three working days; a week of looking once a day covers holidays. */
export const REVERSAL_WATCH_DAYS = 7;
/** A clawback this old without a payout to net it from goes to the admins. */
export const CLAWBACK_ESCALATE_DAYS = 30;
/** Penny drops cost money, and a provider could farm them. */
export const VALIDATION_TRIES_MAX = 5;
export const VALIDATION_ASK_MINUTES = 2;
/** A pause of all payouts ends by itself after this at the latest. */
export const PAYOUT_PAUSE_HOURS_MAX = 24;
