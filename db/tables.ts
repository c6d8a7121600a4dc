import type { WatchFindingTable, WebhookRefusalTable, WebhookWatchTable } from './watchdog-tables.ts';
import type { Generated } from 'kysely';
import type { Actor, IndividualStatus, MasterStatus, ServiceKind } from '#app/domain/booking.ts';
import type { OnboardingStatus } from '#app/domain/onboarding.ts';
import type { PaymentStatus } from '#app/domain/payment.ts';
import type { RefundKind, RefundStatus } from '#app/domain/refund.ts';
import type { Role } from '#app/domain/roles.ts';
import type {
  ClawbackNettingTable, ClawbackTable, DeductionRuleTable, GatewayBalanceTable, PayoutAccountTable, PayoutAttemptTable, PayoutPauseTable, PayoutTable, ProviderDocumentTable,
  ProviderProfileTable,
} from './payout-tables.ts';
import type { DiscrepancyTable, ReconciliationDayTable, ReconItemTable, SettlementTable, StatementLineTable } from './reconciliation-tables.ts';

/** One interface per table, columns as mysql2 returns them: DATETIME → Date (UTC), DATE → 'YYYY-MM-DD', TINYINT(1) → 0 | 1. */

export type ProviderKind = 'doctor' | 'lab';
export type Flag = 0 | 1;

export interface CityTable { id: string; slug: string; name: string }

export interface ClinicTable {
  id: string; city_id: string; slug: string; name: string; address: string; locality: string; pin_code: string;
  phone: string; zone: string;
}

export interface SpecialisationTable { id: string; slug: string; name: string; treats: string }

export interface LabTestTable { id: string; slug: string; name: string; also_known_as: string; preparation: string }

export interface CancellationPolicyTable { id: string; name: string; version: number; body: string; created_at: Date }

export interface ProviderTable {
  id: string; kind: ProviderKind; slug: string; name: string; specialisation_id: string | null; qualification: string;
  registration_number: string; languages: string; experience_years: number; about: string; min_notice_minutes: number;
  horizon_days: number; follow_up_days: number; follow_up_price_bps: number; kept_fee_provider_bps: number;
  onboarding_status: OnboardingStatus; active: Flag;
}

export interface ProviderClinicTable { provider_id: string; clinic_id: string }

export interface ProviderCommissionTable { provider_id: string; service_kind: ServiceKind; commission_bps: number }

export interface ServiceTable {
  id: string; provider_id: string; kind: ServiceKind; lab_test_id: string | null; name: string; list_price_paise: number;
  duration_minutes: number; buffer_minutes: number; policy_id: string; active: Flag;
}

export interface ScheduleRuleTable {
  id: string; provider_id: string; clinic_id: string | null; kind: 'weekly' | 'extra' | 'leave'; weekday: number | null;
  on_date: string | null; until_date: string | null; start_minute: number; end_minute: number; capacity: number; note: string;
}

export interface CouponTable {
  id: string; code: string; description: string; percent_bps: number | null; flat_paise: number | null;
  cap_paise: number | null; minimum_spend_paise: number; starts_at: Date; ends_at: Date; per_patient_limit: number | null;
  total_limit: number | null; eligible_kinds: string; funded_by: 'platform' | 'provider'; after_cancel: 'keep' | 'requalify';
  active: Flag;
}

export interface AccountTable {
  id: string; email: string; password_hash: string; role: Role; name: string; provider_id: string | null;
  created_at: Date; disabled_at: Date | null;
}

export interface PatientTable { id: string; phone: string }

export interface SessionTable {
  token_hash: string; account_id: string; created_at: Date; expires_at: Date; revoked_at: Date | null; user_agent: string;
  /** The patient whose pages an admin looks at, until when. */
  acting_as: Generated<string | null>; acting_until: Generated<Date | null>;
}

export interface PasswordResetTable {
  token_hash: string; account_id: string; created_at: Date; expires_at: Date; used_at: Date | null;
}

export interface RateLimitTable { key: string; points: number; expire: number | null }

export interface AuditLogTable {
  id: string; at: Date; actor_kind: Actor; actor_id: string | null; verb: string; subject_kind: string; subject_id: string;
  before_json: string | null; after_json: string | null; reason: string | null;
}

export interface BasketTable {
  id: string; patient_id: string | null; coupon_code: string | null; master_booking_id: string | null;
  created_at: Date; updated_at: Date;
}

export interface BasketLineTable {
  id: string; basket_id: string; position: number; service_id: string; clinic_id: string; starts_at: Date;
  follows_line_id: string | null; follows_booking_id: string | null; lost_at: Date | null;
}

export interface MasterBookingTable {
  id: string; code: string; patient_id: string; status: MasterStatus; list_total_paise: number; discount_paise: number;
  total_paise: number; coupon_id: string | null; coupon_terms: string | null; hold_expires_at: Date; created_at: Date;
  confirmed_at: Date | null; requalified_at: Generated<Date | null>;
}

export interface IndividualBookingTable {
  id: string; master_booking_id: string; position: number; service_id: string; service_kind: ServiceKind;
  service_name: string; provider_id: string; clinic_id: string; zone: string; starts_at: Date; duration_minutes: number;
  buffer_minutes: number; capacity: number; status: IndividualStatus; full_price_paise: number; list_price_paise: number;
  coupon_eligible: Flag; coupon_share_paise: number; paid_paise: number; coupon_funded_by: 'platform' | 'provider';
  commission_bps: number; kept_fee_provider_bps: number; policy: string; follows_booking_id: string | null;
  uses_follow_up_grant: Flag; ics_sequence: number; created_at: Date; sample_collected_at: Date | null; completed_at: Date | null;
  cancelled_at: Date | null; cancelled_by: Actor | null; cancel_reason: string | null;
  /** Cancellation fees kept on this part, waived ones excluded. */
  kept_fee_paise: Generated<number>;
  /** Coupon share lost to a re-qualification, taken from another part's refund. */
  requalified_paise: Generated<number>;
  /** Difference to the full price of a follow-up that lost its grant, taken the same way. */
  regranted_paise: Generated<number>;
  /** Refunded while the part was not cancelled: the platform's cost. */
  goodwill_paise: Generated<number>;
  reminded_at: Generated<Date | null>;
}

export interface CalendarClaimTable {
  subject_id: string; tick: number; seat: number; individual_booking_id: string; expires_at: Date | null;
}

export interface CouponRedemptionTable {
  master_booking_id: string; coupon_id: string; patient_id: string; discount_paise: number; expires_at: Date | null;
}

export interface StatusEventTable {
  id: string; subject_kind: 'individual_booking' | 'master_booking' | 'payment_transaction' | 'refund' | 'payout' | 'provider' | 'payout_account';
  subject_id: string; master_booking_id: string | null; event: string; from_status: string | null; to_status: string;
  actor_kind: Actor; actor_id: string | null; at: Date; note: string | null;
}

export interface PaymentTransactionTable {
  id: string; master_booking_id: string; gateway_order_id: string | null; gateway_payment_id: string | null;
  status: PaymentStatus; amount_paise: number; method: string | null; fee_paise: number | null; tax_paise: number | null;
  created_at: Date; captured_at: Date | null; next_ask_at: Date | null;
}

export interface PaymentAttemptTable {
  gateway_payment_id: string; payment_transaction_id: string; status: 'created' | 'authorized' | 'captured' | 'refunded' | 'failed';
  amount_paise: number; method: string | null; error_reason: string | null; error_description: string | null;
  first_seen_at: Date; updated_at: Date;
}

export interface RefundTable {
  id: string; master_booking_id: string; payment_transaction_id: string; gateway_payment_id: string;
  gateway_refund_id: string | null; idempotency_key: string; kind: RefundKind; status: RefundStatus; amount_paise: number;
  reason: string; requested_at: Date; cancellation_id: Generated<string | null>; requested_by_kind: Generated<Actor>;
  requested_by_id: Generated<string | null>; note: Generated<string | null>; tries: Generated<number>;
  claimed_at: Generated<Date | null>; next_try_at: Generated<Date | null>; waiting_for: Generated<'balance' | 'gateway' | null>;
  parked_reason: Generated<string | null>; bank_reference: Generated<string | null>; sent_at: Generated<Date | null>;
  settled_at: Generated<Date | null>;
}

export interface RefundLineTable { refund_id: string; individual_booking_id: string; amount_paise: number }

export interface LedgerPostingTable { id: string; event: string; source_id: string; occurred_at: Date }

export interface LedgerEntryTable {
  posting_id: string; line: number; account: string; amount_paise: number; master_booking_id: string | null;
  individual_booking_id: string | null; refund_id: string | null; payout_id: string | null;
  provider_id: Generated<string | null>;
}

export interface OutboxMessageTable {
  id: string; task: string; payload: string; created_at: Date; run_at: Date | null; leased_by: string | null;
  leased_until: Date | null; sent_at: Date | null;
}

export interface SentMailTable {
  message_id: string; recipient: string; subject: string; master_booking_id: string | null; sent_at: Date;
}

export interface WebhookEventTable {
  id: string; gateway_event_id: string; name: string; gateway_order_id: string | null; gateway_payment_id: string | null;
  raw_body: string; state: 'received' | 'applied' | 'ignored' | 'failed'; error: string | null; deliveries: number;
  received_at: Date; settled_at: Date | null; channel: 'pg' | 'x';
  /** RazorpayX's payout, validation or statement line that the event is about. */
  gateway_subject_id: string | null;
}

export interface RefundAttemptTable {
  refund_id: string; number: number; started_at: Date; ended_at: Date | null; outcome: string | null; detail: string | null;
}

export interface CancellationQuoteTable {
  id: string; master_booking_id: string; actor_kind: Actor; actor_id: string; body: string; refund_paise: number;
  state_of_visit: string; created_at: Date; expires_at: Date; used_at: Date | null;
}

export interface CancellationTable {
  id: string; master_booking_id: string; quote_id: string | null; actor_kind: Actor; actor_id: string | null; reason: string;
  note: string | null; refund_paise: number; quoted_at: Date; cancelled_at: Date;
}

export interface CancellationLineTable {
  cancellation_id: string; individual_booking_id: string; list_price_paise: number; coupon_share_paise: number;
  paid_paise: number; already_refunded_paise: number; fee_paise: number; requalify_paise: number; refund_paise: number;
  tier_index: number | null; sample_collected_at: Date | null; reasons: string;
}

export interface RefundApprovalTable {
  id: string; master_booking_id: string | null; body: string; amount_paise: number; asked_by: string; asked_at: Date;
  decided_by: string | null; decided_at: Date | null; decision: 'granted' | 'denied' | null; kind: Generated<'override' | 'correction'>;
}

export interface MigrationTable { name: string; applied_at: Date }

export interface Tables {
  city: CityTable;
  clinic: ClinicTable;
  specialisation: SpecialisationTable;
  lab_test: LabTestTable;
  cancellation_policy: CancellationPolicyTable;
  provider: ProviderTable;
  provider_clinic: ProviderClinicTable;
  provider_commission: ProviderCommissionTable;
  service: ServiceTable;
  schedule_rule: ScheduleRuleTable;
  coupon: CouponTable;
  account: AccountTable;
  patient: PatientTable;
  session: SessionTable;
  password_reset: PasswordResetTable;
  rate_limit: RateLimitTable;
  audit_log: AuditLogTable;
  basket: BasketTable;
  basket_line: BasketLineTable;
  master_booking: MasterBookingTable;
  individual_booking: IndividualBookingTable;
  calendar_claim: CalendarClaimTable;
  coupon_redemption: CouponRedemptionTable;
  status_event: StatusEventTable;
  payment_transaction: PaymentTransactionTable;
  payment_attempt: PaymentAttemptTable;
  refund: RefundTable;
  refund_line: RefundLineTable;
  ledger_posting: LedgerPostingTable;
  ledger_entry: LedgerEntryTable;
  outbox_message: OutboxMessageTable;
  sent_mail: SentMailTable;
  webhook_event: WebhookEventTable;
  discrepancy: DiscrepancyTable;
  refund_attempt: RefundAttemptTable;
  cancellation_quote: CancellationQuoteTable;
  cancellation: CancellationTable;
  cancellation_line: CancellationLineTable;
  refund_approval: RefundApprovalTable;
  provider_profile: ProviderProfileTable;
  provider_document: ProviderDocumentTable;
  payout_account: PayoutAccountTable;
  payout: PayoutTable;
  payout_attempt: PayoutAttemptTable;
  clawback: ClawbackTable;
  clawback_netting: ClawbackNettingTable;
  deduction_rule: DeductionRuleTable;
  gateway_balance: GatewayBalanceTable;
  payout_pause: PayoutPauseTable;
  settlement: SettlementTable;
  recon_item: ReconItemTable;
  statement_line: StatementLineTable;
  reconciliation_day: ReconciliationDayTable;
  webhook_refusal: WebhookRefusalTable;
  webhook_watch: WebhookWatchTable;
  watch_finding: WatchFindingTable;
  schema_migration: MigrationTable;
}
