import type { Generated } from 'kysely';
import type { DeductionKind } from '#app/domain/earning.ts';
import type { PayoutAccountKind, PayoutAccountStatus, ProviderDocumentKind } from '#app/domain/onboarding.ts';
import type { PayoutMode } from '#app/domain/payout-mode.ts';
import type { AttemptStatus, EarnedBy, HoldReason, PayoutStatus } from '#app/domain/payout.ts';

/** The tables of migration 0008, columns as mysql2 returns them (see tables.ts). */

export interface ProviderProfileTable {
  provider_id: string; legal_name: string; email: string; phone: string; pan_sealed: string; pan_shown: string;
  gateway_contact_id: string | null; submitted_at: Date | null; decided_at: Date | null; decided_by: string | null;
  decision_reason: string | null; updated_at: Date;
}

export interface ProviderDocumentTable {
  id: string; provider_id: string; kind: ProviderDocumentKind; file_name: string; media_type: string; size_bytes: number;
  content_sealed: string; uploaded_at: Date;
}

export interface PayoutAccountTable {
  id: string; provider_id: string; kind: PayoutAccountKind; holder_name: string; ifsc: string | null; bank_name: string;
  number_sealed: string; shown_as: string; fingerprint: string; status: PayoutAccountStatus;
  gateway_fund_account_id: string | null; gateway_validation_id: string | null; registered_name: string | null;
  name_match_score: number | null; reason: string | null; tries: number; next_try_at: Date | null; created_at: Date;
  checked_at: Date | null; retired_at: Date | null;
}

export interface PayoutTable {
  id: string; provider_id: string; individual_booking_id: string; master_booking_id: string; earned_by: EarnedBy;
  status: PayoutStatus; gross_paise: number; commission_paise: number; deductions_paise: number; deductions: string;
  /** Netted from it so far. */
  clawback_paise: number;
  /** gross − commission − deductions − clawback: what is sent, or was. */
  amount_paise: number;
  /** Sent by itself since a person last let it go. */
  tries: number;
  /** Attempt rows, all of them. */
  attempts: number;
  claimed_at: Date | null; next_try_at: Date | null; hold_reason: HoldReason | null; note: string | null;
  last_reason: string | null; last_account_id: string | null; utr: string | null; created_at: Date; settled_at: Date | null;
}

export interface PayoutAttemptTable {
  id: string; payout_id: string; number: number; idempotency_key: string; payout_account_id: string; request_body: string;
  amount_paise: number; mode: PayoutMode; status: AttemptStatus; gateway_payout_id: string | null; reason: string | null;
  detail: string | null; utr: string | null; fees_paise: number; tax_paise: number; sends: number; started_at: Date; ended_at: Date | null;
}

export interface ClawbackTable {
  id: string; provider_id: string; individual_booking_id: string; master_booking_id: string; refund_id: string; amount_paise: number;
  open_paise: number; written_off_paise: number; written_off_by: string | null; write_off_reason: string | null; created_at: Date;
  escalated_at: Date | null; closed_at: Date | null;
  write_off_asked_by: Generated<string | null>; write_off_asked_at: Generated<Date | null>; write_off_ask_reason: Generated<string | null>;
}

export interface ClawbackNettingTable { id: string; clawback_id: string; payout_id: string; amount_paise: number; netted_at: Date }

export interface DeductionRuleTable {
  id: string; kind: DeductionKind; rate_bps: number; from_date: string; until_date: string | null; note: string; created_at: Date;
}

export interface PayoutPauseTable { id: 1; until: Date; reason: string; paused_by: string | null; paused_at: Date }

export interface GatewayBalanceTable { account: 'razorpayx'; available_paise: number; read_at: Date }
