import { localDateOf } from '#app/domain/appointment-time.ts';
import { deriveMasterStatus, type IndividualStatus } from '#app/domain/booking.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database, Trx } from '#db/client.ts';
import { findGiveablePart, type GiveablePart } from '#db/giveable-parts.ts';
import { recordEvents, type ActorRef } from '#db/status-events.ts';
import { tryInTransaction } from '#db/transaction.ts';
import { lockVisit } from '#db/visits-for-update.ts';

export interface ClosingOrder {
  readonly bookingId: string;
  /** Whose it must be; null for an admin, who may close anybody's. */
  readonly providerId: string | null;
  readonly actor: ActorRef;
  readonly now: Date;
}

export type ClosingRefusal = Refusal<'no_such_booking' | 'not_confirmed' | 'too_early' | 'no_sample'>;

const STATUS_WORDS: Readonly<Record<IndividualStatus, string>> = {
  scheduled: 'not paid yet', confirmed: 'confirmed', completed: 'already completed', cancelled: 'cancelled', no_show: 'already marked as a no-show',
};

interface Closing {
  readonly to: 'completed' | 'no_show';
  readonly event: 'completed' | 'marked_no_show';
  /** Why not yet; null when it may be closed. */
  readonly refuse: (part: GiveablePart) => ClosingRefusal | null;
  readonly write: (trx: Trx, part: GiveablePart) => Promise<void>;
}

/**
 * Ends one confirmed booking, once, under its visit's lock: the status, the visit's derived one, the event and the audit
 * row; what it means for money is the caller's `write`, in the same transaction.
 */
export async function closeBooking(db: Database, order: ClosingOrder, closing: Closing): Promise<Outcome<GiveablePart, ClosingRefusal>> {
  return tryInTransaction<GiveablePart, ClosingRefusal>(db, async (trx) => {
    const found = await lockPart(trx, order);
    if (!found.ok) return found;
    const part = found.value;
    const refusal = closing.refuse(part);
    if (refusal) return refused(refusal);
    await trx
      .updateTable('individual_booking')
      .set({ status: closing.to, ...(closing.to === 'completed' && { completed_at: order.now }) })
      .where('id', '=', part.id)
      .where('status', '=', 'confirmed')
      .executeTakeFirstOrThrow();
    const statuses = await trx.selectFrom('individual_booking').select('status').where('master_booking_id', '=', part.masterBookingId).execute();
    await trx.updateTable('master_booking').set({ status: deriveMasterStatus(statuses.map(({ status }) => status)) }).where('id', '=', part.masterBookingId).execute();
    await closing.write(trx, part);
    await recordEvents(
      trx,
      [{ subjectKind: 'individual_booking', subjectId: part.id, masterBookingId: part.masterBookingId, event: closing.event, from: 'confirmed', to: closing.to }],
      order.actor,
      order.now,
    );
    await auditClosing(trx, order, closing.event);
    return accepted(part);
  });
}

/** The part as it is under its visit's lock, still confirmed; the status is looked at first, since it tells most. */
export async function lockPart(trx: Trx, order: ClosingOrder): Promise<Outcome<GiveablePart, ClosingRefusal>> {
  const unlocked = await findGiveablePart(trx, order);
  if (!unlocked) return refused({ code: 'no_such_booking', message: 'There is no such booking.' });
  await lockVisit(trx, unlocked.masterBookingId);
  const part = (await findGiveablePart(trx, order))!;
  if (part.status !== 'confirmed') return refused({ code: 'not_confirmed', message: `This booking is ${STATUS_WORDS[part.status]}. Nothing was changed.` });
  return accepted(part);
}

/** On the booking's own day at the clinic, or later; patients come early, but not a day early. */
export function isBeforeItsDay(part: GiveablePart, now: Date): boolean {
  return localDateOf(now, part.zone) < localDateOf(part.startsAt, part.zone);
}

export async function auditClosing(trx: Trx, order: ClosingOrder, verb: string): Promise<void> {
  await writeAudit(trx, { actorKind: order.actor.kind, actorId: order.actor.id, verb, subjectKind: 'individual_booking', subjectId: order.bookingId, at: order.now });
}
