import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listProviders } from '#db/admin-providers.ts';
import { readProviderFilters } from './admin.providers._index/provider-filters.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = Awaited<ReturnType<typeof listProviders>>['rows'][number];

const COLUMNS: CsvColumn<Row>[] = [
  ['provider', (row) => row.name],
  ['kind', (row) => row.kind],
  ['registration_number', (row) => row.registration_number],
  ['status', (row) => row.onboarding_status],
  ['legal_name', (row) => row.legal_name],
  ['bank', (row) => row.bank_name],
  ['account', (row) => row.shown_as],
  ['account_status', (row) => row.account_status],
  ['in_review', (row) => row.in_review],
  ['shared_account', (row) => row.shared],
  ['documents', (row) => row.documents],
  // Nobody has given details before there were any: it stands for never.
  ['details_at', (row) => (row.listed_at.getUTCFullYear() < 1971 ? null : row.listed_at)],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { filters, wish } = readProviderFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, { name: 'providers', filters, columns: COLUMNS, tables: [(turn, size) => listProviders(db, wish, turn, size)] });
}
