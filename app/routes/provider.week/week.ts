import { addDays, localDateOf, weekdayOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { DiaryEntry } from '../provider/diary-entry.ts';

export const DAYS_OF_WEEK = 7;

/** The Monday of that date's week. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, -((weekdayOf(date) + 6) % DAYS_OF_WEEK));
}

export interface WeekDay {
  date: LocalDate;
  entries: DiaryEntry[];
}

/** Seven days from Monday with what is booked on each; held and cancelled times are the day's business. */
export function arrangeWeek(entries: readonly DiaryEntry[], monday: LocalDate): WeekDay[] {
  const booked = entries.filter(({ status }) => status !== 'scheduled' && status !== 'cancelled');
  const byDate = Map.groupBy(booked, (entry) => localDateOf(new Date(entry.starts_at), entry.zone));
  return Array.from({ length: DAYS_OF_WEEK }, (_, index) => {
    const date = addDays(monday, index);
    return { date, entries: byDate.get(date) ?? [] };
  });
}
