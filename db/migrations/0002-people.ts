import type { Migration } from '../migrate.ts';

/** Who signs in. Tokens are stored as SHA-256 so that a copy of the database opens no session. */
export const people: Migration = {
  name: '0002-people',
  statements: [
    `CREATE TABLE account (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      email VARCHAR(190) NOT NULL UNIQUE,
      password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      role VARCHAR(8) NOT NULL,
      name VARCHAR(120) NOT NULL,
      provider_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      created_at DATETIME(3) NOT NULL,
      disabled_at DATETIME(3) NULL,
      KEY account_provider (provider_id)
    )`,
    // A patient is an account: the id is the account's.
    `CREATE TABLE patient (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      phone VARCHAR(20) NOT NULL,
      KEY patient_phone (phone),
      CONSTRAINT patient_account FOREIGN KEY (id) REFERENCES account (id)
    )`,
    `CREATE TABLE session (
      token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      account_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      revoked_at DATETIME(3) NULL,
      user_agent VARCHAR(200) NOT NULL,
      KEY session_account (account_id),
      KEY session_expiry (expires_at),
      CONSTRAINT session_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
    )`,
    `CREATE TABLE password_reset (
      token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      account_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      created_at DATETIME(3) NOT NULL,
      expires_at DATETIME(3) NOT NULL,
      used_at DATETIME(3) NULL,
      CONSTRAINT reset_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
    )`,
    // The shape that rate-limiter-flexible reads and writes; expire is epoch milliseconds.
    `CREATE TABLE rate_limit (
      \`key\` VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
      points INT NOT NULL DEFAULT 0,
      expire BIGINT UNSIGNED NULL
    )`,
    `CREATE TABLE audit_log (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      at DATETIME(3) NOT NULL,
      actor_kind VARCHAR(10) NOT NULL,
      actor_id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      verb VARCHAR(60) NOT NULL,
      subject_kind VARCHAR(30) NOT NULL,
      subject_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      before_json TEXT NULL,
      after_json TEXT NULL,
      reason VARCHAR(500) NULL,
      KEY audit_subject (subject_kind, subject_id, at),
      KEY audit_actor (actor_id, at),
      KEY audit_at (at)
    )`,
  ],
};
