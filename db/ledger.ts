import type { Posting } from '#app/domain/ledger-entries.ts';
import type { Trx } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { newId } from './new-id.ts';

/**
 * Appends balanced postings. Only a transaction may call it, because a posting belongs to the state change beside it;
 * the unique (event, source_id) makes a second posting of one event fail the transaction instead of doubling money.
 */
export async function post(trx: Trx, postings: readonly Posting[], now: Date): Promise<void> {
  const filled = postings.filter((posting) => posting.lines.length > 0).map((posting) => ({ id: newId(), ...posting }));
  if (filled.length === 0) return;
  await trx
    .insertInto('ledger_posting')
    .values(filled.map((posting) => ({ id: posting.id, event: posting.event, source_id: posting.sourceId, occurred_at: now })))
    .execute();
  await insertRows(
    trx,
    'ledger_entry',
    filled.flatMap((posting) =>
      posting.lines.map((line, index) => ({
        posting_id: posting.id,
        line: index + 1,
        account: line.account,
        amount_paise: line.amountPaise,
        master_booking_id: posting.masterBookingId,
        individual_booking_id: line.individualBookingId ?? null,
        refund_id: posting.refundId ?? null,
        payout_id: posting.payoutId ?? null,
        provider_id: line.providerId ?? null,
      })),
    ),
  );
}
