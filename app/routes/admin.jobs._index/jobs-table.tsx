import { EmptyState } from '#app/components/empty-state.tsx';
import { DataTable, type Column } from '#app/components/list/data-table.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { About } from './about.tsx';
import type { Concern } from './concerns.ts';
import type { JobStateName } from './job-states.ts';
import { JobTag } from './state-tag.tsx';
import { taskInWords } from './task-words.ts';

export interface JobRow {
  id: string;
  task: string;
  state: JobStateName;
  attempts: number;
  max_attempts: number;
  run_at: string;
  letter: string | null;
  concerns: Concern[];
  error: string | null;
}

/** What runs is not touched, so it has nothing to tick. */
function Tick({ row }: { row: JobRow }) {
  if (row.state === 'running') return null;
  return (
    <label className="choice">
      <input type="checkbox" name="jobId" value={row.id} />
      <span className="sr-only">
        {taskInWords(row.task)}, job {row.id}
      </span>
    </label>
  );
}

/** A job that is over has no next try. */
export function NextTry({ state, at }: { state: JobStateName; at: string }) {
  if (state === 'given_up' || state === 'cancelled') return <>None</>;
  return state === 'running' ? <>Now</> : <When at={at} zone={DESK_ZONE} show="dated" />;
}

const columns: Column<JobRow>[] = [
  { header: 'Tick', action: true, cell: (row) => <Tick row={row} /> },
  { header: 'Job', title: true, cell: (row) => <a href={`/admin/jobs/${row.id}`}>{taskInWords(row.task)}</a> },
  { header: 'State', cell: (row) => <JobTag state={row.state} /> },
  { header: 'About', cell: (row) => <About letter={row.letter} concerns={row.concerns} /> },
  { header: 'Tries', end: true, cell: (row) => <span className="whole">{`${row.attempts} of ${row.max_attempts}`}</span> },
  { header: 'Next try', cell: (row) => <NextTry state={row.state} at={row.run_at} /> },
  { header: 'Last error', cell: (row) => row.error && <span>{row.error}</span> },
];

interface JobsTableProps {
  rows: JobRow[];
  filtered: boolean;
}

export function JobsTable({ rows, filtered }: JobsTableProps) {
  const nothing = filtered ? (
    <EmptyState icon="check-circle" title="No jobs match">
      A job leaves the queue the moment it is done.
    </EmptyState>
  ) : (
    <EmptyState icon="check-circle" title="Nothing waits and nothing failed">
      A job leaves the queue the moment it is done. What goes wrong stays here with its error.
    </EmptyState>
  );
  return <DataTable caption="Jobs, trouble first" captionHidden columns={columns} rows={rows} rowKey={(row) => row.id} empty={nothing} />;
}
