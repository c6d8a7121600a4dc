import { addDays, instantOf, type LocalDate } from '#app/domain/appointment-time.ts';
import type { Clinic } from './diary-entry.ts';
import { zoneOf } from './diary-entry.ts';

/** First and last instant of `days` local days, over all clinics: a provider may work in two zones on one date. */
export function diarySpan(clinics: readonly Clinic[], date: LocalDate, days: number): { from: Date; before: Date } {
  const zones = clinics.length > 0 ? clinics.map((clinic) => clinic.zone) : [zoneOf(clinics)];
  const starts = zones.map((zone) => instantOf(date, 0, zone).getTime());
  const ends = zones.map((zone) => instantOf(addDays(date, days), 0, zone).getTime());
  return { from: new Date(Math.min(...starts)), before: new Date(Math.max(...ends)) };
}
