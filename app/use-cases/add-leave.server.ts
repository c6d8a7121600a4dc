import { addDays, formatDay, instantOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { EXCEPTION_DAYS_AHEAD_MAX, LEAVE_DAYS_MAX } from '#app/domain/schedule-bounds.ts';
import { findHoursFault } from '#app/domain/weekly-hours.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { OwnRule } from '#db/own-schedule.ts';
import { changeSchedule, type ChangeRefusal, type OwnSchedule, type RuleChange, type ScheduleEdit } from './change-schedule.server.ts';

export interface Leave {
  /** Null is every clinic. */
  readonly clinicId: string | null;
  readonly onDate: LocalDate;
  /** The last day of it. */
  readonly untilDate: LocalDate;
  /** Cut out of each of the days; 0 to DAY_MINUTES is the whole day. */
  readonly startMinute: number;
  readonly endMinute: number;
  readonly note: string;
}

type LeaveFault = Refusal<'bad_leave'> & { readonly field: 'clinic' | 'from' | 'until' | 'start' | 'end' };
export type LeaveRefusal = ChangeRefusal | LeaveFault;

/** Closes days, or hours of days. The same leave sent twice is one. */
export async function addLeave(db: Database, edit: ScheduleEdit & { readonly leave: Leave }): Promise<Outcome<null, LeaveRefusal>> {
  return changeSchedule<LeaveFault>(db, edit, (schedule) => decideLeave(schedule, edit));
}

function decideLeave(schedule: OwnSchedule, { leave, now }: { readonly leave: Leave; readonly now: Date }): Outcome<RuleChange, LeaveFault> {
  const fault = findFault(schedule, leave, now);
  if (fault) return refused({ code: 'bad_leave', ...fault });
  const add = schedule.rules.some((rule) => isSame(rule, leave)) ? [] : [{ ...leave, kind: 'leave' as const, id: newId() }];
  return accepted({ verb: 'add_leave', remove: [], add });
}

function findFault({ practice, today }: OwnSchedule, leave: Leave, now: Date): Omit<LeaveFault, 'code'> | null {
  const clinics = practice.clinics.filter(({ id }) => (leave.clinicId ?? id) === id);
  if (clinics.length === 0) return { field: 'clinic', message: 'Choose one of your clinics' };
  if (leave.untilDate < leave.onDate) return { field: 'until', message: 'End on or after the first day' };
  if (leave.onDate < today) return { field: 'from', message: `Begin today or later; ${formatDay(leave.onDate)} has passed` };
  if (leave.onDate > addDays(today, EXCEPTION_DAYS_AHEAD_MAX)) return { field: 'from', message: 'Begin within the next two years' };
  if (leave.untilDate > addDays(leave.onDate, LEAVE_DAYS_MAX - 1)) return { field: 'until', message: `Leave lasts at most ${LEAVE_DAYS_MAX} days. To stop working at a clinic, clear its weekly hours.` };
  const hours = findHoursFault({ ...leave, capacity: 1 });
  if (hours) return { field: hours.field === 'start' ? 'start' : 'end', message: hours.message };
  const over = clinics.every(({ zone }) => instantOf(leave.untilDate, leave.endMinute, zone) <= now);
  return over ? { field: 'end', message: 'These hours have passed already' } : null;
}

function isSame(rule: OwnRule, leave: Leave): boolean {
  return (
    rule.kind === 'leave' && rule.clinicId === leave.clinicId && rule.onDate === leave.onDate && rule.untilDate === leave.untilDate &&
    rule.startMinute === leave.startMinute && rule.endMinute === leave.endMinute
  );
}
