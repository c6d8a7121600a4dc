import type { Migration } from '../migrate.ts';

/** The audit log is searched by deed, by role and by whatever it was done to; a session may show what a patient sees; each channel's last event is asked for. */
export const auditSearch: Migration = {
  name: '0012-audit-search',
  statements: [
    `ALTER TABLE audit_log
      ADD KEY audit_verb (verb, at),
      ADD KEY audit_role (actor_kind, at),
      ADD KEY audit_subject_id (subject_id, at)`,
    `ALTER TABLE discrepancy ADD KEY discrepancy_master (master_booking_id)`,
    `ALTER TABLE clawback ADD KEY clawback_master (master_booking_id)`,
    `ALTER TABLE webhook_event ADD KEY webhook_channel (channel, received_at)`,
    `ALTER TABLE account ADD KEY account_role_name (role, name)`,
    `ALTER TABLE session
      ADD COLUMN acting_as CHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
      ADD COLUMN acting_until DATETIME(3) NULL`,
  ],
};
