import type { Notes } from '../entities.ts';

/** What RazorpayX keeps. As in pay-in: names of the wire, paise, virtual unix seconds, and `hidden` for what is never shown. */

export type Contact = {
  id: string;
  entity: 'contact';
  name: string;
  contact: string | null;
  email: string | null;
  type: string | null;
  reference_id: string | null;
  batch_id: null;
  active: boolean;
  notes: Notes;
  created_at: number;
};

export type BankAccount = { ifsc: string; bank_name: string; name: string; notes: []; account_number: string };
export type Vpa = { username: string; handle: string; address: string };

export type FundAccount = {
  id: string;
  entity: 'fund_account';
  contact_id: string;
  account_type: 'bank_account' | 'vpa';
  bank_account?: BankAccount;
  vpa?: Vpa;
  batch_id: null;
  active: boolean;
  created_at: number;
  /** Whether the account that fails once has done so. */
  hidden: { failedOnce: boolean };
};

export type StatusDetails = { reason: string; description: string; source: string };

export type PayoutMode = 'IMPS' | 'NEFT' | 'RTGS' | 'UPI';

export type PayoutStatus = 'pending' | 'rejected' | 'queued' | 'processing' | 'processed' | 'failed' | 'reversed' | 'cancelled';

export type Payout = {
  id: string;
  entity: 'payout';
  fund_account_id: string;
  amount: number;
  currency: 'INR';
  notes: Notes;
  /** Includes `tax`; zero until processing starts and after a failure. */
  fees: number;
  tax: number;
  status: PayoutStatus;
  purpose: string;
  utr: string | null;
  mode: PayoutMode;
  reference_id: string | null;
  narration: string;
  batch_id: null;
  status_details: StatusDetails | null;
  created_at: number;
  fee_type: '' | 'free_payout';
  debit_account_number: string;
  hidden: {
    idempotencyKey: string | null;
    /** Made with contact and account inside; they come back inside. */
    composite: boolean;
    queueIfLowBalance: boolean;
    /** Amount and fees that left the balance and have not come back. */
    debitedPaise: number;
    /** What happens by the clock; null when nothing will. */
    next: { at: number; to: PayoutStatus; reason: string } | null;
    /** When the bank tells its reference of a payout that is processed already. */
    utrAt: number | null;
  };
};

export type ValidationOutcome = 'active' | 'invalid' | 'name_differs' | 'unknown_account' | 'failed' | 'stuck';

export type ValidationResults = { account_status: 'active' | 'invalid' | null; registered_name: string | null; details: string | null; name_match_score: number | null };

export type Validation = {
  id: string;
  entity: 'fund_account.validation';
  fund_account_id: string;
  status: 'created' | 'completed' | 'failed';
  /** Null for a UPI id: no amount is sent. */
  amount: number | null;
  currency: 'INR';
  notes: Notes;
  reference_id: string | null;
  results: ValidationResults;
  status_details: StatusDetails;
  created_at: number;
  utr: string | null;
  hidden: { composite: boolean; validationType: string; settleAt: number | null; settleAs: ValidationOutcome };
};

export type PayoutSource = Pick<Payout, 'id' | 'entity' | 'fund_account_id' | 'amount' | 'notes' | 'fees' | 'tax' | 'status' | 'utr' | 'mode' | 'created_at'>;
export type BankTransfer = { id: string; entity: 'bank_transfer'; payer_name: string; payer_account: string; payer_ifsc: string; mode: 'NEFT'; bank_reference: string; amount: number };
export type Reversal = { id: string; entity: 'reversal'; payout_id: string; amount: number; fee: number; tax: number; currency: 'INR'; notes: Notes; utr: string | null; created_at: number };

/** One line of the statement; `balance` is after it. */
export type Transaction = {
  id: string;
  entity: 'transaction';
  account_number: string;
  amount: number;
  currency: 'INR';
  credit: number;
  debit: number;
  balance: number;
  source: PayoutSource | BankTransfer | Reversal;
  created_at: number;
};

/** While one lasts, payouts to that bank (or through ours, when `source` is partner) wait in the queue. */
export type Downtime = {
  id: string;
  entity: 'payout.downtime';
  scheduled: false;
  method: string[];
  begin: number;
  end: number | null;
  status: 'started' | 'resolved';
  source: 'beneficiary' | 'partner';
  instrument: { bank: string };
  created_at: number;
  updated_at: number;
};
