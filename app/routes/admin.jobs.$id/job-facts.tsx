import { SummaryList, type SummaryRow } from '#app/components/summary-list.tsx';
import { When } from '#app/components/when.tsx';
import { DESK_ZONE } from '../admin/desk-zone.ts';
import { About } from '../admin.jobs._index/about.tsx';
import { NextTry, type JobRow } from '../admin.jobs._index/jobs-table.tsx';

export function JobFacts({ job }: { job: JobRow & { created_at: string; updated_at: string } }) {
  const rows: (SummaryRow | false)[] = [
    { term: 'Job', description: job.id },
    { term: 'About', description: <About letter={job.letter} concerns={job.concerns} /> },
    { term: 'Tries', description: `${job.attempts} of ${job.max_attempts}` },
    { term: 'Next try', description: <NextTry state={job.state} at={job.run_at} /> },
    job.error !== null && { term: 'Last error', description: <span>{job.error}</span> },
    { term: 'Queued', description: <When at={job.created_at} zone={DESK_ZONE} show="dated" /> },
    { term: 'Last news', description: <When at={job.updated_at} zone={DESK_ZONE} show="dated" /> },
  ];
  return <SummaryList rows={rows.filter((row) => row !== false)} />;
}
