import type { Migration } from '../migrate.ts';

/**
 * Providers' details and bank accounts, payouts with their numbered attempts, and what is taken back. Account numbers,
 * PANs and documents are sealed (db/sealed-text.ts); beside them stands what may be shown. Amounts are paise.
 */
export const payouts: Migration = {
  name: '0008-payouts',
  statements: [
    // One row per provider: who is paid, as the tax office and the bank know them.
    `CREATE TABLE provider_profile (
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      legal_name VARCHAR(120) NOT NULL,
      email VARCHAR(190) NOT NULL,
      phone VARCHAR(20) NOT NULL,
      pan_sealed TEXT NOT NULL,
      pan_shown VARCHAR(20) NOT NULL,
      gateway_contact_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      submitted_at DATETIME(3) NULL,
      decided_at DATETIME(3) NULL,
      decided_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      decision_reason VARCHAR(300) NULL,
      updated_at DATETIME(3) NOT NULL,
      CONSTRAINT profile_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id)
    )`,
    `CREATE TABLE provider_document (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      kind VARCHAR(20) NOT NULL,
      file_name VARCHAR(120) NOT NULL,
      media_type VARCHAR(40) NOT NULL,
      size_bytes INT NOT NULL,
      content_sealed MEDIUMTEXT NOT NULL,
      uploaded_at DATETIME(3) NOT NULL,
      KEY document_provider (provider_id, uploaded_at),
      CONSTRAINT document_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id)
    )`,
    // Accounts are never edited: another number is another row, and the one before it is retired.
    `CREATE TABLE payout_account (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      kind VARCHAR(12) NOT NULL,
      holder_name VARCHAR(120) NOT NULL,
      ifsc CHAR(11) CHARACTER SET ascii COLLATE ascii_bin NULL,
      bank_name VARCHAR(120) NOT NULL,
      number_sealed TEXT NOT NULL,
      shown_as VARCHAR(60) NOT NULL,
      fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status VARCHAR(12) NOT NULL,
      gateway_fund_account_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      gateway_validation_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      registered_name VARCHAR(120) NULL,
      name_match_score SMALLINT NULL,
      reason VARCHAR(300) NULL,
      tries INT NOT NULL,
      next_try_at DATETIME(3) NULL,
      created_at DATETIME(3) NOT NULL,
      checked_at DATETIME(3) NULL,
      retired_at DATETIME(3) NULL,
      KEY account_provider (provider_id, retired_at),
      KEY account_fingerprint (fingerprint),
      KEY account_due (status, next_try_at),
      KEY account_validation (gateway_validation_id),
      CONSTRAINT payout_account_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id)
    )`,
    // One per booking, for ever: a service given, a no-show or a kept fee earns once.
    `CREATE TABLE payout (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      earned_by VARCHAR(12) NOT NULL,
      status VARCHAR(16) NOT NULL,
      gross_paise BIGINT NOT NULL,
      commission_paise BIGINT NOT NULL,
      deductions_paise BIGINT NOT NULL,
      deductions TEXT NOT NULL,
      clawback_paise BIGINT NOT NULL,
      amount_paise BIGINT NOT NULL,
      tries INT NOT NULL,
      attempts INT NOT NULL,
      claimed_at DATETIME(3) NULL,
      next_try_at DATETIME(3) NULL,
      hold_reason VARCHAR(20) NULL,
      note VARCHAR(300) NULL,
      last_reason VARCHAR(60) NULL,
      last_account_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      utr VARCHAR(40) NULL,
      created_at DATETIME(3) NOT NULL,
      settled_at DATETIME(3) NULL,
      KEY payout_provider (provider_id, created_at),
      KEY payout_due (status, next_try_at),
      KEY payout_created (created_at, id),
      KEY payout_utr (utr),
      KEY payout_master (master_booking_id),
      CONSTRAINT payout_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
      CONSTRAINT payout_booking_fk FOREIGN KEY (individual_booking_id) REFERENCES individual_booking (id)
    )`,
    // The body is stored before the call and sent letter by letter the same again: another body under one key is refused.
    `CREATE TABLE payout_attempt (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      payout_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      number INT NOT NULL,
      idempotency_key CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      payout_account_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      request_body TEXT NOT NULL,
      amount_paise BIGINT NOT NULL,
      mode VARCHAR(4) NOT NULL,
      status VARCHAR(16) NOT NULL,
      gateway_payout_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
      reason VARCHAR(60) NULL,
      detail VARCHAR(300) NULL,
      utr VARCHAR(40) NULL,
      fees_paise BIGINT NOT NULL,
      tax_paise BIGINT NOT NULL,
      sends INT NOT NULL,
      started_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      UNIQUE KEY attempt_number (payout_id, number),
      CONSTRAINT attempt_payout_fk FOREIGN KEY (payout_id) REFERENCES payout (id)
    )`,
    // A negative earning: the part of a refunded service that its provider had already earned.
    `CREATE TABLE clawback (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      refund_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      amount_paise BIGINT NOT NULL,
      open_paise BIGINT NOT NULL,
      written_off_paise BIGINT NOT NULL,
      written_off_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      write_off_reason VARCHAR(300) NULL,
      created_at DATETIME(3) NOT NULL,
      escalated_at DATETIME(3) NULL,
      closed_at DATETIME(3) NULL,
      UNIQUE KEY clawback_once (refund_id, individual_booking_id),
      KEY clawback_open (provider_id, closed_at, created_at),
      KEY clawback_age (closed_at, created_at),
      KEY clawback_booking (individual_booking_id),
      CONSTRAINT clawback_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id)
    )`,
    `CREATE TABLE clawback_netting (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      clawback_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      payout_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      amount_paise BIGINT NOT NULL,
      netted_at DATETIME(3) NOT NULL,
      KEY netting_clawback (clawback_id),
      KEY netting_payout (payout_id),
      CONSTRAINT netting_clawback_fk FOREIGN KEY (clawback_id) REFERENCES clawback (id),
      CONSTRAINT netting_payout_fk FOREIGN KEY (payout_id) REFERENCES payout (id)
    )`,
    // Taxes an accountant has switched on; none by default. Rates are dated, and never edited.
    `CREATE TABLE deduction_rule (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      kind VARCHAR(20) NOT NULL,
      rate_bps INT NOT NULL,
      from_date DATE NOT NULL,
      until_date DATE NULL,
      note VARCHAR(200) NOT NULL,
      created_at DATETIME(3) NOT NULL
    )`,
    // What RazorpayX last said we have; the desk shows how much is missing for what waits.
    `CREATE TABLE gateway_balance (
      account VARCHAR(20) NOT NULL PRIMARY KEY,
      available_paise BIGINT NOT NULL,
      read_at DATETIME(3) NOT NULL
    )`,
    // The stop button for all payouts: one row, and it ends by itself.
    `CREATE TABLE payout_pause (
      id INT NOT NULL PRIMARY KEY,
      until DATETIME(3) NOT NULL,
      reason VARCHAR(300) NOT NULL,
      paused_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      paused_at DATETIME(3) NOT NULL
    )`,
    `ALTER TABLE webhook_event
      ADD COLUMN channel VARCHAR(2) NOT NULL DEFAULT 'pg',
      ADD COLUMN gateway_subject_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD KEY webhook_subject (gateway_subject_id)`,
    `ALTER TABLE ledger_entry
      ADD COLUMN provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD KEY entry_provider (provider_id, account),
      ADD KEY entry_payout (payout_id)`,
    `UPDATE ledger_entry SET provider_id = (SELECT part.provider_id FROM individual_booking AS part WHERE part.id = ledger_entry.individual_booking_id)
      WHERE account = 'provider_payable' AND provider_id IS NULL`,
    // Onboarding has no visit.
    `ALTER TABLE status_event MODIFY master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL`,
    `ALTER TABLE status_event ADD KEY event_subject (subject_id, at)`,
  ],
};
