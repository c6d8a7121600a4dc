import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';

/** A refund as a list at the desk shows it; instants are ISO strings. */
export interface RefundRow {
  id: string;
  code: string;
  patient_name: string;
  status: RefundStatus;
  kind: RefundKind;
  reason: string;
  amount_paise: number;
  listed_at: string;
  tries: number;
  waiting_for: 'balance' | 'gateway' | null;
  next_try_at: string | null;
  parked_reason: string | null;
  bank_reference: string | null;
}

/** In the order in which a refund lives through them. */
export const REFUND_STATUSES = ['requested', 'sending', 'outcome_unknown', 'pending', 'processed', 'failed'] as const satisfies readonly RefundStatus[];

export const REFUND_KINDS = ['cancellation', 'override', 'late_payment', 'external'] as const satisfies readonly RefundKind[];

export const WAITING = { person: 'Needs you', balance: 'Waits for balance', gateway: 'Waits for Razorpay' } as const;
export type Waiting = keyof typeof WAITING;
export const WAITING_NAMES = Object.keys(WAITING) as Waiting[];
