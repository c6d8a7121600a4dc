import { addDays, formatDay, formatWeekday, instantOf, weekdayOf, type LocalDate } from './appointment-time.ts';
import { sessionsOn, type ScheduleRule } from './availability.ts';
import { hoursInWords } from './weekly-hours.ts';

interface Place {
  readonly id: string;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
}

interface Presence {
  readonly place: Place;
  readonly date: LocalDate;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly from: Date;
  readonly until: Date;
}

/** Days around one: somebody else's zone may already have tomorrow. */
const NEIGHBOURS = [-1, 0, 1];
const WEEK_AHEAD = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * The sentence about a doctor who would be at two clinics at once, or nothing. Weekly hours are compared without leave,
 * which ends; an extra session with leave cut out, for standing in elsewhere while on leave here is the point of it.
 * Instants are compared, so that clinics in two zones are judged rightly.
 */
export function findClash(rules: readonly ScheduleRule[], places: readonly Place[], today: LocalDate): string | null {
  const weekly = rules.filter(({ kind }) => kind === 'weekly');
  const everyWeek = pairAtOnce(WEEK_AHEAD.flatMap((days) => presencesOn(weekly, places, addDays(today, days))));
  if (everyWeek) return sentenceOf(`On ${formatWeekday(weekdayOf(everyWeek[0].date), true)}s`, everyWeek);
  const dates = rules.flatMap((rule) => (rule.kind === 'extra' && rule.onDate >= today ? [rule.onDate] : []));
  for (const date of new Set(dates)) {
    const once = pairAtOnce(NEIGHBOURS.flatMap((days) => presencesOn(rules, places, addDays(date, days))));
    if (once) return sentenceOf(`On ${formatDay(once[0].date)}`, once);
  }
  return null;
}

function presencesOn(rules: readonly ScheduleRule[], places: readonly Place[], date: LocalDate): Presence[] {
  return places.flatMap((place) =>
    sessionsOn(rules, place.id, date).map(({ startMinute, endMinute }) => ({
      place, date, startMinute, endMinute, from: instantOf(date, startMinute, place.zone), until: instantOf(date, endMinute, place.zone),
    })),
  );
}

function pairAtOnce(presences: readonly Presence[]): readonly [Presence, Presence] | null {
  for (const [index, one] of presences.entries()) {
    const other = presences.slice(index + 1).find((each) => each.place.id !== one.place.id && each.from < one.until && one.from < each.until);
    if (other) return [one, other];
  }
  return null;
}

function sentenceOf(when: string, [one, other]: readonly [Presence, Presence]): string {
  return `${when} ${one.place.name} (${hoursInWords(one)}) and ${other.place.name} (${hoursInWords(other)}) overlap. A doctor can be at one clinic at a time.`;
}
