import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listClawbacks } from '#db/clawback-lists.ts';
import { readClawbackFilters } from './admin.clawbacks._index/clawback-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listClawbacks>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['clawback', (row) => row.id],
  ['provider', (row) => row.provider_name],
  ['service', (row) => row.service_name],
  ['visit', (row) => row.code],
  ['refund', (row) => row.refund_id],
  ['since', (row) => row.created_at],
  ['over_a_month_since', (row) => row.escalated_at],
  ['closed_at', (row) => row.closed_at],
  ['taken_back_paise', (row) => row.amount_paise],
  ['open_paise', (row) => row.open_paise],
  ['written_off_paise', (row) => row.written_off_paise],
  ['write_off_asked_by', (row) => row.asked_by],
  ['write_off_ask_reason', (row) => row.ask_reason],
  ['written_off_by', (row) => row.written_off_by],
  ['write_off_reason', (row) => row.write_off_reason],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { state } = readClawbackFilters(request);
  const filters = { state };
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'clawbacks', filters, columns: COLUMNS, tables: [(turn, size) => listClawbacks(db, state, turn, size)] });
}
