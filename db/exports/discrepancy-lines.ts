import type { Trx } from '../client.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

/** One line per discrepancy, by the instant it was opened; open ones have no `resolvedAt`. */
export async function* discrepancyLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'opened_at', id: 'id' }, span, ({ within, limit }) =>
    trx.selectFrom('discrepancy').selectAll().select('opened_at as at').where(within).orderBy('opened_at').orderBy('id').limit(limit).execute(),
  );
  for await (const rows of pages) {
    for (const row of rows) {
      yield {
        discrepancyId: row.id,
        kind: row.kind,
        subjectId: row.subject_id,
        masterBookingId: row.master_booking_id,
        expectedPaise: row.expected_paise,
        actualPaise: row.actual_paise,
        note: row.note,
        openedAt: row.opened_at.toISOString(),
        resolvedAt: row.resolved_at?.toISOString() ?? null,
      };
    }
  }
}
