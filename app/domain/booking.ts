/** States and legal moves of bookings (product.md 2). */

export type ServiceKind = 'consultation' | 'lab_test' | 'follow_up';
export const SERVICE_KINDS = ['consultation', 'lab_test', 'follow_up'] as const satisfies readonly ServiceKind[];

export type IndividualStatus = 'scheduled' | 'confirmed' | 'completed' | 'cancelled' | 'no_show';
export type MasterStatus = 'pending_payment' | 'confirmed' | 'partially_cancelled' | 'completed' | 'cancelled';
export type Actor = 'patient' | 'provider' | 'admin' | 'system';

export interface Move<S extends string> {
  readonly from: S;
  readonly to: S;
  readonly event: string;
}

/**
 * Every legal move, each naming its event. A status that is never a `from` is terminal: an admin's correction of one
 * is a new, audited event, never a way out.
 */
export const INDIVIDUAL_MOVES = [
  { from: 'scheduled', to: 'confirmed', event: 'paid' },
  { from: 'scheduled', to: 'cancelled', event: 'hold_ended' },
  { from: 'confirmed', to: 'completed', event: 'completed' },
  { from: 'confirmed', to: 'cancelled', event: 'cancelled' },
  { from: 'confirmed', to: 'no_show', event: 'marked_no_show' },
] as const satisfies readonly Move<IndividualStatus>[];

export const INDIVIDUAL_STATUSES = [
  'scheduled',
  'confirmed',
  'completed',
  'cancelled',
  'no_show',
] as const satisfies readonly IndividualStatus[];

export type IndividualEvent = (typeof INDIVIDUAL_MOVES)[number]['event'];

/** The status a booking has after `event`, or `null` where the event is not legal from `status`. */
export function statusAfter(status: IndividualStatus, event: IndividualEvent): IndividualStatus | null {
  return INDIVIDUAL_MOVES.find((move) => move.from === status && move.event === event)?.to ?? null;
}

export function isTerminal(status: IndividualStatus): boolean {
  return !INDIVIDUAL_MOVES.some((move) => move.from === status);
}

/**
 * The master's status is nothing but its parts' (product.md 2). While any part is unpaid the visit is pending; all
 * cancelled cancels it; some cancelled and others still ahead is partial; nothing left ahead is completed.
 * A no-show is behind us like a completed part: it does not keep a visit open.
 */
export function deriveMasterStatus(parts: readonly IndividualStatus[]): MasterStatus {
  if (parts.length === 0) throw new RangeError('a visit has at least one part');
  if (parts.every((status) => status === 'cancelled')) return 'cancelled';
  if (parts.includes('scheduled')) return 'pending_payment';
  if (!parts.includes('confirmed')) return 'completed';
  return parts.includes('cancelled') ? 'partially_cancelled' : 'confirmed';
}
