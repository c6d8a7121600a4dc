import type { Downtime, PayoutMode, PayoutStatus, StatusDetails, Transaction, ValidationOutcome } from './entities.ts';
import type { FailureReason } from './status-reasons.ts';

/** Amounts in paise, `created_at` in unix seconds. */
export type ImportX = {
  contacts?: readonly { id: string; name: string; type?: string; email?: string; contact?: string; reference_id?: string; created_at?: number }[];
  fund_accounts?: readonly ({ id: string; contact_id: string; created_at?: number } & (
    | { account_type: 'bank_account'; bank_account: { name: string; ifsc: string; account_number: string } }
    | { account_type: 'vpa'; vpa: { address: string } }
  ))[];
  loads?: readonly { amount: number; bank_reference: string; created_at?: number }[];
  /** Processed ones. */
  payouts?: readonly { id: string; fund_account_id: string; amount: number; fees?: number; tax?: number; utr: string; mode?: PayoutMode; reference_id?: string; narration?: string; created_at: number }[];
};

type SettledPayout = { id: string; status: PayoutStatus; utr: string | null; fees: number; tax: number; status_details: StatusDetails | null };

/** The calls of RazorpayX's side, over a client's `post`. */
export function xCalls(post: <T>(path: string, body?: unknown) => Promise<T>) {
  return {
    /** A bank transfer in, in paise; the queue goes on with it. With a `bank_reference` a repeat is the same transfer and changes nothing. */
    loadBalance: (amount: number, options: { bank_reference?: string; payer_name?: string } = {}) =>
      post<{ balance: number; isNew: boolean; transaction: Transaction }>('/balance', { amount, ...options }),
    /** `processing` sends a queued one or approves a pending one. `reason` counts for failed and reversed. */
    settlePayout: (id: string, as: Exclude<PayoutStatus, 'pending' | 'queued'>, reason?: FailureReason) => post<SettledPayout>(`/payouts/${id}/settle`, { as, reason }),
    /** The bank's reference of a processed NEFT or RTGS payout, now. */
    giveUtr: (id: string) => post<SettledPayout>(`/payouts/${id}/utr`),
    settleValidation: (id: string, as: Exclude<ValidationOutcome, 'stuck'>) => post<{ id: string; status: string }>(`/validations/${id}/settle`, { as }),
    /** `bank`: first four letters of its IFSCs; without it the partner bank, through which everything goes. */
    startDowntime: (bank?: string) => post<Downtime>('/downtimes', { bank }),
    endDowntime: (id: string) => post<Downtime>(`/downtimes/${id}/resolve`),
    /** Contacts, accounts, loads and processed payouts of a past that was not lived here; says how many were new. Silent. */
    importX: (past: ImportX) => post<{ imported: Record<keyof ImportX, number> }>('/import-x', past),
  };
}
