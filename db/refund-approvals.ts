import type { Database } from './client.ts';

const OPEN_ROWS = 100;
const DECIDED_ROWS = 50;

/** Overrides that wait for a second admin, the longest waiting first. `body` is the wish as JSON. */
export async function listOpenApprovals(db: Database) {
  return approvals(db).where('approval.decision', 'is', null).orderBy('approval.asked_at').limit(OPEN_ROWS).execute();
}

/** The latest decided ones. */
export async function listDecidedApprovals(db: Database) {
  return approvals(db).where('approval.decision', 'in', ['granted', 'denied']).orderBy('approval.decided_at', 'desc').limit(DECIDED_ROWS).execute();
}

function approvals(db: Database) {
  return db
    .selectFrom('refund_approval as approval')
    .innerJoin('master_booking as master', 'master.id', 'approval.master_booking_id')
    .innerJoin('account as patient', 'patient.id', 'master.patient_id')
    .innerJoin('account as asker', 'asker.id', 'approval.asked_by')
    .leftJoin('account as decider', 'decider.id', 'approval.decided_by')
    .select([
      'approval.id', 'approval.body', 'approval.amount_paise', 'approval.asked_by', 'approval.asked_at', 'approval.decided_at', 'approval.decision',
      'master.code', 'patient.name as patient_name', 'asker.name as asked_by_name', 'decider.name as decided_by_name',
    ]);
}

/** Names of the services by the part ids that wishes carry. */
export async function nameParts(db: Database, partIds: readonly string[]) {
  if (partIds.length === 0) return new Map<string, { service_name: string; provider_name: string }>();
  const rows = await db
    .selectFrom('individual_booking as part')
    .innerJoin('provider', 'provider.id', 'part.provider_id')
    .select(['part.id', 'part.service_name', 'provider.name as provider_name'])
    .where('part.id', 'in', partIds)
    .execute();
  return new Map(rows.map((row) => [row.id, { service_name: row.service_name, provider_name: row.provider_name }]));
}
