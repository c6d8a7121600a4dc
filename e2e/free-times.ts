import { addDays, localDateOf } from '#app/domain/appointment-time.ts';
import { freeTimesOn } from '#app/domain/availability.ts';
import type { Database } from '#db/client.ts';
import { findRules } from '#db/schedules.ts';
import type { ServiceTable } from '#db/tables.ts';

type TimedService = Pick<ServiceTable, 'provider_id' | 'duration_minutes' | 'buffer_minutes'>;

const ZONE = 'Asia/Kolkata';
/** Far enough ahead that every free time lies before the policies' first deadline, whatever the hour of the run. */
const FIRST_DAY = 3;

/** Free times at every clinic of the service's provider: a clinic alone may have two days of hours in a fortnight. */
export async function freeTimesAnywhere(db: Database, service: TimedService, now: Date, days: number): Promise<{ clinicId: string; startsAt: Date }[]> {
  const clinics = await db.selectFrom('provider_clinic').select('clinic_id').where('provider_id', '=', service.provider_id).execute();
  const times = await Promise.all(clinics.map(async ({ clinic_id: clinicId }) => (await freeTimes(db, service, clinicId, now, days)).map((startsAt) => ({ clinicId, startsAt }))));
  return times.flat();
}

/** Every free time of a service at a clinic from the third day on, earliest first. */
export async function freeTimes(
  db: Database,
  service: TimedService,
  clinicId: string,
  now: Date,
  days: number,
): Promise<Date[]> {
  const provider = await db.selectFrom('provider').selectAll().where('id', '=', service.provider_id).executeTakeFirstOrThrow();
  const rules = (await findRules(db, [provider.id])).get(provider.id) ?? [];
  const claims = await db.selectFrom('calendar_claim').selectAll().where('subject_id', '=', provider.id).execute();
  const taken = new Map<number, number>();
  for (const claim of claims) taken.set(claim.tick, (taken.get(claim.tick) ?? 0) + 1);
  return Array.from({ length: days }, (_, day) =>
    freeTimesOn({
      rules,
      service: { durationMinutes: service.duration_minutes, bufferMinutes: service.buffer_minutes },
      window: { minNoticeMinutes: provider.min_notice_minutes, horizonDays: provider.horizon_days },
      clinic: { id: clinicId, zone: ZONE },
      date: addDays(localDateOf(now, ZONE), day + FIRST_DAY),
      taken,
      now,
    }).map((time) => time.startsAt),
  ).flat();
}
