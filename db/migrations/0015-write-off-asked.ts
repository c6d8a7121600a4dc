import type { Migration } from '../migrate.ts';

/** A write-off above what one admin may decide alone waits for another. */
export const writeOffAsked: Migration = {
  name: '0015-write-off-asked',
  statements: [
    `ALTER TABLE clawback
      ADD COLUMN write_off_asked_by CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN write_off_asked_at DATETIME(3) NULL,
      ADD COLUMN write_off_ask_reason VARCHAR(300) NULL,
      ADD KEY clawback_written_off (written_off_by, closed_at)`,
  ],
};
