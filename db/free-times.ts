import { countTakenSeats, type ScheduleRule, type TakenSeats } from '#app/domain/availability.ts';
import { findTakenTicks } from './claims.ts';
import type { Database } from './client.ts';
import { findRules } from './schedules.ts';

/** All that free times are computed from, for one provider. */
export interface Calendar {
  readonly rules: readonly ScheduleRule[];
  readonly taken: TakenSeats;
}

export interface CalendarQuery {
  readonly providerIds: readonly string[];
  readonly fromTick: number;
  readonly beforeTick: number;
  readonly now: Date;
}

/** Rules and live claims of several providers, in two queries side by side whatever their number. */
export async function findCalendars(db: Database, query: CalendarQuery): Promise<(providerId: string) => Calendar> {
  const [rules, ticks] = await Promise.all([findRules(db, query.providerIds), findTakenTicks(db, query)]);
  return (providerId) => ({ rules: rules.get(providerId) ?? [], taken: countTakenSeats(ticks.get(providerId) ?? []) });
}
