import type { Generated } from 'kysely';
import type { DiscrepancyKind, DiscrepancySource, Resolution } from '#app/domain/reconciliation.ts';

/** The tables of migration 0009, columns as mysql2 returns them (see tables.ts). Days are text, `YYYY-MM-DD` in India. */

export interface SettlementTable {
  id: string; day: string; amount_paise: number; fees_paise: number; tax_paise: number; utr: string | null; status: string;
  created_at: Date; run_id: string;
}

export interface ReconItemTable {
  entity_id: string; kind: string; day: string; settlement_id: string | null; settlement_utr: string | null; amount_paise: number;
  credit_paise: number; debit_paise: number; fee_paise: number; tax_paise: number; gateway_payment_id: string | null;
  gateway_order_id: string | null; settled_at: Date; run_id: string; listing: string; told_times: number;
}

export interface StatementLineTable {
  id: string; day: string; credit_paise: number; debit_paise: number; balance_paise: number; source_kind: string; source_id: string;
  gateway_payout_id: string | null; fees_paise: number; tax_paise: number; utr: string | null; created_at: Date; run_id: string;
  listing: string; told_times: number;
}

export interface ReconciliationDayTable {
  day: string; run_id: string; runs: number; started_at: Date; ended_at: Date | null; transactions: number; residual_paise: number;
  figures: string;
}

export interface DiscrepancyTable {
  id: string; kind: DiscrepancyKind; subject_id: string; master_booking_id: string | null; expected_paise: number | null;
  actual_paise: number | null; note: string; opened_at: Date; resolved_at: Date | null;
  day: Generated<string | null>; source: Generated<DiscrepancySource>;
  /** What accepting Razorpay's word would add to the account concerned, beyond what was corrected; signed. */
  effect_paise: Generated<number | null>;
  /** What the ledger was corrected by for it so far, signed, and by how many postings. */
  corrected_paise: Generated<number>; corrections: Generated<number>;
  seen_run: Generated<string | null>; resolution: Generated<Resolution | null>; resolved_by: Generated<string | null>;
  resolve_reason: Generated<string | null>; linked_id: Generated<string | null>; escalated_at: Generated<Date | null>;
  escalated_by: Generated<string | null>;
}
