import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { writeAudit } from '#db/audit-log.ts';
import { listAudit } from '#db/audit-search.ts';
import { nameAuditSubjects } from '#db/audit-subjects.ts';
import type { Database } from '#db/client.ts';
import { csvCell } from '#db/exports/write-lines.ts';
import { auditEntry, readAuditFilters, resolveFilters, type AuditEntryView, type AuditFilters } from './admin.audit._index/audit-filters.server.ts';
import { changesInLine } from './admin.audit._index/changes.ts';
import { streamText } from './admin.exports.$file/stream-text.server.ts';

const ROWS_AT_ONCE = 500;
const HEADINGS = ['at', 'role', 'name', 'email', 'verb', 'deed', 'on', 'subject', 'subjectId', 'reason', 'changes'];

/** The filtered log, streamed; that it was taken home is a deed, too. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId } = await requireAdmin(request);
  const { db } = resources();
  const { filters } = readAuditFilters(request);
  await writeAudit(db, { actorKind: 'admin', actorId: accountId, verb: 'download_export', subjectKind: 'export', subjectId: 'audit', after: filters, at: new Date() });
  return new Response(streamText(lines(db, filters), request.signal), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="onevisit-audit.csv"', 'Cache-Control': 'private, no-store' },
  });
}

async function* lines(db: Database, filters: AuditFilters): AsyncGenerator<string> {
  yield csvLine(HEADINGS);
  const filter = await resolveFilters(db, filters);
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(db, filter, { after }, ROWS_AT_ONCE);
    const names = await nameAuditSubjects(db, page.rows);
    yield page.rows.map((row) => csvLine(cellsOf(auditEntry(row, names)))).join('');
    after = page.older;
  } while (after !== null);
}

function cellsOf({ at, role, actor, email, verb, deed, subject, subjectId, reason, changes }: AuditEntryView): unknown[] {
  return [at, role, actor, email, verb, deed, subject.what, subject.name, subjectId, reason, changesInLine(changes)];
}

function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
