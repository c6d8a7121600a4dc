import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findWeekFault, stateOfWeek, type HoursFault, type WeeklySpan } from '#app/domain/weekly-hours.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { OwnRule } from '#db/own-schedule.ts';
import { changeSchedule, type ChangeRefusal, type OwnSchedule, type RuleChange, type ScheduleEdit } from './change-schedule.server.ts';

export interface WeekEdit extends ScheduleEdit {
  readonly clinicId: string;
  /** The whole week at this clinic; what is not in it is closed. */
  readonly spans: readonly WeeklySpan[];
  /** `stateOfWeek` of what the page showed: a form that was opened before somebody else's edit must not undo it. */
  readonly seen: string;
}

export type WeekRefusal =
  | ChangeRefusal
  | Refusal<'not_found' | 'changed_meanwhile'>
  | (Refusal<'bad_hours'> & { readonly index: number; readonly field: HoursFault['field'] });

type WeeklyRule = Extract<OwnRule, { kind: 'weekly' }>;

/** Replaces the weekly hours at one clinic. */
export async function setWeeklyHours(db: Database, edit: WeekEdit): Promise<Outcome<null, WeekRefusal>> {
  return changeSchedule<Exclude<WeekRefusal, ChangeRefusal>>(db, edit, (schedule) => decideWeek(schedule, edit));
}

function decideWeek({ practice, rules }: OwnSchedule, { clinicId, spans, seen }: WeekEdit): Outcome<RuleChange, Exclude<WeekRefusal, ChangeRefusal>> {
  if (!practice.clinics.some(({ id }) => id === clinicId)) return refused({ code: 'not_found', message: 'You do not work at this clinic.' });
  const stored = rules.filter((rule): rule is WeeklyRule => rule.kind === 'weekly' && rule.clinicId === clinicId);
  const wanted = practice.kind === 'doctor' ? spans.map((span) => ({ ...span, capacity: 1 })) : spans;
  const fault = findWeekFault(wanted);
  if (fault) return refused({ code: 'bad_hours', ...fault });
  if (stateOfWeek(stored) === stateOfWeek(wanted)) return accepted({ verb: 'set_weekly_hours', remove: [], add: [] });
  if (stateOfWeek(stored) !== seen) {
    return refused({ code: 'changed_meanwhile', message: 'These hours were changed elsewhere since you opened them. What you typed is kept below; open the hours again to see what is stored.' });
  }
  const isSame = (rule: WeeklySpan) => (span: WeeklySpan) => stateOfWeek([rule]) === stateOfWeek([span]);
  return accepted({
    verb: 'set_weekly_hours',
    remove: stored.filter((rule) => !wanted.some(isSame(rule))),
    add: wanted.filter((span) => !stored.some(isSame(span))).map((span) => ({ ...span, kind: 'weekly', id: newId(), clinicId, note: '' })),
  });
}
