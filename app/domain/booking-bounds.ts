/** How long times stay taken while the patient pays (product.md 3). */
export const HOLD_MINUTES = 10;
/** An order this old without an answer is asked about (product.md 3). */
export const STUCK_ORDER_MINUTES = 15;
/** A payment may still arrive this long after its hold ended and find its times again; then the visit is given up. */
export const LATE_PAYMENT_MINUTES = 60;
/** Services one visit can hold: enough for a health check, few enough for one page and one lock. */
export const VISIT_LINES_MAX = 10;
