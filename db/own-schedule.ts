import type { ScheduleRule } from '#app/domain/availability.ts';
import type { Database, Trx } from './client.ts';
import { ruleOf } from './schedules.ts';
import type { ScheduleRuleTable } from './tables.ts';

/** A rule with what its owner knows it by. */
export type OwnRule = ScheduleRule & { readonly id: string; readonly note: string };

/** Locks the provider. Every use-case that changes a schedule comes through here first, so that two edits never cross. */
export async function lockProvider(trx: Trx, providerId: string): Promise<void> {
  await trx.selectFrom('provider').select('id').where('id', '=', providerId).forUpdate().executeTakeFirstOrThrow();
}

/** All rules of one provider, past ones too, in the order of a calendar. */
export async function listOwnRules(db: Database, providerId: string): Promise<OwnRule[]> {
  const rows = await db
    .selectFrom('schedule_rule')
    .selectAll()
    .where('provider_id', '=', providerId)
    .orderBy('on_date')
    .orderBy('weekday')
    .orderBy('start_minute')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...ruleOf(row), id: row.id, note: row.note }));
}

export async function insertRules(trx: Trx, providerId: string, rules: readonly OwnRule[]): Promise<void> {
  if (rules.length === 0) return;
  await trx.insertInto('schedule_rule').values(rules.map((rule) => rowOf(providerId, rule))).execute();
}

export async function deleteRules(trx: Trx, providerId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('schedule_rule').where('provider_id', '=', providerId).where('id', 'in', ids).execute();
}

function rowOf(providerId: string, rule: OwnRule): ScheduleRuleTable {
  return {
    id: rule.id,
    provider_id: providerId,
    clinic_id: rule.clinicId,
    kind: rule.kind,
    weekday: rule.kind === 'weekly' ? rule.weekday : null,
    on_date: rule.kind === 'weekly' ? null : rule.onDate,
    until_date: rule.kind === 'leave' ? rule.untilDate : null,
    start_minute: rule.startMinute,
    end_minute: rule.endMinute,
    capacity: rule.kind === 'leave' ? 0 : rule.capacity,
    note: rule.note,
  };
}
