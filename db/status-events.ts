import type { Actor } from '#app/domain/booking.ts';
import type { Trx } from './client.ts';
import { insertRows } from './insert-rows.ts';
import { newId } from './new-id.ts';
import type { StatusEventTable } from './tables.ts';

export interface StatusEvent {
  readonly subjectKind: StatusEventTable['subject_kind'];
  readonly subjectId: string;
  /** Null where it is no visit's: a provider's onboarding. */
  readonly masterBookingId: string | null;
  readonly event: string;
  readonly from: string | null;
  readonly to: string;
  readonly note?: string;
}

/** Who did it; `id` is the account, absent for the system. */
export interface ActorRef {
  readonly kind: Actor;
  readonly id: string | null;
}

export const SYSTEM: ActorRef = { kind: 'system', id: null };

/** The row that goes with every change of state, in the same transaction. */
export async function recordEvents(trx: Trx, events: readonly StatusEvent[], actor: ActorRef, now: Date): Promise<void> {
  await insertRows(
    trx,
    'status_event',
    events.map((event) => ({
      id: newId(),
      subject_kind: event.subjectKind,
      subject_id: event.subjectId,
      master_booking_id: event.masterBookingId,
      event: event.event,
      from_status: event.from,
      to_status: event.to,
      actor_kind: actor.kind,
      actor_id: actor.id,
      at: now,
      note: event.note ?? null,
    })),
  );
}
