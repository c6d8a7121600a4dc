import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import type { Database } from '#db/client.ts';
import { changeSchedule, type ChangeRefusal, type ScheduleEdit } from './change-schedule.server.ts';

export type RemoveRefusal = ChangeRefusal | Refusal<'not_found'>;

/** Takes back leave or an extra session. Weekly hours are no such rule: they are edited as a week. */
export async function removeScheduleRule(db: Database, edit: ScheduleEdit & { readonly ruleId: string }): Promise<Outcome<null, RemoveRefusal>> {
  return changeSchedule<Refusal<'not_found'>>(db, edit, ({ rules }) => {
    const rule = rules.find(({ id, kind }) => id === edit.ruleId && kind !== 'weekly');
    if (!rule) return refused({ code: 'not_found', message: 'It is not in your schedule any more.' });
    return accepted({ verb: rule.kind === 'leave' ? 'remove_leave' : 'remove_extra_session', remove: [rule], add: [] });
  });
}
