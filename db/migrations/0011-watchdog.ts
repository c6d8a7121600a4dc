import type { Migration } from '../migrate.ts';

/** Watching whether Razorpay still tells us what happens. */
export const watchdog: Migration = {
  name: '0011-watchdog',
  statements: [
    // Only counted, by the hour: bodies of forged requests are not worth keeping.
    `CREATE TABLE webhook_refusal (
      channel VARCHAR(2) NOT NULL,
      hour DATETIME(3) NOT NULL,
      refusals INT NOT NULL,
      last_at DATETIME(3) NOT NULL,
      PRIMARY KEY (channel, hour)
    )`,
    `CREATE TABLE webhook_watch (
      channel VARCHAR(2) NOT NULL PRIMARY KEY,
      looked_until DATETIME(3) NOT NULL
    )`,
    `CREATE TABLE watch_finding (
      id CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
      channel VARCHAR(2) NOT NULL,
      kind VARCHAR(20) NOT NULL,
      first_missed_at DATETIME(3) NOT NULL,
      last_missed_at DATETIME(3) NOT NULL,
      missed INT NOT NULL,
      repaired_payments INT NOT NULL,
      repaired_refunds INT NOT NULL,
      repaired_payouts INT NOT NULL,
      repaired_loads INT NOT NULL,
      opened_at DATETIME(3) NOT NULL,
      told_at DATETIME(3) NULL,
      closed_at DATETIME(3) NULL,
      open_channel VARCHAR(2) NULL,
      UNIQUE KEY finding_open (open_channel),
      KEY finding_opened (opened_at, id)
    )`,
  ],
};
