import { sql } from 'kysely';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';

const PAGE_ROWS = 50;

export type ApprovalState = 'open' | 'decided';

/** Overrides that wait for a second admin, the longest waiting first; or the decided ones, the latest first. `body` is the wish as JSON. */
export async function listApprovals(db: Database, state: ApprovalState, turn: PageTurn, size = PAGE_ROWS) {
  const by = state === 'open' ? 'approval.asked_at' : 'approval.decided_at';
  return readPage(turn, { columns: [by, 'approval.id'], size, oldestFirst: state === 'open' }, (span) =>
    approvals(db)
      .select(sql<Date>`${sql.ref(by)}`.as('listed_at'))
      .$if(state === 'open', (query) => query.where('approval.decision', 'is', null))
      .$if(state === 'decided', (query) => query.where('approval.decision', 'in', ['granted', 'denied']))
      .where(span.within)
      .orderBy(by, span.direction)
      .orderBy('approval.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

function approvals(db: Database) {
  return db
    .selectFrom('refund_approval as approval')
    .innerJoin('master_booking as master', 'master.id', 'approval.master_booking_id')
    .innerJoin('account as patient', 'patient.id', 'master.patient_id')
    .innerJoin('account as asker', 'asker.id', 'approval.asked_by')
    .leftJoin('account as decider', 'decider.id', 'approval.decided_by')
    .where('approval.kind', '=', 'override')
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
