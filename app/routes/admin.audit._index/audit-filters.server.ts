import type { Database } from '#db/client.ts';
import { findAuditActors, findAuditSubjects, type AuditFilter, type AuditRow } from '#db/audit-search.ts';
import type { SubjectNames } from '#db/audit-subjects.ts';
import { dayFilters, oneOf, readFilters, spanOfDays, textFilter, turnFilters } from '../admin/list-filters.ts';
import { deedInWords } from './audit-words.ts';
import { ROLES } from './audit-roles.ts';
import { readChanges } from './changes.ts';
import { subjectLink } from './subject-link.ts';

/** What the address asks for, of the page and of its CSV. */
export function readAuditFilters(request: Request) {
  const { after, before, ...filters } = readFilters(request, { who: textFilter, role: oneOf(ROLES), verb: textFilter, kind: textFilter, on: textFilter, ...dayFilters, ...turnFilters });
  return { filters, turn: { after, before } };
}

export type AuditFilters = ReturnType<typeof readAuditFilters>['filters'];

/** Names and codes become the ids that the log is keyed by. */
export async function resolveFilters(db: Database, filters: AuditFilters): Promise<AuditFilter> {
  const { who, on, role, verb, kind } = filters;
  const [actorIds, subjectIds] = await Promise.all([who ? findAuditActors(db, who) : undefined, on ? findAuditSubjects(db, on) : undefined]);
  return { role, verb: verb || undefined, kind: kind || undefined, actorIds, subjectIds, ...spanOfDays(filters) };
}

export function auditEntry(row: AuditRow, names: ReadonlyMap<string, SubjectNames>) {
  return {
    id: row.id,
    at: row.listed_at.toISOString(),
    role: row.actor_kind,
    actor: row.actor_name,
    actorId: row.actor_id,
    email: row.actor_email,
    verb: row.verb,
    deed: deedInWords(row.verb),
    subject: subjectLink(row.subject_kind, row.subject_id, names.get(row.subject_id) ?? {}),
    subjectId: row.subject_id,
    reason: row.reason,
    changes: readChanges(row.before_json, row.after_json),
  };
}

export type AuditEntryView = ReturnType<typeof auditEntry>;
