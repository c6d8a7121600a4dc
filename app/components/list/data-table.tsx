import { useId, type ReactNode } from 'react';
import { classNames } from '#app/components/class-names.ts';

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned: money and counts. */
  end?: boolean;
  /** Heads the card that a row becomes on a phone. */
  title?: boolean;
  /** A button or link; its header is for screen readers only. */
  action?: boolean;
}

interface DataTableProps<Row> {
  caption: ReactNode;
  /** Says the caption only to screen readers when the page's heading already says it. */
  captionHidden?: boolean;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The row whose story is open beside the table. */
  currentKey?: string;
  empty: ReactNode;
  /** One cell per column. */
  totals?: ReactNode[];
}

/** Said aloud although a table has them by itself: Safari drops them when the rows become cards on a phone. */
const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  cell: { role: 'cell' },
};

function cellClass<Row>({ end, title, action }: Column<Row>, kept: boolean): string | undefined {
  return classNames((end || action) && 'cell-end', kept && 'cell-kept', title && 'cell-title', action && 'cell-action') || undefined;
}

export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, currentKey, empty, totals }: DataTableProps<Row>) {
  const captionId = useId();
  if (rows.length === 0) return <>{empty}</>;
  const kept = columns.findLast((column) => column.end);
  return (
    // A keyboard scrolls only what it can come to.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-frame" aria-labelledby={captionId} tabIndex={0}>
      <table className="data-table" {...roles.table}>
        <caption id={captionId} className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
        <thead {...roles.rowgroup}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <th key={column.header} scope="col" {...roles.columnheader} className={classNames(column.end && 'cell-end', column === kept && 'cell-kept') || undefined}>
                {column.action ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.rowgroup}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...roles.row} aria-current={currentKey === rowKey(row) || undefined}>
              {columns.map((column) => (
                <td key={column.header} {...roles.cell} className={cellClass(column, column === kept)} data-label={column.header}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot {...roles.rowgroup}>
            <tr {...roles.row}>
              {columns.map((column, index) => (
                <td key={column.header} {...roles.cell} className={cellClass(column, column === kept)} data-label={column.header}>
                  {totals[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
