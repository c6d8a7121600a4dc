import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { PROVIDER_DOCUMENT_KINDS } from '#app/domain/onboarding.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { FLAGS, type ProviderRow } from './provider-row.ts';

/** Nobody has given details that long ago: it stands for none. */
const NEVER_BEFORE = '1971';

function Named({ row }: { row: ProviderRow }) {
  return (
    <span>
      <a href={`/admin/providers/${row.id}`}>{row.name}</a>
      <span className="block text-sm font-normal text-muted">{row.kind === 'lab' ? 'Laboratory' : 'Doctor'}, {row.registration_number}</span>
    </span>
  );
}

function State({ row }: { row: ProviderRow }) {
  return (
    <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
      <StatusTag of="onboarding" state={row.onboarding_status} desk />
      {row.in_review && <Tag tone="warning">{FLAGS.review}</Tag>}
      {row.shared && <Tag tone="danger">{FLAGS.shared}</Tag>}
    </span>
  );
}

const columns: Column<ProviderRow>[] = [
  { header: 'Provider', title: true, cell: (row) => <Named row={row} /> },
  { header: 'State', cell: (row) => <State row={row} /> },
  {
    header: 'Account',
    cell: (row) =>
      row.bank_name ? (
        <span>
          {row.bank_name} <span className="text-muted">{row.shown_as}</span>
        </span>
      ) : (
        <span className="text-faint">None yet</span>
      ),
  },
  { header: 'Documents', end: true, cell: (row) => `${row.documents} of ${PROVIDER_DOCUMENT_KINDS.length}` },
  { header: 'Details of', cell: (row) => (row.listed_at < NEVER_BEFORE ? <span className="text-faint">Never given</span> : <When at={row.listed_at} zone={DESK_ZONE} show="dated" />) },
];

const nothing = (
  <EmptyState icon="stethoscope" title="No providers match">
    Take a filter away, or look for another part of the name.
  </EmptyState>
);

export function ProviderTable({ rows }: { rows: ProviderRow[] }) {
  return <DataTable caption="Providers, latest details first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
