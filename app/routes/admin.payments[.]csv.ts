import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listPayments } from '#db/admin-lists.ts';
import { readPaymentFilters } from './admin.payments._index/payment-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listPayments>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['visit', (row) => row.code],
  ['made_at', (row) => row.listed_at],
  ['order', (row) => row.gateway_order_id],
  ['payment', (row) => row.gateway_payment_id],
  ['method', (row) => row.method],
  ['status', (row) => row.status],
  ['next_ask_at', (row) => row.next_ask_at],
  ['amount_paise', (row) => row.amount_paise],
  ['fee_paise', (row) => row.fee_paise],
  ['tax_paise', (row) => row.tax_paise],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const now = new Date();
  const { filters, wish } = readPaymentFilters(request, now);
  return listCsv(db, { request, adminId, now }, { name: 'payments', filters, columns: COLUMNS, tables: [(turn, size) => listPayments(db, wish, turn, size)] });
}
