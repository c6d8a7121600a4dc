import { resources } from '#app/server-resources.server.ts';
import { listOutbox } from '#db/outbox-list.ts';
import { jobRow, outboxRow } from './job-rows.server.ts';
import type { readJobFilters } from './job-filters.server.ts';

type Wish = ReturnType<typeof readJobFilters>;

/** One page of jobs with how many there are in each state; `null` while the queue's database is away. */
export async function readJobs({ jobs, turn }: Wish) {
  const { queue } = resources();
  const [page, counts] = await Promise.all([queue.list(jobs, turn), queue.count(jobs.task)]);
  return page && counts && { ...page, rows: page.rows.map(jobRow), counts };
}

/** One page of messages; asks only the business's own database. */
export async function readOutbox({ outbox, turn }: Wish, now: Date) {
  const page = await listOutbox(resources().db, outbox, turn);
  return { ...page, rows: page.rows.map((row) => outboxRow(row, now)) };
}
