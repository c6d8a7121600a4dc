import type { Migration } from '../migrate.ts';

/**
 * Baskets, the two booking tables and the claims. Names, prices, policy and commission are copied onto the individual
 * booking when it is held: what was bought never changes because a catalogue row did.
 */
export const bookings: Migration = {
  name: '0003-bookings',
  statements: [
    `CREATE TABLE basket (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      patient_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      coupon_code VARCHAR(30) NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      updated_at DATETIME(3) NOT NULL,
      KEY basket_patient (patient_id),
      KEY basket_master (master_booking_id),
      KEY basket_updated (updated_at)
    )`,
    `CREATE TABLE basket_line (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      basket_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      position SMALLINT NOT NULL,
      service_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      clinic_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      starts_at DATETIME(3) NOT NULL,
      follows_line_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      follows_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      lost_at DATETIME(3) NULL,
      KEY basket_line_basket (basket_id, position),
      CONSTRAINT basket_line_basket_fk FOREIGN KEY (basket_id) REFERENCES basket (id) ON DELETE CASCADE
    )`,
    `CREATE TABLE master_booking (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      code VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
      patient_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      status VARCHAR(20) NOT NULL,
      list_total_paise BIGINT NOT NULL,
      discount_paise BIGINT NOT NULL,
      total_paise BIGINT NOT NULL,
      coupon_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      coupon_terms TEXT NULL,
      hold_expires_at DATETIME(3) NOT NULL,
      created_at DATETIME(3) NOT NULL,
      confirmed_at DATETIME(3) NULL,
      KEY master_patient (patient_id, created_at),
      KEY master_created (created_at),
      KEY master_hold (status, hold_expires_at)
    )`,
    `CREATE TABLE individual_booking (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      position SMALLINT NOT NULL,
      service_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      service_kind VARCHAR(12) NOT NULL,
      service_name VARCHAR(120) NOT NULL,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      clinic_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      zone VARCHAR(60) NOT NULL,
      starts_at DATETIME(3) NOT NULL,
      duration_minutes SMALLINT NOT NULL,
      buffer_minutes SMALLINT NOT NULL,
      capacity SMALLINT NOT NULL,
      status VARCHAR(10) NOT NULL,
      full_price_paise BIGINT NOT NULL,
      list_price_paise BIGINT NOT NULL,
      coupon_eligible TINYINT(1) NOT NULL,
      coupon_share_paise BIGINT NOT NULL,
      paid_paise BIGINT NOT NULL,
      coupon_funded_by VARCHAR(10) NOT NULL,
      commission_bps INT NOT NULL,
      kept_fee_provider_bps INT NOT NULL,
      policy TEXT NOT NULL,
      follows_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      uses_follow_up_grant TINYINT(1) NOT NULL,
      ics_sequence INT NOT NULL,
      created_at DATETIME(3) NOT NULL,
      sample_collected_at DATETIME(3) NULL,
      completed_at DATETIME(3) NULL,
      cancelled_at DATETIME(3) NULL,
      cancelled_by VARCHAR(10) NULL,
      cancel_reason VARCHAR(40) NULL,
      KEY individual_master (master_booking_id, position),
      KEY individual_provider (provider_id, starts_at),
      KEY individual_follows (follows_booking_id),
      CONSTRAINT individual_master_fk FOREIGN KEY (master_booking_id) REFERENCES master_booking (id)
    )`,
    // One taken seat at one tick (5 minutes since the epoch) of one provider or patient. The key is the whole promise
    // against double booking: no code has to be right for it to hold. expires_at is null once the booking is paid.
    `CREATE TABLE calendar_claim (
      subject_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      tick INT UNSIGNED NOT NULL,
      seat SMALLINT UNSIGNED NOT NULL,
      individual_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      expires_at DATETIME(3) NULL,
      PRIMARY KEY (subject_id, tick, seat),
      KEY claim_booking (individual_booking_id)
    )`,
    `CREATE TABLE coupon_redemption (
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      coupon_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      patient_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      discount_paise BIGINT NOT NULL,
      expires_at DATETIME(3) NULL,
      KEY redemption_coupon (coupon_id, patient_id)
    )`,
    `CREATE TABLE status_event (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      subject_kind VARCHAR(20) NOT NULL,
      subject_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      master_booking_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      event VARCHAR(40) NOT NULL,
      from_status VARCHAR(20) NULL,
      to_status VARCHAR(20) NOT NULL,
      actor_kind VARCHAR(10) NOT NULL,
      actor_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      at DATETIME(3) NOT NULL,
      note VARCHAR(300) NULL,
      KEY event_master (master_booking_id, at)
    )`,
  ],
};
