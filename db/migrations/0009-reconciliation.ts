import type { Migration } from '../migrate.ts';

/** What Razorpay says of each day, beside what became of each difference. Days are those of Asia/Kolkata. */
export const reconciliation: Migration = {
  name: '0009-reconciliation',
  statements: [
    // One row per transfer to our bank, as Razorpay tells it.
    `CREATE TABLE settlement (
      id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      day DATE NOT NULL,
      amount_paise BIGINT NOT NULL,
      fees_paise BIGINT NOT NULL,
      tax_paise BIGINT NOT NULL,
      utr VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      status VARCHAR(12) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      run_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      KEY settlement_day (day),
      KEY settlement_utr (utr)
    )`,
    // A payment or refund as a settlement counts it. told_times: how often one listing of one run told it.
    `CREATE TABLE recon_item (
      entity_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      kind VARCHAR(12) NOT NULL,
      day DATE NOT NULL,
      settlement_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      settlement_utr VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      amount_paise BIGINT NOT NULL,
      credit_paise BIGINT NOT NULL,
      debit_paise BIGINT NOT NULL,
      fee_paise BIGINT NOT NULL,
      tax_paise BIGINT NOT NULL,
      gateway_payment_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      gateway_order_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      settled_at DATETIME(3) NOT NULL,
      run_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      listing DATE NOT NULL,
      told_times INT NOT NULL,
      KEY recon_day (day, entity_id),
      KEY recon_settlement (settlement_id),
      KEY recon_utr (settlement_utr),
      KEY recon_payment (gateway_payment_id)
    )`,
    // A line of the RazorpayX statement.
    `CREATE TABLE statement_line (
      id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      day DATE NOT NULL,
      credit_paise BIGINT NOT NULL,
      debit_paise BIGINT NOT NULL,
      balance_paise BIGINT NOT NULL,
      source_kind VARCHAR(20) NOT NULL,
      source_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      gateway_payout_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      fees_paise BIGINT NOT NULL,
      tax_paise BIGINT NOT NULL,
      utr VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      run_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      listing DATE NOT NULL,
      told_times INT NOT NULL,
      KEY statement_day (day, created_at),
      KEY statement_payout (gateway_payout_id)
    )`,
    // The report of a day, kept for ever; what is open of it is read from the discrepancies.
    `CREATE TABLE reconciliation_day (
      day DATE NOT NULL PRIMARY KEY,
      run_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      runs INT NOT NULL,
      started_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      transactions INT NOT NULL,
      residual_paise BIGINT NOT NULL,
      figures TEXT NOT NULL
    )`,
    `ALTER TABLE discrepancy
      ADD COLUMN day DATE NULL,
      ADD COLUMN source VARCHAR(12) NOT NULL DEFAULT 'event',
      ADD COLUMN effect_paise BIGINT NULL,
      ADD COLUMN seen_run CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN resolution VARCHAR(20) NULL,
      ADD COLUMN resolved_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN resolve_reason VARCHAR(500) NULL,
      ADD COLUMN linked_id VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN escalated_at DATETIME(3) NULL,
      ADD COLUMN escalated_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD KEY discrepancy_day (day, resolved_at),
      ADD KEY discrepancy_subject (subject_id)`,
    `ALTER TABLE payment_transaction ADD KEY payment_captured (captured_at)`,
    `ALTER TABLE refund ADD KEY refund_settled (settled_at)`,
    `ALTER TABLE payout_attempt ADD KEY attempt_started (started_at)`,
    // Another second yes than that for refunds asks for has no visit.
    `ALTER TABLE refund_approval MODIFY master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL`,
    `ALTER TABLE refund_approval
      ADD COLUMN kind VARCHAR(20) NOT NULL DEFAULT 'override'`,
    `ALTER TABLE audit_log ADD KEY audit_at (at, id)`,
    `UPDATE discrepancy SET kind = 'missing_at_ours' WHERE kind = 'payout_made_elsewhere'`,
    `UPDATE discrepancy SET kind = 'duplicate' WHERE kind = 'payout_paid_twice'`,
    `UPDATE discrepancy SET kind = 'status_differs' WHERE kind IN ('payout_status_differs', 'refund_status_differs')`,
    `UPDATE discrepancy SET kind = IF(actual_paise > expected_paise, 'amount_over', 'amount_under') WHERE kind IN ('payout_amount_differs', 'refund_amount_differs', 'payment_amount_differs')`,
  ],
};
