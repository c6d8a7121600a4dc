import { deriveMasterStatus } from '#app/domain/booking.ts';
import type { Database } from '#db/client.ts';
import { recordEvents, SYSTEM } from '#db/status-events.ts';
import { inTransaction } from '#db/transaction.ts';
import { getParts, lockVisit } from '#db/visits-for-update.ts';

interface Moment {
  readonly masterBookingId: string;
  readonly partId: string;
  readonly at: Date;
}

/** The lab has the sample, which ends the tier that looks at it; nobody comes for a part that was cancelled. */
export async function collectSample(db: Database, { partId, at }: Moment): Promise<void> {
  await db
    .updateTable('individual_booking')
    .set({ sample_collected_at: at })
    .where('id', '=', partId)
    .where('status', '=', 'confirmed')
    .where('sample_collected_at', 'is', null)
    .execute();
}

/** A part is completed or missed, as the seed's own past is: with its event and the visit's derived status. */
export async function giveService(db: Database, { masterBookingId, partId, at, missed }: Moment & { readonly missed: boolean }): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockVisit(trx, masterBookingId);
    const to = missed ? ('no_show' as const) : ('completed' as const);
    const result = await trx
      .updateTable('individual_booking')
      .set({ status: to, completed_at: missed ? null : at })
      .where('id', '=', partId)
      .where('status', '=', 'confirmed')
      .executeTakeFirstOrThrow();
    if (result.numUpdatedRows !== 1n) return;
    const parts = await getParts(trx, masterBookingId);
    await trx.updateTable('master_booking').set({ status: deriveMasterStatus(parts.map((part) => part.status)) }).where('id', '=', masterBookingId).execute();
    const event = missed ? 'marked_no_show' : 'completed';
    await recordEvents(trx, [{ subjectKind: 'individual_booking', subjectId: partId, masterBookingId, event, from: 'confirmed', to }], SYSTEM, at);
  });
}
