import type { Migration } from '../migrate.ts';

/**
 * Who and what can be booked. Ids are 20 random characters made by the application (db/new-id.ts): nothing counts up,
 * so no key range is hot on a distributed engine and no id can be guessed.
 * Times of day are minutes since local midnight; money is paise; shares are basis points.
 */
export const world: Migration = {
  name: '0001-world',
  statements: [
    `CREATE TABLE city (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      slug VARCHAR(60) NOT NULL UNIQUE,
      name VARCHAR(80) NOT NULL
    )`,
    `CREATE TABLE clinic (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      city_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      slug VARCHAR(80) NOT NULL UNIQUE,
      name VARCHAR(120) NOT NULL,
      address VARCHAR(200) NOT NULL,
      locality VARCHAR(80) NOT NULL,
      pin_code CHAR(6) NOT NULL,
      phone VARCHAR(20) NOT NULL,
      zone VARCHAR(60) NOT NULL,
      CONSTRAINT clinic_city FOREIGN KEY (city_id) REFERENCES city (id)
    )`,
    `CREATE TABLE specialisation (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      slug VARCHAR(60) NOT NULL UNIQUE,
      name VARCHAR(80) NOT NULL,
      treats VARCHAR(200) NOT NULL
    )`,
    `CREATE TABLE lab_test (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      slug VARCHAR(80) NOT NULL UNIQUE,
      name VARCHAR(120) NOT NULL,
      also_known_as VARCHAR(200) NOT NULL,
      preparation VARCHAR(200) NOT NULL
    )`,
    `CREATE TABLE cancellation_policy (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      name VARCHAR(80) NOT NULL,
      version INT NOT NULL,
      body TEXT NOT NULL,
      created_at DATETIME(3) NOT NULL,
      UNIQUE KEY policy_version (name, version)
    )`,
    `CREATE TABLE provider (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      kind VARCHAR(10) NOT NULL,
      slug VARCHAR(80) NOT NULL UNIQUE,
      name VARCHAR(120) NOT NULL,
      specialisation_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      qualification VARCHAR(120) NOT NULL,
      registration_number VARCHAR(60) NOT NULL,
      languages VARCHAR(120) NOT NULL,
      experience_years SMALLINT NOT NULL,
      about VARCHAR(600) NOT NULL,
      min_notice_minutes INT NOT NULL,
      horizon_days SMALLINT NOT NULL,
      follow_up_days SMALLINT NOT NULL,
      follow_up_price_bps INT NOT NULL,
      kept_fee_provider_bps INT NOT NULL,
      onboarding_status VARCHAR(12) NOT NULL,
      active TINYINT(1) NOT NULL,
      KEY provider_specialisation (specialisation_id, active),
      KEY provider_name (name),
      CONSTRAINT provider_specialisation_fk FOREIGN KEY (specialisation_id) REFERENCES specialisation (id)
    )`,
    `CREATE TABLE provider_clinic (
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      clinic_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY (provider_id, clinic_id),
      KEY clinic_provider (clinic_id, provider_id)
    )`,
    `CREATE TABLE provider_commission (
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      service_kind VARCHAR(12) NOT NULL,
      commission_bps INT NOT NULL,
      PRIMARY KEY (provider_id, service_kind)
    )`,
    `CREATE TABLE service (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      kind VARCHAR(12) NOT NULL,
      lab_test_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      name VARCHAR(120) NOT NULL,
      list_price_paise BIGINT NOT NULL,
      duration_minutes SMALLINT NOT NULL,
      buffer_minutes SMALLINT NOT NULL,
      policy_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      active TINYINT(1) NOT NULL,
      KEY service_provider (provider_id, active),
      KEY service_lab_test (lab_test_id, active),
      CONSTRAINT service_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id),
      CONSTRAINT service_policy_fk FOREIGN KEY (policy_id) REFERENCES cancellation_policy (id)
    )`,
    // weekly: weekday + minutes; extra: on_date + minutes; leave: on_date..until_date, whole days or minutes.
    `CREATE TABLE schedule_rule (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      clinic_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      kind VARCHAR(8) NOT NULL,
      weekday TINYINT NULL,
      on_date DATE NULL,
      until_date DATE NULL,
      start_minute SMALLINT NOT NULL,
      end_minute SMALLINT NOT NULL,
      capacity SMALLINT NOT NULL,
      note VARCHAR(120) NOT NULL,
      KEY schedule_provider (provider_id),
      CONSTRAINT schedule_provider_fk FOREIGN KEY (provider_id) REFERENCES provider (id)
    )`,
    `CREATE TABLE coupon (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      code VARCHAR(30) NOT NULL UNIQUE,
      description VARCHAR(200) NOT NULL,
      percent_bps INT NULL,
      flat_paise BIGINT NULL,
      cap_paise BIGINT NULL,
      minimum_spend_paise BIGINT NOT NULL,
      starts_at DATETIME(3) NOT NULL,
      ends_at DATETIME(3) NOT NULL,
      per_patient_limit INT NULL,
      total_limit INT NULL,
      eligible_kinds VARCHAR(60) NOT NULL,
      funded_by VARCHAR(10) NOT NULL,
      after_cancel VARCHAR(10) NOT NULL,
      active TINYINT(1) NOT NULL
    )`,
  ],
};
