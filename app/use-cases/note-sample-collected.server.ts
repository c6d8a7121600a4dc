import { accepted, refused, type Outcome } from '#app/domain/refusal.ts';
import type { Database } from '#db/client.ts';
import type { GiveablePart } from '#db/giveable-parts.ts';
import { recordEvents } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { auditClosing, isBeforeItsDay, lockPart, type ClosingOrder, type ClosingRefusal } from './close-booking.server.ts';

/** The sample was taken: from here a lab test cannot be cancelled for money (product.md 4). It stays to be completed. */
export async function noteSampleCollected(db: Database, order: ClosingOrder): Promise<Outcome<GiveablePart, ClosingRefusal>> {
  return tryInTransaction<GiveablePart, ClosingRefusal>(db, async (trx) => {
    const found = await lockPart(trx, order);
    if (!found.ok) return found;
    const part = found.value;
    if (part.serviceKind !== 'lab_test') return refused({ code: 'no_sample', message: 'Only a lab test has a sample.' });
    if (isBeforeItsDay(part, order.now)) return refused({ code: 'too_early', message: 'This test is on a later day. Note the sample on its day.' });
    if (part.sampleCollectedAt !== null) return accepted(part);
    await trx.updateTable('individual_booking').set({ sample_collected_at: order.now }).where('id', '=', part.id).execute();
    await recordEvents(
      trx,
      [{ subjectKind: 'individual_booking', subjectId: part.id, masterBookingId: part.masterBookingId, event: 'sample_collected', from: 'confirmed', to: 'confirmed' }],
      order.actor,
      order.now,
    );
    await auditClosing(trx, order, 'sample_collected');
    return accepted({ ...part, sampleCollectedAt: order.now });
  });
}
