import { addDays, localDateOf, parseLocalDate, type LocalDate } from '#app/domain/appointment-time.ts';
import type { FreeDay } from '#app/domain/availability.ts';
import type { Picker } from './provider-view.ts';

/** Days in one strip. */
export const STRIP_DAYS = 14;
/** A lab's time says how many seats it has left when they are this few. */
const FEW_SEATS = 2;

interface PickerQuery {
  readonly clinic: { readonly id: string; readonly zone: string };
  /** Every day of the open calendar, from today on. */
  readonly days: readonly FreeDay[];
  readonly asked: { readonly date: string | null; readonly at: string | null };
  readonly horizonDays: number;
  readonly now: Date;
  readonly link: (changes: Record<string, string | null>) => string;
}

export type AskedDay = { readonly date: LocalDate | null; readonly problem: string | null };

/** The asked day where it lies in the open calendar; otherwise none, and why. */
export function askedDay(asked: string | null, { zone }: { zone: string }, horizonDays: number, now: Date): AskedDay {
  if (!asked) return { date: null, problem: null };
  const date = parseLocalDate(asked);
  const today = localDateOf(now, zone);
  if (!date) return { date: null, problem: 'That is not a day. Here are the next ones.' };
  if (date < today) return { date: null, problem: 'That day has passed. Here are the next ones.' };
  if (date > addDays(today, horizonDays)) return { date: null, problem: `Times open ${horizonDays} days ahead. Here are the next ones.` };
  return { date, problem: null };
}

/** The strip that holds the asked day, or else the first day with a free time; and that day's times. */
export function pickerOf({ clinic, days, asked, horizonDays, now, link }: PickerQuery): Picker {
  const { zone } = clinic;
  const firstFree = days.find(({ times }) => times.length > 0);
  const date = askedDay(asked.date, clinic, horizonDays, now).date ?? firstFree?.date ?? null;
  const at = Math.max(0, days.findIndex((day) => day.date === date));
  const start = at - (at % STRIP_DAYS);
  const dayHref = (day: LocalDate) => `${link({ clinic: clinic.id, date: day, at: null })}#times`;
  const chosen = date === null ? undefined : days[at];
  const later = days.slice(at + 1).flatMap((day) => day.times)[0] ?? firstFree?.times[0];
  return {
    zone,
    date,
    closed: chosen?.closed ?? true,
    days: days.slice(start, start + STRIP_DAYS).map((day) => ({ date: day.date, free: day.times.length, closed: day.closed, href: dayHref(day.date) })),
    times: (chosen?.times ?? []).map(({ startsAt, capacity, seatsLeft }) => ({
      startsAt: startsAt.toISOString(),
      ...(capacity > 1 && seatsLeft <= FEW_SEATS && { note: `${seatsLeft} left` }),
    })),
    chosenTime: asked.at,
    earlierHref: start > 0 ? dayHref(days[start - STRIP_DAYS]!.date) : null,
    laterHref: days[start + STRIP_DAYS] ? dayHref(days[start + STRIP_DAYS]!.date) : null,
    next: later
      ? { at: later.startsAt.toISOString(), href: `${link({ clinic: clinic.id, date: localDateOf(later.startsAt, zone), at: later.startsAt.toISOString() })}#times` }
      : null,
    lastDate: days.at(-1)?.date ?? localDateOf(now, zone),
  };
}
