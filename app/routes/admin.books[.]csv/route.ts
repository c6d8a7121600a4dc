import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { addDays } from '#app/domain/appointment-time.ts';
import { resources } from '#app/server-resources.server.ts';
import { findBooksSpan, listBookDays } from '#db/books.ts';
import type { Database } from '#db/client.ts';
import { dayRow } from '../admin.books._index/day-row.server.ts';
import { csvDownload, csvLine } from '../admin/csv-download.server.ts';

const DAYS_AT_ONCE = 366;
const HEADINGS = ['day', 'state', 'openDiscrepancies', 'unexplainedPaise', 'transactions', 'paymentsSettledNetPaise', 'refundsPaise', 'payoutsPaise', 'settlementsPaise'];

/** Every day of the books, newest first, as the page lists them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db } = resources();
  const now = new Date();
  return csvDownload(db, { request, adminId, name: 'books', now }, lines(db, now));
}

async function* lines(db: Database, now: Date): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  const span = await findBooksSpan(db, now);
  if (!span) return;
  for (let last = span.last; last >= span.first; last = addDays(last, -DAYS_AT_ONCE)) {
    const first = addDays(last, 1 - DAYS_AT_ONCE);
    const days = await listBookDays(db, { first: first > span.first ? first : span.first, last });
    yield days.map((each) => csvLine(cellsOf(dayRow(each)))).join('');
  }
}

function cellsOf({ day, sums, openCount, unexplainedPaise }: ReturnType<typeof dayRow>): unknown[] {
  return [day, sums ? 'closed' : 'not closed', openCount, unexplainedPaise, sums?.transactions, sums?.settledPaise, sums?.refundsPaise, sums?.payoutsPaise, sums?.settlementsPaise];
}
