import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listParkedRefunds, listRefunds } from '#db/admin-refunds.ts';
import { readRefundFilters } from './admin.refunds._index/refund-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listRefunds>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['refund', (row) => row.id],
  ['visit', (row) => row.code],
  ['patient', (row) => row.patient_name],
  ['asked_at', (row) => row.listed_at],
  ['kind', (row) => row.kind],
  ['reason', (row) => row.reason],
  ['status', (row) => row.status],
  ['waiting_for', (row) => row.waiting_for],
  ['next_try_at', (row) => row.next_try_at],
  ['needs_you_because', (row) => row.parked_reason],
  ['tries', (row) => row.tries],
  ['bank_reference', (row) => row.bank_reference],
  ['amount_paise', (row) => row.amount_paise],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { filters } = readRefundFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'refunds', filters, columns: COLUMNS, tables: [(turn, size) => listParkedRefunds(db, filters, turn, size), (turn, size) => listRefunds(db, filters, turn, size)] });
}
