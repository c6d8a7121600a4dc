import type { LocalDate } from '#app/domain/appointment-time.ts';
import type { ScheduleRule } from '#app/domain/availability.ts';
import type { Database } from './client.ts';
import type { ScheduleRuleTable } from './tables.ts';

export function ruleOf(row: ScheduleRuleTable): ScheduleRule {
  const minutes = { startMinute: row.start_minute, endMinute: row.end_minute };
  const onDate = row.on_date as LocalDate;
  if (row.kind === 'leave') {
    return { kind: 'leave', clinicId: row.clinic_id, onDate, untilDate: (row.until_date ?? row.on_date) as LocalDate, ...minutes };
  }
  const place = { clinicId: row.clinic_id!, capacity: row.capacity, ...minutes };
  return row.kind === 'extra' ? { kind: 'extra', onDate, ...place } : { kind: 'weekly', weekday: row.weekday!, ...place };
}

/** Weekly hours, extra sessions and leave of the given providers, in one query. */
export async function findRules(db: Database, providerIds: readonly string[]): Promise<Map<string, ScheduleRule[]>> {
  if (providerIds.length === 0) return new Map();
  const rows = await db.selectFrom('schedule_rule').selectAll().where('provider_id', 'in', providerIds).execute();
  const rules = new Map<string, ScheduleRule[]>();
  for (const row of rows) {
    const own = rules.get(row.provider_id);
    if (own) own.push(ruleOf(row));
    else rules.set(row.provider_id, [ruleOf(row)]);
  }
  return rules;
}
