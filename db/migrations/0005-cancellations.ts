import type { Migration } from '../migrate.ts';

/** Cancelling parts of a visit, and sending the money back. A quote is what was shown; a cancellation is what was done. */
export const cancellations: Migration = {
  name: '0005-cancellations',
  statements: [
    `ALTER TABLE individual_booking
      ADD COLUMN kept_fee_paise BIGINT NOT NULL DEFAULT 0,
      ADD COLUMN requalified_paise BIGINT NOT NULL DEFAULT 0,
      ADD COLUMN regranted_paise BIGINT NOT NULL DEFAULT 0,
      ADD COLUMN goodwill_paise BIGINT NOT NULL DEFAULT 0`,
    `ALTER TABLE master_booking ADD COLUMN requalified_at DATETIME(3) NULL`,
    `ALTER TABLE refund
      ADD COLUMN cancellation_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN requested_by_kind VARCHAR(10) NOT NULL DEFAULT 'system',
      ADD COLUMN requested_by_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN note VARCHAR(500) NULL,
      ADD COLUMN tries INT NOT NULL DEFAULT 0,
      ADD COLUMN claimed_at DATETIME(3) NULL,
      ADD COLUMN next_try_at DATETIME(3) NULL,
      ADD COLUMN waiting_for VARCHAR(20) NULL,
      ADD COLUMN parked_reason VARCHAR(300) NULL,
      ADD COLUMN bank_reference VARCHAR(60) NULL,
      ADD COLUMN sent_at DATETIME(3) NULL,
      ADD COLUMN settled_at DATETIME(3) NULL,
      ADD KEY refund_due (status, next_try_at)`,
    `CREATE TABLE refund_attempt (
      refund_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      number INT NOT NULL,
      started_at DATETIME(3) NOT NULL,
      ended_at DATETIME(3) NULL,
      outcome VARCHAR(20) NULL,
      detail VARCHAR(300) NULL,
      PRIMARY KEY (refund_id, number)
    )`,
    `CREATE TABLE cancellation_quote (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      actor_kind VARCHAR(10) NOT NULL,
      actor_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      body TEXT NOT NULL,
      refund_paise BIGINT NOT NULL,
      state_of_visit CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      used_at DATETIME(3) NULL,
      KEY quote_master (master_booking_id),
      KEY quote_leftover (used_at, expires_at)
    )`,
    `CREATE TABLE cancellation (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      quote_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL UNIQUE,
      actor_kind VARCHAR(10) NOT NULL,
      actor_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      reason VARCHAR(40) NOT NULL,
      note VARCHAR(500) NULL,
      refund_paise BIGINT NOT NULL,
      quoted_at DATETIME(3) NOT NULL,
      cancelled_at DATETIME(3) NOT NULL,
      KEY cancellation_master (master_booking_id, cancelled_at)
    )`,
    // The whole arithmetic of one cancelled part, as shown and as executed; a receipt and an outside checker need no more.
    `CREATE TABLE cancellation_line (
      cancellation_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      list_price_paise BIGINT NOT NULL,
      coupon_share_paise BIGINT NOT NULL,
      paid_paise BIGINT NOT NULL,
      already_refunded_paise BIGINT NOT NULL,
      fee_paise BIGINT NOT NULL,
      requalify_paise BIGINT NOT NULL,
      refund_paise BIGINT NOT NULL,
      tier_index SMALLINT NULL,
      sample_collected_at DATETIME(3) NULL,
      reasons TEXT NOT NULL,
      PRIMARY KEY (cancellation_id, individual_booking_id),
      UNIQUE KEY cancelled_once (individual_booking_id),
      CONSTRAINT cancellation_line_fk FOREIGN KEY (cancellation_id) REFERENCES cancellation (id)
    )`,
    // An override above the limit waits here for a second admin; the refund is made only when it is granted.
    `CREATE TABLE refund_approval (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      body TEXT NOT NULL,
      amount_paise BIGINT NOT NULL,
      asked_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      asked_at DATETIME(3) NOT NULL,
      decided_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      decided_at DATETIME(3) NULL,
      decision VARCHAR(10) NULL,
      KEY approval_open (decision, asked_at),
      KEY approval_master (master_booking_id)
    )`,
  ],
};
