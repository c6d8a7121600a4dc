import type { ReactNode } from 'react';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';
import type { DiscrepancyKind, DiscrepancySource, Resolution } from '#app/domain/reconciliation.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { DISCREPANCY_WORDS, SOURCE_WORDS } from '../admin/discrepancy-words.ts';
import { StateTag } from './state-tag.tsx';

export interface DiscrepancyListRow {
  id: string;
  kind: DiscrepancyKind;
  subject_id: string;
  expected_paise: number | null;
  actual_paise: number | null;
  effect_paise: number | null;
  listed_at: string;
  resolved_at: string | null;
  day: string | null;
  source: DiscrepancySource;
  resolution: Resolution | null;
  escalated_at: string | null;
  code: string | null;
}

const columns: Column<DiscrepancyListRow>[] = [
  {
    header: 'What',
    title: true,
    cell: (row) => (
      <span>
        <a className="font-semibold" href={`/admin/discrepancies/${row.id}`}>{DISCREPANCY_WORDS[row.kind].title}</a>
        <code className="block text-muted">{row.subject_id}</code>
        {row.code && <a className="link block text-sm font-normal whole" href={`/admin/visits/${row.code}`}>{row.code}</a>}
      </span>
    ),
  },
  {
    header: 'State',
    cell: (row) => (
      <span>
        <StateTag resolution={row.resolution} closed={row.resolved_at !== null} escalated={row.escalated_at !== null} />
        <span className="block text-sm text-muted">since <When at={row.listed_at} zone={DESK_ZONE} /></span>
      </span>
    ),
  },
  {
    header: 'Day',
    cell: (row) => (
      <span>
        {row.day && <a className="link whole" href={`/admin/books/${row.day}`}>{formatDay(row.day as LocalDate)}</a>}
        <span className="block text-sm text-muted">{SOURCE_WORDS[row.source]}</span>
      </span>
    ),
  },
  { header: 'Our books', end: true, cell: (row) => row.expected_paise !== null && <Money paise={row.expected_paise} /> },
  { header: 'Razorpay', end: true, cell: (row) => row.actual_paise !== null && <Money paise={row.actual_paise} /> },
  { header: 'Effect', end: true, cell: (row) => row.effect_paise !== null && <Money paise={row.effect_paise} signed /> },
];

const nothing = (
  <EmptyState icon="check-circle" title="No discrepancy here">
    Our books and Razorpay’s say alike. What differs appears here when its day is closed.
  </EmptyState>
);

export function DiscrepancyTable({ rows, caption, captionHidden }: { rows: DiscrepancyListRow[]; caption: ReactNode; captionHidden?: boolean }) {
  return <DataTable caption={caption} captionHidden={captionHidden} columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
