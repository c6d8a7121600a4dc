import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listFindings } from '#db/watch-findings.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listFindings>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['finding', (row) => row.id],
  ['channel', (row) => row.channel],
  ['kind', (row) => row.kind],
  ['first_missed_at', (row) => row.first_missed_at],
  ['last_missed_at', (row) => row.last_missed_at],
  ['missed', (row) => row.missed],
  ['repaired_payments', (row) => row.repaired_payments],
  ['repaired_refunds', (row) => row.repaired_refunds],
  ['repaired_payouts', (row) => row.repaired_payouts],
  ['repaired_loads', (row) => row.repaired_loads],
  ['opened_at', (row) => row.opened_at],
  ['told_at', (row) => row.told_at],
  ['closed_at', (row) => row.closed_at],
];

/** What the watchdog found about webhooks, ever. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'webhook-findings', filters: {}, columns: COLUMNS, tables: [(turn, size) => listFindings(db, turn, size)] });
}
