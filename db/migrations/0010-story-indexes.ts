import type { Migration } from '../migrate.ts';

/** A money story begins at any reference that a bank, a patient or Razorpay quotes, and reads everything of its visit: each by a key. */
export const storyIndexes: Migration = {
  name: '0010-story-indexes',
  statements: [
    `ALTER TABLE payout_attempt ADD KEY attempt_utr (utr)`,
    `ALTER TABLE refund ADD KEY refund_reference (bank_reference)`,
    `ALTER TABLE statement_line ADD KEY statement_utr (utr)`,
  ],
};
