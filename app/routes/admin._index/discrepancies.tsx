import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import type { DiscrepancyKind } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { DISCREPANCY_WORDS } from '../admin/discrepancy-words.ts';

interface OpenDiscrepancy {
  id: string;
  kind: DiscrepancyKind;
  subject_id: string;
  expected_paise: number | null;
  actual_paise: number | null;
  note: string;
  opened_at: string;
  code: string | null;
}

const columns: Column<OpenDiscrepancy>[] = [
  {
    header: 'What',
    title: true,
    cell: (row) => (
      <span>
        <a className="font-semibold" href={`/admin/discrepancies/${row.id}`}>{DISCREPANCY_WORDS[row.kind].title}</a>
        <code className="block text-muted">{row.subject_id}</code>
      </span>
    ),
  },
  { header: 'Note', cell: (row) => row.note },
  { header: 'Visit', cell: (row) => row.code && <a className="link whole" href={`/admin/visits/${row.code}`}>{row.code}</a> },
  { header: 'Since', cell: (row) => <When at={row.opened_at} zone={DESK_ZONE} /> },
  { header: 'Our books', end: true, cell: (row) => row.expected_paise !== null && <Money paise={row.expected_paise} /> },
  { header: 'Razorpay', end: true, cell: (row) => row.actual_paise !== null && <Money paise={row.actual_paise} /> },
];

/** What our books and Razorpay's do not say alike, oldest first. */
export function Discrepancies({ rows, total }: { rows: OpenDiscrepancy[]; total: number }) {
  const caption = total > rows.length ? `The ${rows.length} longest open of ${total} discrepancies` : 'Open discrepancies, oldest first';
  return <DataTable caption={caption} columns={columns} rows={rows} rowKey={(row) => row.id} empty={null} />;
}
