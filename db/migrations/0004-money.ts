import type { Migration } from '../migrate.ts';

/** Payments, refunds, the ledger, and the two mailrooms: what we owe the queue (outbox) and what Razorpay told us (inbox). */
export const money: Migration = {
  name: '0004-money',
  statements: [
    `CREATE TABLE payment_transaction (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      gateway_order_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
      gateway_payment_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
      status VARCHAR(12) NOT NULL,
      amount_paise BIGINT NOT NULL,
      method VARCHAR(20) NULL,
      fee_paise BIGINT NULL,
      tax_paise BIGINT NULL,
      created_at DATETIME(3) NOT NULL,
      captured_at DATETIME(3) NULL,
      next_ask_at DATETIME(3) NULL,
      KEY payment_ask (next_ask_at),
      KEY payment_created (created_at),
      CONSTRAINT payment_master_fk FOREIGN KEY (master_booking_id) REFERENCES master_booking (id)
    )`,
    // Every Razorpay payment seen on one of our orders: failed tries, the one that counts, and the ones to give back.
    `CREATE TABLE payment_attempt (
      gateway_payment_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      payment_transaction_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status VARCHAR(12) NOT NULL,
      amount_paise BIGINT NOT NULL,
      method VARCHAR(20) NULL,
      error_reason VARCHAR(60) NULL,
      error_description VARCHAR(300) NULL,
      first_seen_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      KEY attempt_payment (payment_transaction_id)
    )`,
    `CREATE TABLE refund (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      payment_transaction_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      gateway_payment_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      gateway_refund_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
      idempotency_key CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      kind VARCHAR(20) NOT NULL,
      status VARCHAR(20) NOT NULL,
      amount_paise BIGINT NOT NULL,
      reason VARCHAR(40) NOT NULL,
      requested_at DATETIME(3) NOT NULL,
      KEY refund_master (master_booking_id),
      KEY refund_status (status, requested_at),
      KEY refund_payment (gateway_payment_id),
      CONSTRAINT refund_payment_fk FOREIGN KEY (payment_transaction_id) REFERENCES payment_transaction (id)
    )`,
    `CREATE TABLE refund_line (
      refund_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      amount_paise BIGINT NOT NULL,
      PRIMARY KEY (refund_id, individual_booking_id),
      KEY refund_line_booking (individual_booking_id),
      CONSTRAINT refund_line_fk FOREIGN KEY (refund_id) REFERENCES refund (id)
    )`,
    // Append-only. (event, source_id) is unique, so that no event of the world can post twice.
    `CREATE TABLE ledger_posting (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      event VARCHAR(40) NOT NULL,
      source_id VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      occurred_at DATETIME(3) NOT NULL,
      UNIQUE KEY posting_once (event, source_id),
      KEY posting_at (occurred_at)
    )`,
    `CREATE TABLE ledger_entry (
      posting_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      line SMALLINT NOT NULL,
      account VARCHAR(40) NOT NULL,
      amount_paise BIGINT NOT NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      refund_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      payout_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      PRIMARY KEY (posting_id, line),
      KEY entry_master (master_booking_id),
      KEY entry_account (account),
      CONSTRAINT entry_posting_fk FOREIGN KEY (posting_id) REFERENCES ledger_posting (id)
    )`,
    `CREATE TABLE outbox_message (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      task VARCHAR(40) NOT NULL,
      payload TEXT NOT NULL,
      created_at DATETIME(3) NOT NULL,
      run_at DATETIME(3) NULL,
      leased_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      leased_until DATETIME(3) NULL,
      sent_at DATETIME(3) NULL,
      KEY outbox_unsent (sent_at, leased_until),
      KEY outbox_lease (leased_by)
    )`,
    `CREATE TABLE sent_mail (
      message_id VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      recipient VARCHAR(190) NOT NULL,
      subject VARCHAR(200) NOT NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      sent_at DATETIME(3) NOT NULL,
      KEY mail_master (master_booking_id)
    )`,
    `CREATE TABLE webhook_event (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      gateway_event_id VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      name VARCHAR(60) NOT NULL,
      gateway_order_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      gateway_payment_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
      raw_body MEDIUMTEXT NOT NULL,
      state VARCHAR(10) NOT NULL,
      error VARCHAR(500) NULL,
      deliveries INT NOT NULL,
      received_at DATETIME(3) NOT NULL,
      settled_at DATETIME(3) NULL,
      KEY webhook_received (received_at),
      KEY webhook_state (state, received_at),
      KEY webhook_order (gateway_order_id),
      KEY webhook_payment (gateway_payment_id)
    )`,
    // What our books and Razorpay's do not say alike, parked for a person instead of guessed.
    `CREATE TABLE discrepancy (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      kind VARCHAR(40) NOT NULL,
      subject_id VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      expected_paise BIGINT NULL,
      actual_paise BIGINT NULL,
      note VARCHAR(300) NOT NULL,
      opened_at DATETIME(3) NOT NULL,
      resolved_at DATETIME(3) NULL,
      UNIQUE KEY discrepancy_once (kind, subject_id),
      KEY discrepancy_open (resolved_at, opened_at)
    )`,
  ],
};
