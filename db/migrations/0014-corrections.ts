import type { Migration } from '../migrate.ts';

/** What the ledger was corrected by for a difference, and how often: theirs may change again, or come true at ours. */
export const corrections: Migration = {
  name: '0014-corrections',
  statements: [`ALTER TABLE discrepancy ADD COLUMN corrected_paise BIGINT NOT NULL DEFAULT 0, ADD COLUMN corrections INT NOT NULL DEFAULT 0`],
};
