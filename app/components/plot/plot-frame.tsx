import type { ReactNode } from 'react';
import { Icon } from '#app/components/icon.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { EDGE, FLOOR, PLOT, type Tick } from './plot-box.ts';

export interface PlotText {
  /** Unique on the page; an SVG names its title and description by ids. */
  id: string;
  title: string;
  /** What one would say who looked at it. */
  desc: string;
  /** One for each step along the bottom. */
  days: readonly string[];
  /** How a value is written beside the scale and in the table. */
  format: (value: number) => string;
}

interface PlotFrameProps extends PlotText {
  ticks: readonly Tick[];
  xs: readonly number[];
  series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  children: ReactNode;
}

/** A figure with its scale, and all of its numbers as a table for whoever would rather read them. */
export function PlotFrame({ id, title, desc, days, format, ticks, xs, series, children }: PlotFrameProps) {
  return (
    <figure className="grid content-start gap-2">
      <figcaption className="font-semibold">{title}</figcaption>
      <svg className="plot" viewBox={`0 0 ${PLOT.width} ${PLOT.height}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        {ticks.map(({ value, y }) => (
          <g key={value}>
            <line className={value === 0 ? 'plot-base' : 'plot-grid'} x1={PLOT.left} x2={EDGE} y1={y} y2={y} />
            <text x={PLOT.left - 6} y={y + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        <DayNames days={days} xs={xs} />
        {children}
      </svg>
      <details>
        <summary className="inline-flex min-h-11 items-center gap-1 text-sm text-muted">
          <Icon name="chevron-down" size="sm" />
          Numbers of “{title}”
        </summary>
        <DataTable caption={title} captionHidden columns={columnsOf(series, format)} rows={days.map((day, index) => ({ day, index }))} rowKey={(row) => row.day} empty={<p className="text-muted">No days yet</p>} />
      </details>
    </figure>
  );
}

/** The first, the middle and the last: more do not fit a phone. */
function DayNames({ days, xs }: { days: readonly string[]; xs: readonly number[] }) {
  const last = days.length - 1;
  const named = new Map<number, 'start' | 'middle' | 'end'>([[last, 'end'], [Math.floor(last / 2), 'middle'], [0, 'start']]);
  return (
    <>
      {[...named].filter(([index]) => xs[index] !== undefined).map(([index, anchor]) => (
        <text key={index} x={xs[index]} y={FLOOR + 17} textAnchor={last === 0 ? 'middle' : anchor}>
          {days[index]}
        </text>
      ))}
    </>
  );
}

interface TableRow {
  day: string;
  index: number;
}

function columnsOf(series: PlotFrameProps['series'], format: PlotText['format']): Column<TableRow>[] {
  return [
    { header: 'Day', title: true, cell: (row) => row.day },
    ...series.map(({ name, values }): Column<TableRow> => ({
      header: name,
      end: true,
      cell: (row) => {
        const value = values[row.index] ?? null;
        return value === null ? <span className="text-faint">none</span> : format(value);
      },
    })),
  ];
}
