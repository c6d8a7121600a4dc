import type { Trx } from '../client.ts';
import type { ExportSpan } from './export-span.ts';
import { pagesInOrder } from './pages-in-order.ts';

/** One line per entry, debit positive, by the instant its posting occurred; the entries of a posting stand together. */
export async function* ledgerLines(trx: Trx, span: ExportSpan) {
  const pages = pagesInOrder({ at: 'occurred_at', id: 'id' }, span, ({ within, limit }) =>
    trx.selectFrom('ledger_posting').select(['id', 'event', 'occurred_at as at']).where(within).orderBy('occurred_at').orderBy('id').limit(limit).execute(),
  );
  for await (const postings of pages) {
    const entries = await trx
      .selectFrom('ledger_entry')
      .selectAll()
      .where('posting_id', 'in', postings.map(({ id }) => id))
      .orderBy('line')
      .execute();
    const ofPosting = Map.groupBy(entries, (entry) => entry.posting_id);
    for (const posting of postings) {
      for (const entry of ofPosting.get(posting.id) ?? []) {
        yield {
          postingId: posting.id,
          event: posting.event,
          occurredAt: posting.at.toISOString(),
          account: entry.account,
          amountPaise: entry.amount_paise,
          masterBookingId: entry.master_booking_id,
          individualBookingId: entry.individual_booking_id,
          refundId: entry.refund_id,
          payoutId: entry.payout_id,
        };
      }
    }
  }
}
