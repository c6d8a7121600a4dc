import { TICK_MINUTES } from '#app/domain/calendar-tick.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { BUFFER_MINUTES_MAX, DURATION_MINUTES_MAX, DURATION_MINUTES_MIN } from '#app/domain/schedule-bounds.ts';
import { writeAudit } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import { lockProvider } from '#db/own-schedule.ts';
import { findOwnService, setServiceMinutes } from '#db/own-services.ts';
import { tryInTransaction } from '#db/transaction.ts';

export interface ServiceMinutesEdit {
  readonly providerId: string;
  readonly accountId: string;
  readonly serviceId: string;
  readonly durationMinutes: number;
  readonly bufferMinutes: number;
  readonly now: Date;
}

export type MinutesRefusal = Refusal<'not_found'> | (Refusal<'bad_minutes'> & { readonly field: 'duration' | 'buffer' });

/** How long a service takes from its next booking on; what is sold keeps the minutes it was sold with. */
export async function changeServiceMinutes(db: Database, edit: ServiceMinutesEdit): Promise<Outcome<null, MinutesRefusal>> {
  const fault = findFault(edit);
  if (fault) return refused({ code: 'bad_minutes', ...fault });
  const { providerId, serviceId: id, durationMinutes, bufferMinutes } = edit;
  return tryInTransaction<null, MinutesRefusal>(db, async (trx) => {
    await lockProvider(trx, providerId);
    const before = await findOwnService(trx, { providerId, id });
    if (!before) return refused({ code: 'not_found', message: 'You do not offer this service.' });
    if (before.durationMinutes === durationMinutes && before.bufferMinutes === bufferMinutes) return accepted(null);
    await setServiceMinutes(trx, { providerId, id, durationMinutes, bufferMinutes });
    await writeAudit(trx, {
      actorKind: 'provider', actorId: edit.accountId, verb: 'set_service_minutes', subjectKind: 'service', subjectId: id,
      before: { durationMinutes: before.durationMinutes, bufferMinutes: before.bufferMinutes }, after: { durationMinutes, bufferMinutes }, at: edit.now,
    });
    return accepted(null);
  });
}

function findFault({ durationMinutes, bufferMinutes }: ServiceMinutesEdit): Omit<Extract<MinutesRefusal, { code: 'bad_minutes' }>, 'code'> | null {
  if (!isWithin(durationMinutes, DURATION_MINUTES_MIN, DURATION_MINUTES_MAX)) {
    return { field: 'duration', message: `Enter ${DURATION_MINUTES_MIN} to ${DURATION_MINUTES_MAX} minutes in steps of ${TICK_MINUTES}` };
  }
  if (!isWithin(bufferMinutes, 0, BUFFER_MINUTES_MAX)) return { field: 'buffer', message: `Enter 0 to ${BUFFER_MINUTES_MAX} minutes in steps of ${TICK_MINUTES}` };
  return null;
}

function isWithin(minutes: number, least: number, most: number): boolean {
  return minutes >= least && minutes <= most && minutes % TICK_MINUTES === 0;
}
