import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import type { Approval } from './approval.ts';

const columns: Column<Approval>[] = [
  { header: 'Visit', title: true, cell: (row) => <a href={`/admin/visits/${row.code}`}>{row.code}</a> },
  { header: 'Service', cell: (row) => row.service },
  {
    header: 'Why',
    cell: (row) => (
      <span>
        {row.reason}
        <span className="block max-w-prose text-muted">{row.note}</span>
      </span>
    ),
  },
  { header: 'Asked by', cell: (row) => row.askedBy },
  {
    header: 'Decided',
    cell: (row) => (
      <span>
        <span className="flex flex-wrap items-center gap-1 max-sm:justify-end">
          {row.decision === 'granted' ? <Tag tone="success">Granted</Tag> : <Tag icon="close">{row.decidedBy === row.askedBy ? 'Taken back' : 'Denied'}</Tag>}
        </span>
        <span className="block text-muted">
          {row.decidedBy}
          {row.decidedAt && (
            <>
              , <When at={row.decidedAt} zone={DESK_ZONE} />
            </>
          )}
        </span>
      </span>
    ),
  },
  { header: 'Amount', end: true, cell: (row) => <Money paise={row.amountPaise} /> },
];

export function DecidedTable({ rows }: { rows: Approval[] }) {
  return <DataTable caption="Decided, the latest first" columns={columns} rows={rows} rowKey={(row) => row.id} empty="None is decided yet." />;
}
