import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import type { Approval } from './admin.approvals._index/approval.ts';
import { readApprovalFilters, readApprovals } from './admin.approvals._index/read-approvals.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

const COLUMNS: CsvColumn<Approval<Date>>[] = [
  ['visit', (row) => row.code],
  ['patient', (row) => row.patientName],
  ['service', (row) => row.service],
  ['also_cancel', (row) => row.alsoCancel],
  ['reason', (row) => row.reason],
  ['note', (row) => row.note],
  ['asked_by', (row) => row.askedBy],
  ['asked_at', (row) => row.askedAt],
  ['decision', (row) => row.decision],
  ['decided_by', (row) => row.decidedBy],
  ['decided_at', (row) => row.decidedAt],
  ['amount_paise', (row) => row.amountPaise],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { state } = readApprovalFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'approvals', filters: { state }, columns: COLUMNS, tables: [(turn, size) => readApprovals(db, adminId, state, turn, size)] });
}
