import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import type { Database } from '#db/client.ts';
import { listDiscrepancies, type DiscrepancyFilter } from '#db/discrepancy-lists.ts';
import { readInboxFilters } from '../admin.discrepancies._index/inbox-filters.server.ts';
import { csvDownload, csvLine } from '../admin/csv-download.server.ts';

const ROWS_AT_ONCE = 500;
const HEADINGS = ['discrepancyId', 'kind', 'subjectId', 'day', 'source', 'visit', 'expectedPaise', 'actualPaise', 'effectPaise', 'note', 'openedAt', 'escalatedAt', 'resolvedAt', 'resolution', 'reason', 'linkedTo'];

/** The inbox under the filters of the address, all pages of it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const { wish } = readInboxFilters(request);
  return csvDownload(db, { request, adminId, name: 'discrepancies', filters: wish, now: new Date() }, lines(db, wish));
}

type Page = Awaited<ReturnType<typeof listDiscrepancies>>;

async function* lines(db: Database, wish: DiscrepancyFilter): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  let after: string | null = null;
  do {
    const page: Page = await listDiscrepancies(db, wish, { after }, ROWS_AT_ONCE);
    yield page.rows.map((row) => csvLine(cellsOf(row))).join('');
    after = page.older;
  } while (after !== null);
}

function cellsOf(row: Page['rows'][number]): unknown[] {
  return [
    row.id, row.kind, row.subject_id, row.day, row.source, row.code, row.expected_paise, row.actual_paise, row.effect_paise, row.note, row.listed_at.toISOString(), row.escalated_at?.toISOString(),
    row.resolved_at?.toISOString(), row.resolution, row.resolve_reason, row.linked_id,
  ];
}
