import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { When } from '#app/components/when.tsx';
import { ACTORS } from '../admin.visits.$code._index/happenings.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { AuditEntryView } from './audit-filters.server.ts';
import type { Change } from './changes.ts';
import type { AuditSubject } from './subject-link.ts';

type Row = AuditEntryView;

function Subject({ what, name, href }: AuditSubject) {
  return (
    <span className="grid">
      <span className="text-sm text-muted">{what}</span>
      {href ? <a className="link" href={href}>{name}</a> : <span>{name}</span>}
    </span>
  );
}

/** Shown at once when it is one short line, else on demand: a week's hours would hide the next deed. */
function Changes({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null;
  const lines = (
    <ul className="grid gap-0.5 text-sm">
      {changes.map(({ field, was, is }) => (
        <li key={field}>
          <span className="text-muted">{field}:</span> {was !== null && <del>{was}</del>} {was !== null && is !== null && <span aria-hidden="true">→</span>} {is !== null && <ins className="no-underline">{is}</ins>}
        </li>
      ))}
    </ul>
  );
  if (changes.length === 1) return lines;
  return (
    <details>
      <summary className="link text-sm">{changes.length} changes</summary>
      {lines}
    </details>
  );
}

const columns: Column<Row>[] = [
  { header: 'Deed', title: true, cell: (row) => row.deed },
  { header: 'When', cell: (row) => <When at={row.at} zone={DESK_ZONE} show="dated" /> },
  {
    header: 'Who',
    cell: (row) => (
      <span className="grid">
        <span>{row.actor ?? ACTORS[row.role]}</span>
        {row.actor && <span className="text-sm text-muted">{ACTORS[row.role]}</span>}
      </span>
    ),
  },
  { header: 'On what', cell: (row) => <Subject {...row.subject} /> },
  { header: 'Why', cell: (row) => row.reason && <span className="block max-w-72">{row.reason}</span> },
  { header: 'What changed', cell: (row) => <Changes changes={row.changes} /> },
];

const nothing = (
  <EmptyState icon="clock" title="No deeds match">
    Search by the beginning of an e-mail or a name, a visit’s code, or any id. Fewer filters find more.
  </EmptyState>
);

export function AuditTable({ rows }: { rows: Row[] }) {
  return <DataTable caption="Deeds, newest first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
