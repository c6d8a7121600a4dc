import type { Migration } from '../migrate.ts';

/** What the desk lists newest first under a filter, and the numbers of patients in the one spelling that is searched for. */
export const deskIndexes: Migration = {
  name: '0006-desk-indexes',
  statements: [
    `ALTER TABLE payment_transaction ADD KEY payment_status (status, created_at)`,
    `ALTER TABLE master_booking ADD KEY master_status (status, created_at)`,
    `ALTER TABLE refund ADD KEY refund_requested (requested_at), ADD KEY refund_waiting (waiting_for, requested_at)`,
    `UPDATE patient SET phone = REPLACE(phone, ' ', '') WHERE phone LIKE '+91 %'`,
  ],
};
