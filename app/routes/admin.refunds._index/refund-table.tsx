import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { When } from '#app/components/when.tsx';
import { ageInWords } from '../admin/age.ts';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { inWords } from '../admin/in-words.ts';
import type { RefundRow } from './refund-row.ts';
import { RefundState } from './refund-state.tsx';

const OPEN = new Set(['requested', 'sending', 'outcome_unknown', 'pending']);

function Named({ row }: { row: RefundRow }) {
  return (
    <span>
      <a href={`/admin/refunds/${row.id}`}>{row.code}</a>
      <span className="block text-sm font-normal text-muted">{row.patient_name}</span>
    </span>
  );
}

function Why({ row }: { row: RefundRow }) {
  return (
    <span>
      {inWords(row.kind)}
      {inWords(row.reason) !== inWords(row.kind) && <span className="block whole text-muted">{inWords(row.reason)}</span>}
    </span>
  );
}

function StateAndReference({ row }: { row: RefundRow }) {
  return (
    <span>
      <RefundState refund={row} nextTryAt={row.status === 'requested' ? row.next_try_at : null} />
      {row.bank_reference && <code className="block text-muted">{row.bank_reference}</code>}
    </span>
  );
}

function columnsAt(now: string): Column<RefundRow>[] {
  return [
    { header: 'Visit', title: true, cell: (row) => <Named row={row} /> },
    { header: 'Asked for', cell: (row) => <When at={row.listed_at} zone={DESK_ZONE} show="dated" /> },
    { header: 'Why', cell: (row) => <Why row={row} /> },
    { header: 'State', cell: (row) => <StateAndReference row={row} /> },
    { header: 'Open for', end: true, cell: (row) => OPEN.has(row.status) && ageInWords(row.listed_at, now) },
    { header: 'Tries', end: true, cell: (row) => row.tries },
    { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
  ];
}

const nothing = (
  <EmptyState icon="refund" title="No refunds match">
    Take a filter away. A refund appears here the moment it is decided, and is sent by itself.
  </EmptyState>
);

export function RefundTable({ rows, now }: { rows: RefundRow[]; now: string }) {
  return <DataTable caption="Refunds, newest first" captionHidden columns={columnsAt(now)} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}

function parkedColumnsAt(now: string): Column<RefundRow>[] {
  return [
    { header: 'Visit', title: true, cell: (row) => <Named row={row} /> },
    { header: 'Why', cell: (row) => <Why row={row} /> },
    { header: 'Next step', cell: (row) => <span className="block sm:min-w-56 max-w-prose">{row.parked_reason}</span> },
    { header: 'State', cell: (row) => <RefundState refund={{ ...row, parked_reason: null }} /> },
    { header: 'Open for', end: true, cell: (row) => ageInWords(row.listed_at, now) },
    { header: 'Tries', end: true, cell: (row) => row.tries },
    { header: 'Amount', end: true, cell: (row) => <Money paise={row.amount_paise} /> },
  ];
}

/** Those that stopped and wait for a person, each with what to do. */
export function ParkedTable({ rows, now }: { rows: RefundRow[]; now: string }) {
  return (
    <DataTable
      caption={<strong className="font-semibold text-ink">Parked: these wait for you, the longest first</strong>}
      columns={parkedColumnsAt(now)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={null}
    />
  );
}
