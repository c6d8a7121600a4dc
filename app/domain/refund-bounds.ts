/** How long a shown cancellation stays as it was shown, even over a tier's deadline (product.md 4). */
export const QUOTE_MINUTES = 10;
/** An override above this needs a second admin. */
export const OVERRIDE_LIMIT_PAISE = 200_000;
/** A claim this old belongs to a worker that died; longer than any gateway call takes. */
export const REFUND_LEASE_SECONDS = 60;
/** A refund Razorpay has accepted is asked about this often until it is carried out. */
export const PENDING_REFUND_ASK_MINUTES = 6 * 60;
/** A bank that has given no reference by then gives none. */
export const BANK_REFERENCE_DAYS = 14;
