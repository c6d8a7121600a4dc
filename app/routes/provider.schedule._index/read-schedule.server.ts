import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { bookingsOutside } from '#app/domain/schedule-cover.ts';
import { getBookingWindow } from '#db/booking-windows.ts';
import type { Database } from '#db/client.ts';
import { listOwnRules, type OwnRule } from '#db/own-schedule.ts';
import { listOwnServices } from '#db/own-services.ts';
import { getPractice } from '#db/provider-days.ts';
import { listStandingBookings } from '#db/standing-bookings.ts';
import { viewOf } from './answer-change.server.ts';
import type { ExceptionView } from './exception-list.tsx';
import type { ClinicWeek } from './week-table.tsx';

type Clinic = Awaited<ReturnType<typeof getPractice>>['clinics'][number];

/** All that the overview shows. What stands outside the hours is computed from rules and bookings, never stored. */
export async function readSchedule(db: Database, { providerId, now }: { readonly providerId: string; readonly now: Date }) {
  const [{ kind, clinics }, rules, services, window, bookings] = await Promise.all([
    getPractice(db, providerId),
    listOwnRules(db, providerId),
    listOwnServices(db, providerId),
    getBookingWindow(db, providerId),
    listStandingBookings(db, { providerId, now }),
  ]);
  const exceptions = rules.flatMap((rule) => exceptionOf(rule, clinics, now));
  return {
    kind, services, window,
    weeks: clinics.map((clinic): ClinicWeek => ({ ...clinic, spans: rules.flatMap((rule) => (rule.kind === 'weekly' && rule.clinicId === clinic.id ? [rule] : [])) })),
    leave: exceptions.filter((exception) => exception.kind === 'leave'),
    extra: exceptions.filter((exception) => exception.kind === 'extra'),
    outside: bookingsOutside(rules, bookings).map(viewOf),
  };
}

/** Leave or an extra session as a line, unless its last day has passed everywhere. */
export function exceptionOf(rule: OwnRule, clinics: readonly Clinic[], now: Date): ExceptionView[] {
  if (rule.kind === 'weekly') return [];
  const untilDate = rule.kind === 'leave' ? rule.untilDate : rule.onDate;
  const dates = clinics.map(({ zone }): LocalDate => localDateOf(now, zone));
  if (dates.length > 0 && dates.every((today) => untilDate < today)) return [];
  const clinicName = rule.clinicId === null ? null : (clinics.find(({ id }) => id === rule.clinicId)?.name ?? '');
  const { id, onDate, startMinute, endMinute, note } = rule;
  return [{ id, kind: rule.kind, onDate, untilDate, startMinute, endMinute, clinicName, capacity: rule.kind === 'extra' ? rule.capacity : 0, note }];
}
