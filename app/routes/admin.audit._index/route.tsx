import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ButtonLink } from '#app/components/form/button.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { listAudit, listAuditVerbs } from '#db/audit-search.ts';
import { nameAuditSubjects } from '#db/audit-subjects.ts';
import { listAddress } from '../admin/list-address.ts';
import { auditEntry, readAuditFilters, resolveFilters } from './audit-filters.server.ts';
import { ROLE_WORDS, ROLES } from './audit-roles.ts';
import { AuditSearchForm } from './audit-search-form.tsx';
import { AuditTable } from './audit-table.tsx';
import { deedInWords, kindInWords } from './audit-words.ts';

const PATH = '/admin/audit';

export const meta: MetaFunction = () => [{ title: 'Audit log · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const { db } = resources();
  const { filters, turn } = readAuditFilters(request);
  const [page, verbs] = await Promise.all([listAudit(db, await resolveFilters(db, filters), turn), listAuditVerbs(db)]);
  const names = await nameAuditSubjects(db, page.rows);
  return json({ ...page, filters, verbs: verbs.map((verb) => ({ value: verb, label: deedInWords(verb) })), rows: page.rows.map((row) => auditEntry(row, names)) });
}

export default function AuditLog() {
  const { filters, verbs, rows, newer, older } = useLoaderData<typeof loader>();
  const roles = ROLES.map((role) => {
    const active = filters.role === role;
    return { label: ROLE_WORDS[role], active, href: listAddress(PATH, { ...filters, role: active ? null : role }) };
  });
  const kind = filters.kind ? [{ label: kindInWords(filters.kind), active: true, href: listAddress(PATH, { ...filters, kind: null }) }] : [];
  return (
    <>
      <PageHeading
        title="Audit log"
        lede="What people at the desk and providers did, and why; nothing here can be changed. Every movement of money stands in its visit’s history and in the ledger, with the event that caused it."
        aside={
          <ButtonLink look="secondary" small icon="document" href={listAddress('/admin/audit.csv', filters)}>
            Download as CSV
          </ButtonLink>
        }
      />
      <AuditSearchForm action={PATH} values={filters} role={filters.role} verbs={verbs.toSorted((a, b) => a.label.localeCompare(b.label))} />
      <FilterChips label="Whose" chips={[...kind, ...roles]} />
      <AuditTable rows={rows} />
      <Pagination
        previousHref={newer && listAddress(PATH, { ...filters, before: newer })}
        nextHref={older && listAddress(PATH, { ...filters, after: older })}
        position="Newest first"
      />
    </>
  );
}
