/** Accounts a provider may have checked within 24 hours: each check costs us a rupee that the provider receives. */
export const ACCOUNT_CHECKS_PER_DAY = 5;
/** Banks may take three working days to answer; after a week of holidays and weekends a person looks. */
export const BANK_SILENCE_DAYS = 7;
/** The longest pause between two questions, and between two tries to reach RazorpayX. */
export const PAYEE_PAUSE_MINUTES_MAX = 60;
/** A claim on an account outlives the four calls of twelve seconds that making it known can take. */
export const PAYEE_LEASE_SECONDS = 60;
/** After a refusal that is our own fault (keys, addresses), which somebody mends meanwhile. */
export const PAYEE_MENDING_MINUTES = 15;
/** One megabyte as people count it. */
export const DOCUMENT_MAX_BYTES = 1_000_000;
/** What `provider_document.file_name` keeps. */
export const FILE_NAME_MAX = 120;
/** What `decision_reason`, `payout_account.reason` and `status_event.note` keep. */
export const REASON_MAX = 300;

/** Minutes until the next question: as long again as it has been going on, up to an hour. */
export function payeePauseMinutes(since: Date, now: Date, atLeast = 1): number {
  return Math.min(PAYEE_PAUSE_MINUTES_MAX, Math.max(atLeast, Math.ceil((now.getTime() - since.getTime()) / 60_000)));
}
