import type { Actor } from '#app/domain/booking.ts';
import type { Database } from './client.ts';
import { readPage, type PageTurn } from './keyset.ts';
import { readSearch, visitsFound } from './visit-search.ts';

const PAGE_ROWS = 50;
/** Enough for every Rao of a city; more is no longer a search. */
const MOST_PEOPLE = 50;
const ID = /^[0-9a-z]{20}$/;
/** What the column can hold: anything else is not asked for, since no key could be used. */
const PLAIN_ID = /^[\w.:-]{1,40}$/;
const GATEWAY_PAYOUT = /^pout_\w{4,36}$/;

export interface AuditFilter {
  readonly role?: Actor | undefined;
  readonly verb?: string | undefined;
  readonly kind?: string | undefined;
  /** Accounts of which one did it. */
  readonly actorIds?: readonly string[] | undefined;
  /** Things of which one it was done to. */
  readonly subjectIds?: readonly string[] | undefined;
  /** At or after, and before, these instants (UTC). */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Deeds, newest first, each with who did it. */
export async function listAudit(db: Database, filter: AuditFilter, turn: PageTurn, size = PAGE_ROWS) {
  const { role, verb, kind, actorIds, subjectIds, from, until } = filter;
  if (actorIds?.length === 0 || subjectIds?.length === 0) return { rows: [], newer: null, older: null };
  return readPage(turn, { columns: ['audit.at', 'audit.id'], size }, (span) =>
    db
      .selectFrom('audit_log as audit')
      .leftJoin('account as actor', 'actor.id', 'audit.actor_id')
      .select([
        'audit.id', 'audit.at as listed_at', 'audit.actor_kind', 'audit.actor_id', 'audit.verb', 'audit.subject_kind', 'audit.subject_id', 'audit.before_json', 'audit.after_json',
        'audit.reason', 'actor.name as actor_name', 'actor.email as actor_email',
      ])
      .where(span.within)
      .$if(role !== undefined, (rows) => rows.where('audit.actor_kind', '=', role!))
      .$if(verb !== undefined, (rows) => rows.where('audit.verb', '=', verb!))
      .$if(kind !== undefined, (rows) => rows.where('audit.subject_kind', '=', kind!))
      .$if(actorIds !== undefined, (rows) => rows.where('audit.actor_id', 'in', actorIds!))
      .$if(subjectIds !== undefined, (rows) => rows.where('audit.subject_id', 'in', subjectIds!))
      .$if(from !== undefined, (rows) => rows.where('audit.at', '>=', from!))
      .$if(until !== undefined, (rows) => rows.where('audit.at', '<', until!))
      .orderBy('audit.at', span.direction)
      .orderBy('audit.id', span.direction)
      .limit(span.limit)
      .execute(),
  );
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>['rows'][number];

/** Every deed that was ever done; each is one step along its key. */
export async function listAuditVerbs(db: Database): Promise<string[]> {
  return (await db.selectFrom('audit_log').select('verb').distinct().orderBy('verb').execute()).map(({ verb }) => verb);
}

/** Whose e-mail, or among those who work here whose name, begins so. */
export async function findAuditActors(db: Database, typed: string): Promise<string[]> {
  if (ID.test(typed)) return [typed];
  const like = `${typed.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const people = db.selectFrom('account').select('id').limit(MOST_PEOPLE);
  const found = await (typed.includes('@') ? people.where('email', 'like', like.toLowerCase()) : people.where('role', 'in', ['admin', 'doctor']).where('name', 'like', like)).execute();
  return found.map(({ id }) => id);
}

/** Everything that a code, an id of ours or an id of Razorpay's stands for; a visit is its parts, money and questions, too. */
export async function findAuditSubjects(db: Database, typed: string): Promise<string[]> {
  if (ID.test(typed)) return [typed, ...(await listThingsOf(db, await findVisitsById(db, typed)))];
  if (GATEWAY_PAYOUT.test(typed)) return (await db.selectFrom('payout_attempt').select('payout_id').where('gateway_payout_id', '=', typed).execute()).map((row) => row.payout_id);
  const search = readSearch(typed);
  // A word such as `all` can be read as a beginning of codes; then it stands for itself as well.
  const visits = search.by === 'nothing' ? [] : await db.selectFrom('master_booking as master').select('master.id').where(visitsFound(search)).limit(MOST_PEOPLE).execute();
  return [...(PLAIN_ID.test(typed) ? [typed] : []), ...(await listThingsOf(db, visits.map(({ id }) => id)))];
}

async function findVisitsById(db: Database, id: string): Promise<string[]> {
  const visit = await db.selectFrom('master_booking').select('id').where('id', '=', id).executeTakeFirst();
  return visit ? [visit.id] : [];
}

const VISIT_THINGS = ['individual_booking', 'cancellation', 'refund', 'refund_approval', 'payout', 'clawback', 'discrepancy'] as const;

async function listThingsOf(db: Database, visitIds: readonly string[]): Promise<string[]> {
  if (visitIds.length === 0) return [];
  const things = await Promise.all(VISIT_THINGS.map((table) => db.selectFrom(table).select('id').where('master_booking_id', 'in', visitIds).execute()));
  return [...visitIds, ...things.flat().map(({ id }) => id)];
}
