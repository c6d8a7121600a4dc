import type { IndividualStatus, MasterStatus } from '#app/domain/booking.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { StatusTag } from '#app/components/status-tag.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';

interface Part {
  id: string;
  service_name: string;
  status: IndividualStatus;
}

interface Visit<Instant> {
  id: string;
  code: string;
  patient_name: string;
  status: MasterStatus;
  total_paise: number;
  listed_at: Instant;
}

export type VisitRow = Visit<string> & { parts: Part[] };

/** A visit as the table shows it: its parts beside it. */
export function visitRow(visit: Visit<Date>, partsOf: ReadonlyMap<string, Part[]>) {
  const { id, code, patient_name, status, total_paise, listed_at } = visit;
  return { id, code, patient_name, status, total_paise, listed_at, parts: partsOf.get(id) ?? [] };
}

function PartNames({ visit }: { visit: VisitRow }) {
  return visit.parts.map((part, index) => (
    <span key={part.id}>
      {index > 0 && ', '}
      {part.status === 'cancelled' && visit.status !== 'cancelled' ? (
        <s className="text-faint">
          {part.service_name}
          <span className="sr-only"> (cancelled)</span>
        </s>
      ) : (
        part.service_name
      )}
    </span>
  ));
}

const columns: Column<VisitRow>[] = [
  { header: 'Visit', title: true, cell: (row) => <a href={`/admin/visits/${row.code}`}>{row.code}</a> },
  { header: 'Patient', cell: (row) => row.patient_name },
  { header: 'Services', cell: (row) => <span><PartNames visit={row} /></span> },
  { header: 'Status', cell: (row) => <StatusTag of="visit" state={row.status} desk /> },
  { header: 'Made', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} show="dated" /> },
  { header: 'Total', end: true, cell: (row) => <Money paise={row.total_paise} /> },
];

const nothing = (
  <EmptyState icon="search" title="No visits match">
    Take a filter away, or search by a visit code, a phone number, an e-mail, or an id that begins with order_, pay_ or rfnd_.
  </EmptyState>
);

export function VisitTable({ caption, rows }: { caption: string; rows: VisitRow[] }) {
  return <DataTable caption={caption} captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
