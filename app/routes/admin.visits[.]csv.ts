import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listVisits } from '#db/admin-lists.ts';
import { readVisitFilters } from './admin.visits._index/visit-filters.server.ts';
import { visitRow } from './admin.visits._index/visit-table.tsx';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type Row = ReturnType<typeof visitRow>;

const COLUMNS: CsvColumn<Row>[] = [
  ['visit', (row) => row.code],
  ['patient', (row) => row.patient_name],
  ['services', (row) => row.parts.map((part) => (part.status === 'cancelled' ? `${part.service_name} (cancelled)` : part.service_name)).join('; ')],
  ['status', (row) => row.status],
  ['made_at', (row) => row.listed_at],
  ['total_paise', (row) => row.total_paise],
];

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { filters, wish } = readVisitFilters(request);
  return listCsv(db, { request, adminId, now: new Date() }, {
    name: 'visits',
    // What was searched for may be a patient's e-mail or phone; the log keeps only that somebody searched.
    filters: { ...filters, q: filters.q ? 'given' : undefined },
    columns: COLUMNS,
    tables: [
      async (turn, size) => {
        const { partsOf, rows, older } = await listVisits(db, wish, turn, size);
        return { rows: rows.map((row) => visitRow(row, partsOf)), older };
      },
    ],
  });
}
