import { SubmitButton } from '#app/components/form/button.tsx';
import { JobsTable, type JobRow } from './jobs-table.tsx';

/** The jobs with their ticks, and what is done with the ticked ones. */
export function JobsList({ rows, filtered }: { rows: JobRow[]; filtered: boolean }) {
  const table = <JobsTable rows={rows} filtered={filtered} />;
  if (rows.length === 0) return table;
  return (
    <form id="jobId" tabIndex={-1} method="post" noValidate className="grid gap-4">
      {table}
      <div className="card grid gap-3">
        <p className="max-w-prose text-muted">Ticked jobs become due at once; those given up get all their tries again. Running one twice does no harm: no money moves and no letter goes out a second time.</p>
        <div>
          <SubmitButton look="secondary" icon="refresh" name="intent" value="try_now" submittingText="Making them due…">
            Try ticked jobs now
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
