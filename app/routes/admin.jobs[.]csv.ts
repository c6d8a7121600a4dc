import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { resources } from '#app/server-resources.server.ts';
import { listOutbox } from '#db/outbox-list.ts';
import { readJobFilters } from './admin.jobs._index/job-filters.server.ts';
import { jobRow, outboxRow } from './admin.jobs._index/job-rows.server.ts';
import { listCsv, type CsvColumn } from './admin/list-csv.server.ts';

type JobLine = ReturnType<typeof jobRow>;
type OutboxLine = ReturnType<typeof outboxRow>;

const about = ({ concerns }: Pick<JobLine, 'concerns'>) => concerns.map(({ what, id }) => `${what} ${id}`).join('; ');

const JOB_COLUMNS: CsvColumn<JobLine>[] = [
  ['job', (row) => row.id],
  ['task', (row) => row.task],
  ['letter', (row) => row.letter],
  ['about', about],
  ['state', (row) => row.state],
  ['tries', (row) => row.attempts],
  ['tries_max', (row) => row.max_attempts],
  ['next_try_at', (row) => (row.state === 'given_up' || row.state === 'cancelled' ? null : row.run_at)],
  ['last_error', (row) => row.error],
  ['queued_at', (row) => row.created_at],
  ['last_news_at', (row) => row.updated_at],
];

const OUTBOX_COLUMNS: CsvColumn<OutboxLine>[] = [
  ['message', (row) => row.id],
  ['task', (row) => row.task],
  ['letter', (row) => row.letter],
  ['about', about],
  ['state', (row) => row.state],
  ['written_at', (row) => row.created_at],
  ['not_before', (row) => row.run_at],
  ['handed_over_at', (row) => row.sent_at],
];

/** As the screen has them: ids instead of payloads, errors without addresses. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const { db, queue } = resources();
  const { list, filters, jobs, outbox } = readJobFilters(request);
  const now = new Date();
  if (list === 'outbox') {
    const read = async (turn: { after: string | null }, size: number) => mapRows(await listOutbox(db, outbox, turn, size), (row) => outboxRow(row, now));
    return listCsv(db, { request, adminId, now }, { name: 'outbox', filters, columns: OUTBOX_COLUMNS, tables: [read] });
  }
  if ((await queue.list(jobs, {}, 1)) === null) return new Response('The queue’s database does not answer. Nothing is lost; try again in a minute.', { status: 503 });
  const read = async (turn: { after: string | null }, size: number) => {
    const page = await queue.list(jobs, turn, size);
    // A file that ends early must not look whole.
    if (page === null) throw new Error('the queue stopped answering while its list was read');
    return mapRows(page, jobRow);
  };
  return listCsv(db, { request, adminId, now }, { name: 'jobs', filters, columns: JOB_COLUMNS, tables: [read] });
}

function mapRows<A, B>({ rows, older }: { readonly rows: readonly A[]; readonly older: string | null }, to: (row: A) => B) {
  return { rows: rows.map(to), older };
}
