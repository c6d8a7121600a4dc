import { addDays, DAY_MINUTES, localDateOf, weekdayOf } from '#app/domain/appointment-time.ts';
import { newId } from '../new-id.ts';
import type { ScheduleRuleTable } from '../tables.ts';
import { AWAY_NEXT_WEEK, SUNDAY_SESSION, type DoctorKey } from './doctors.ts';
import { minuteOf, weekdaysOf, type WeeklyHours } from './plan.ts';
import { ZONE } from './places.ts';
import type { Catalogue } from './seed-catalogue.ts';
import type { SeededWorld } from './world.ts';

const DAYS_OF_WEEK = 7;

export function weeklyRules(providerId: string, hours: readonly WeeklyHours[], catalogue: Catalogue): ScheduleRuleTable[] {
  return hours.flatMap(({ clinic, days, from, to, capacity = 1 }) =>
    weekdaysOf(days).map((weekday) => ({
      id: newId(),
      provider_id: providerId,
      clinic_id: catalogue.clinics[clinic].id,
      kind: 'weekly' as const,
      weekday,
      on_date: null,
      until_date: null,
      start_minute: minuteOf(from),
      end_minute: minuteOf(to),
      capacity,
      note: '',
    })),
  );
}

/** Leave of next week (Monday to Sunday) and the extra session of the coming Sunday, by the clinics' calendar. */
export function exceptionRules(doctors: SeededWorld['doctors'], catalogue: Catalogue, now: Date): ScheduleRuleTable[] {
  const today = localDateOf(now, ZONE);
  const sunday = addDays(today, DAYS_OF_WEEK - weekdayOf(today));
  const monday = addDays(sunday, 1);
  const leave = Object.entries(AWAY_NEXT_WEEK).map(([doctor, note]): ScheduleRuleTable => ({
    id: newId(),
    provider_id: doctors[doctor as DoctorKey].id,
    clinic_id: null,
    kind: 'leave',
    weekday: null,
    on_date: monday,
    until_date: addDays(monday, DAYS_OF_WEEK - 1),
    start_minute: 0,
    end_minute: DAY_MINUTES,
    capacity: 0,
    note,
  }));
  const { doctor, clinic, from, to, note } = SUNDAY_SESSION;
  return [
    ...leave,
    {
      id: newId(),
      provider_id: doctors[doctor].id,
      clinic_id: catalogue.clinics[clinic].id,
      kind: 'extra',
      weekday: null,
      on_date: sunday,
      until_date: null,
      start_minute: minuteOf(from),
      end_minute: minuteOf(to),
      capacity: 1,
      note,
    },
  ];
}
