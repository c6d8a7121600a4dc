import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listPayouts } from '#db/admin-payouts.ts';
import { readPayoutFilters } from './admin.payouts._index/payout-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listPayouts>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['payout', (row) => row.id],
  ['provider', (row) => row.provider_name],
  ['service', (row) => row.service_name],
  ['visit', (row) => row.code],
  ['earned_at', (row) => row.listed_at],
  ['status', (row) => row.status],
  ['held_because', (row) => row.hold_reason],
  ['note', (row) => row.note],
  ['attempts', (row) => row.attempts],
  ['next_try_at', (row) => row.next_try_at],
  ['utr', (row) => row.utr],
  ['amount_paise', (row) => row.amount_paise],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { filters, wish } = readPayoutFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'payouts', filters, columns: COLUMNS, tables: [(turn, size) => listPayouts(db, wish, turn, size)] });
}
