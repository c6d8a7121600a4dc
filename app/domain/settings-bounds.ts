/** What the desk may set. */

/** Free, or what Razorpay takes: an order has at least one rupee. */
export const PRICE_MIN_PAISE = 100;
/** ₹10,00,000: more is a slip of the finger. */
export const PRICE_MAX_PAISE = 1_00_000_000;

/** Boxes for deadlines on a policy's page, before what holds after them. */
export const POLICY_DEADLINES_MAX = 6;

export const COUPON_CODE = /^[A-Z0-9]{3,30}$/;
export const COUPON_DAYS_MAX = 730;
export const COUPON_USES_MAX = 10_00_000;

/** How long an invitation opens an account. */
export const INVITATION_HOURS = 72;

/** How a new provider is booked until they choose otherwise. */
export const NEW_PROVIDER_WINDOW = { minNoticeMinutes: 120, horizonDays: 30 } as const;
export const PROVIDER_YEARS_MAX = 150;

/** After a consultation; more is a second consultation. */
export const FOLLOW_UP_DAYS_MAX = 90;
