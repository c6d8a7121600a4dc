import { localDateOf, type LocalDate } from '#app/domain/appointment-time.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { findClash } from '#app/domain/schedule-clash.ts';
import { bookingsLeftOutside, type Outside } from '#app/domain/schedule-cover.ts';
import { writeAudit } from '#db/audit-log.ts';
import { lowerSeats } from '#db/claim-seats.ts';
import type { Database, Trx } from '#db/client.ts';
import { deleteRules, insertRules, listOwnRules, lockProvider, type OwnRule } from '#db/own-schedule.ts';
import { getPractice } from '#db/provider-days.ts';
import { listStandingBookings, type StandingRow } from '#db/standing-bookings.ts';
import { tryInTransaction } from '#db/transaction.ts';

/** Who changes whose schedule. */
export interface ScheduleEdit {
  readonly providerId: string;
  readonly accountId: string;
  /** Bookings that this person has seen fall outside and keeps. */
  readonly keep: readonly string[];
  readonly now: Date;
}

export type Practice = Awaited<ReturnType<typeof getPractice>>;

export interface OwnSchedule {
  readonly practice: Practice;
  readonly rules: readonly OwnRule[];
  /** The earliest date that any of the clinics has now. */
  readonly today: LocalDate;
}

export interface RuleChange {
  readonly verb: 'set_weekly_hours' | 'add_leave' | 'add_extra_session' | 'remove_leave' | 'remove_extra_session';
  readonly remove: readonly OwnRule[];
  readonly add: readonly OwnRule[];
}

/** Nothing was written: these bookings would stand outside the hours, and nobody has said yet that they stay. */
export type LeavesOutside = Refusal<'leaves_outside'> & { readonly outside: readonly Outside<StandingRow>[] };
export type ChangeRefusal = LeavesOutside | Refusal<'two_places'>;

/**
 * Changes a provider's rules under the provider's lock, so that what `decide` found right is still right when it is
 * written. Sold bookings are never touched: they keep their claims and times, and a change that leaves some of them
 * outside is refused until exactly these are kept. One that was booked since the list was made is asked about as well.
 */
export async function changeSchedule<R extends Refusal>(
  db: Database,
  edit: ScheduleEdit,
  decide: (schedule: OwnSchedule) => Outcome<RuleChange, R>,
): Promise<Outcome<null, R | ChangeRefusal>> {
  return tryInTransaction<null, R | ChangeRefusal>(db, async (trx) => {
    await lockProvider(trx, edit.providerId);
    const practice = await getPractice(trx, edit.providerId);
    const rules = await listOwnRules(trx, edit.providerId);
    const schedule = { practice, rules, today: earliestDate(practice, edit.now) };
    const decided = decide(schedule);
    if (!decided.ok) return decided;
    const change = decided.value;
    const after = [...rules.filter((rule) => !change.remove.includes(rule)), ...change.add];
    const clash = findNewClash(schedule, after);
    if (clash) return refused({ code: 'two_places', message: clash });
    const outside = bookingsLeftOutside({ before: rules, after }, await listStandingBookings(trx, edit));
    if (outside.some(({ booking }) => !edit.keep.includes(booking.id))) return refused({ code: 'leaves_outside', outside, message: outsideMessage(edit, outside) });
    await writeChange(trx, edit, { change, after, kept: outside.map(({ booking }) => booking.id) });
    return accepted(null);
  });
}

function earliestDate({ clinics }: Practice, now: Date): LocalDate {
  const dates = clinics.map(({ zone }) => localDateOf(now, zone)).sort();
  return dates[0] ?? localDateOf(now, 'UTC');
}

/** A clash that is there already must not forbid the edit that mends a part of it. */
function findNewClash({ practice, rules, today }: OwnSchedule, after: readonly OwnRule[]): string | null {
  if (practice.kind !== 'doctor') return null;
  const clash = findClash(after, practice.clinics, today);
  return clash !== null && clash !== findClash(rules, practice.clinics, today) ? clash : null;
}

function outsideMessage({ keep }: ScheduleEdit, outside: readonly Outside<StandingRow>[]): string {
  const many = outside.length === 1 ? 'One booking stands' : `${outside.length} bookings stand`;
  const since = keep.length > 0 ? ' The list changed since you last saw it.' : '';
  return `${many} outside this change. Nothing was saved yet.${since}`;
}

async function writeChange(
  trx: Trx,
  { providerId, accountId, now }: ScheduleEdit,
  { change, after, kept }: { readonly change: RuleChange; readonly after: readonly OwnRule[]; readonly kept: readonly string[] },
): Promise<void> {
  if (change.remove.length + change.add.length === 0) return;
  await deleteRules(trx, providerId, change.remove.map(({ id }) => id));
  await insertRules(trx, providerId, change.add);
  const seats = seatsOf(after);
  if (seats.length > 0 && Math.max(...seatsOf(change.remove), 0) > Math.min(...seats)) await lowerSeats(trx, { providerId, seats: Math.min(...seats), now });
  await writeAudit(trx, {
    actorKind: 'provider', actorId: accountId, verb: change.verb, subjectKind: 'provider', subjectId: providerId,
    before: { rules: change.remove }, after: { rules: change.add, keptBookings: kept }, at: now,
  });
}

function seatsOf(rules: readonly OwnRule[]): number[] {
  return rules.flatMap((rule) => (rule.kind === 'leave' ? [] : [rule.capacity]));
}
