import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { formatWeekday } from '#app/domain/appointment-time.ts';
import { clockOf, WEEK, type WeeklySpan } from '#app/domain/weekly-hours.ts';

export interface ClinicWeek {
  id: string;
  slug: string;
  name: string;
  locality: string;
  spans: WeeklySpan[];
}

interface WeekTableProps {
  weeks: ClinicWeek[];
  /** A lab says how many seats each of its sessions has. */
  seats: boolean;
}

function Day({ spans, seats }: { spans: WeeklySpan[]; seats: boolean }) {
  if (spans.length === 0) return <span className="text-faint">Closed</span>;
  return (
    <ul className="grid gap-1">
      {spans.map((span) => (
        <li key={span.startMinute}>
          {clockOf(span.startMinute)}–{clockOf(span.endMinute)}
          {seats && <span className="text-muted lg:block"> {span.capacity === 1 ? '1 seat' : `${span.capacity} seats`}</span>}
        </li>
      ))}
    </ul>
  );
}

function columnsWith(seats: boolean): Column<ClinicWeek>[] {
  const days = WEEK.map((weekday): Column<ClinicWeek> => ({
    header: formatWeekday(weekday),
    cell: ({ spans }) => <Day spans={spans.filter((span) => span.weekday === weekday)} seats={seats} />,
  }));
  return [
    {
      header: 'Clinic',
      title: true,
      cell: ({ name, locality }) => (
        <span className="grid">
          <span className="font-semibold">{name}</span>
          <span className="text-sm font-normal text-muted">{locality}</span>
        </span>
      ),
    },
    ...days,
    {
      header: 'Change',
      action: true,
      cell: ({ slug, name }) => (
        <a href={`/provider/schedule/hours/${slug}`} className="link">
          Change hours<span className="sr-only"> at {name}</span>
        </a>
      ),
    },
  ];
}

const COLUMNS = columnsWith(false);
const COLUMNS_WITH_SEATS = columnsWith(true);

/** The ordinary week, one row per clinic. */
export function WeekTable({ weeks, seats }: WeekTableProps) {
  const none = <p className="text-muted">You are not at any clinic yet. Our desk adds the first one.</p>;
  return <DataTable caption="Weekly hours by clinic" captionHidden columns={seats ? COLUMNS_WITH_SEATS : COLUMNS} rows={weeks} rowKey={({ id }) => id} empty={none} />;
}
