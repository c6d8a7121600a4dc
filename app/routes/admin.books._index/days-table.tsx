import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { Money } from '#app/components/money.tsx';
import { Tag } from '#app/components/tag.tsx';
import { formatDay, type LocalDate } from '#app/domain/appointment-time.ts';

/** A day of the books in a row; null where it is not closed. Paise. */
export interface DayRow {
  day: string;
  openCount: number;
  unexplainedPaise: number;
  sums: { transactions: number; settledPaise: number; refundsPaise: number; payoutsPaise: number; settlementsPaise: number } | null;
}

function money(of: (sums: NonNullable<DayRow['sums']>) => number) {
  return ({ sums }: DayRow) => sums && <Money paise={of(sums)} />;
}

function State({ sums, openCount, unexplainedPaise }: DayRow) {
  if (openCount > 0) return <Tag tone="warning">{openCount} open</Tag>;
  if (!sums) return <Tag icon="clock">Not closed</Tag>;
  return unexplainedPaise > 0 ? <Tag tone="danger">Does not tie</Tag> : <Tag tone="success">Closed</Tag>;
}

const columns: Column<DayRow>[] = [
  { header: 'Day', title: true, cell: ({ day }) => <a className="font-semibold whole" href={`/admin/books/${day}`}>{formatDay(day as LocalDate)} {day.slice(0, 4)}</a> },
  { header: 'State', cell: (row) => <State {...row} /> },
  { header: 'Unexplained', end: true, cell: ({ unexplainedPaise, sums }) => (sums || unexplainedPaise > 0) && <Money paise={unexplainedPaise} /> },
  { header: 'Transactions', end: true, cell: ({ sums }) => sums?.transactions.toLocaleString('en-IN') },
  { header: 'Settled, net', end: true, cell: money((sums) => sums.settledPaise) },
  { header: 'Refunds', end: true, cell: money((sums) => sums.refundsPaise) },
  { header: 'Payouts', end: true, cell: money((sums) => sums.payoutsPaise) },
  { header: 'To our bank', end: true, cell: money((sums) => sums.settlementsPaise) },
];

const nothing = (
  <EmptyState icon="check" title="No day to close yet">
    The first payment opens the books. Each day is then closed the next morning at 05:30.
  </EmptyState>
);

export function DaysTable({ rows }: { rows: DayRow[] }) {
  return <DataTable caption="Days, newest first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.day} empty={nothing} />;
}
