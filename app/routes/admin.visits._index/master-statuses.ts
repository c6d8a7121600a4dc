import type { MasterStatus } from '#app/domain/booking.ts';

/** In the order in which a visit lives through them. */
export const MASTER_STATUSES = [
  'pending_payment',
  'confirmed',
  'partially_cancelled',
  'completed',
  'cancelled',
] as const satisfies readonly MasterStatus[];
