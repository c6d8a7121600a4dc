import { addDays, formatDay, instantOf, weekdayOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { sessionsOn } from '#app/domain/availability.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { EXCEPTION_DAYS_AHEAD_MAX } from '#app/domain/schedule-bounds.ts';
import { findHoursFault, hoursInWords, overlap } from '#app/domain/weekly-hours.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#db/new-id.ts';
import type { OwnRule } from '#db/own-schedule.ts';
import { changeSchedule, type ChangeRefusal, type OwnSchedule, type RuleChange, type ScheduleEdit } from './change-schedule.server.ts';

export interface ExtraSession {
  readonly clinicId: string;
  readonly onDate: LocalDate;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly capacity: number;
  readonly note: string;
}

type SessionFault = Refusal<'bad_session'> & { readonly field: 'clinic' | 'date' | 'start' | 'end' | 'seats' };
export type SessionRefusal = ChangeRefusal | SessionFault;

/** Opens one clinic for some hours of one day. The same session sent twice is one. */
export async function addExtraSession(db: Database, edit: ScheduleEdit & { readonly session: ExtraSession }): Promise<Outcome<null, SessionRefusal>> {
  return changeSchedule<SessionFault>(db, edit, (schedule) => decideSession(schedule, edit));
}

function decideSession(schedule: OwnSchedule, edit: { readonly session: ExtraSession; readonly now: Date }): Outcome<RuleChange, SessionFault> {
  const session = schedule.practice.kind === 'doctor' ? { ...edit.session, capacity: 1 } : edit.session;
  if (schedule.rules.some((rule) => isSame(rule, session))) return accepted({ verb: 'add_extra_session', remove: [], add: [] });
  const fault = findFault(schedule, session, edit.now) ?? findOverlap(schedule, session);
  if (fault) return refused({ code: 'bad_session', ...fault });
  return accepted({ verb: 'add_extra_session', remove: [], add: [{ ...session, kind: 'extra', id: newId() }] });
}

function findFault({ practice, today }: OwnSchedule, session: ExtraSession, now: Date): Omit<SessionFault, 'code'> | null {
  const clinic = practice.clinics.find(({ id }) => id === session.clinicId);
  if (!clinic) return { field: 'clinic', message: 'Choose one of your clinics' };
  if (session.onDate < today) return { field: 'date', message: `Choose today or a later day; ${formatDay(session.onDate)} has passed` };
  if (session.onDate > addDays(today, EXCEPTION_DAYS_AHEAD_MAX)) return { field: 'date', message: 'Choose a day within the next two years' };
  const hours = findHoursFault(session);
  if (hours) return hours;
  return instantOf(session.onDate, session.endMinute, clinic.zone) <= now ? { field: 'end', message: 'These hours have passed already' } : null;
}

/** A doctor's session on top of open hours would only muddle the slots; a lab adds seats to them that way. */
function findOverlap({ practice, rules }: OwnSchedule, session: ExtraSession): Omit<SessionFault, 'code'> | null {
  const day = formatDay(session.onDate);
  const leave = rules.find((rule) => rule.kind === 'leave' && (rule.clinicId ?? session.clinicId) === session.clinicId && rule.onDate <= session.onDate && session.onDate <= rule.untilDate && overlap(rule, session));
  if (leave) return { field: 'date', message: `You are on leave on ${day}, ${hoursInWords(leave)}. Remove the leave first, or choose other hours.` };
  const open = rules.find(
    (rule) => rule.kind !== 'leave' && rule.clinicId === session.clinicId && overlap(rule, session) &&
      (rule.kind === 'extra' ? rule.onDate === session.onDate : practice.kind === 'doctor' && rule.weekday === weekdayOf(session.onDate) && sessionsOn(rules, session.clinicId, session.onDate).some((each) => overlap(each, session))),
  );
  return open ? { field: 'start', message: `You already work there on ${day}, ${hoursInWords(open)}. Choose hours outside of that.` } : null;
}

function isSame(rule: OwnRule, session: ExtraSession): boolean {
  return (
    rule.kind === 'extra' && rule.clinicId === session.clinicId && rule.onDate === session.onDate &&
    rule.startMinute === session.startMinute && rule.endMinute === session.endMinute && rule.capacity === session.capacity
  );
}
