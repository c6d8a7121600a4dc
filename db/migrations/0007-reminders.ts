import type { Migration } from '../migrate.ts';

export const reminders: Migration = {
  name: '0007-reminders',
  statements: [
    `ALTER TABLE individual_booking
      ADD COLUMN reminded_at DATETIME(3) NULL,
      ADD KEY individual_ahead (status, starts_at)`,
  ],
};
