import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refusedForm, refuseForm } from '#app/auth/form-answer.server.ts';
import { requireAdmin } from '#app/auth/guards.server.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { FilterChips } from '#app/components/list/filter-chips.tsx';
import { Pagination } from '#app/components/list/pagination.tsx';
import { Tabs } from '#app/components/list/tabs.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { noteRelayWanted } from '#app/use-cases/note-relay-wanted.server.ts';
import { tryJobsNow } from '#app/use-cases/steer-jobs.server.ts';
import { countOwed } from '#db/outbox-list.ts';
import { CsvLink } from '../admin/csv-link.tsx';
import { listAddress } from '../admin/list-address.ts';
import { doneInWords } from './done-words.ts';
import { readJobFilters } from './job-filters.server.ts';
import { JOB_STATE_NAMES, JOB_STATES } from './job-states.ts';
import { JobsList } from './jobs-list.tsx';
import { OutboxList } from './outbox-list.tsx';
import { QueueSilent } from './queue-silent.tsx';
import { readJobs, readOutbox } from './read-lists.server.ts';
import { listSchema } from './schema.ts';
import { TaskFilter } from './task-filter.tsx';

const PATH = '/admin/jobs';

export const meta: MetaFunction = () => [{ title: 'Jobs · OneVisit desk' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const wish = readJobFilters(request);
  const [jobs, outbox, owed] = await Promise.all([wish.list === 'jobs' ? readJobs(wish) : null, wish.list === 'outbox' ? readOutbox(wish, new Date()) : null, countOwed(resources().db)]);
  return json({ list: wish.list, filters: wish.filters, done: doneInWords(new URL(request.url).searchParams), jobs, outbox, owed });
}

export async function action({ request }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const submission = parseWithZod(await request.formData(), { schema: listSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, queue, nudge } = resources();
  const { filters } = readJobFilters(request);
  const now = new Date();
  if (submission.value.intent === 'relay') {
    await noteRelayWanted(db, { adminId, waiting: await countOwed(db), now });
    nudge();
    return redirect(listAddress(PATH, { ...filters, done: 'relay' }), 303);
  }
  const outcome = await tryJobsNow({ db, queue }, { jobIds: submission.value.jobId, adminId, now });
  if (!outcome.ok) return json(refusedForm(submission.reply({ formErrors: [outcome.refusal.message] })), { status: outcome.refusal.code === 'queue_silent' ? 503 : 400 });
  return redirect(listAddress(PATH, { ...filters, done: 'try_now', count: String(outcome.value.tried) }), 303);
}

export default function Jobs() {
  const { list, filters, done, jobs, outbox, owed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { state, task } = filters;
  const page = outbox ?? jobs;
  return (
    <>
      <ErrorSummary errors={refused?.errors ?? {}} title="Nothing was done" />
      <PageHeading title="Jobs" lede="Work that is done behind the pages: what is owed to the queue, and what the queue makes of it." aside={<CsvLink path="/admin/jobs.csv" filters={filters} />} />
      {done && <Notice kind="success" title={done} />}
      <Tabs
        label="Lists"
        tabs={[
          { href: PATH, label: 'Jobs', current: list === 'jobs' },
          { href: `${PATH}?list=outbox`, label: 'Outbox', count: owed, current: list === 'outbox' },
        ]}
      />
      <div className="grid gap-2">
        {outbox ? <OutboxChips relayed={state === 'relayed'} task={task} /> : <JobChips state={state} task={task} counts={jobs?.counts} />}
        <TaskFilter action={PATH} task={task} keep={{ list: filters.list, state }} />
      </div>
      {outbox && <OutboxList rows={outbox.rows} relayed={state === 'relayed'} />}
      {list === 'jobs' && (jobs ? <JobsList rows={jobs.rows} filtered={Boolean(state ?? task)} /> : <QueueSilent />)}
      <Pagination
        previousHref={page?.newer && listAddress(PATH, { ...filters, before: page.newer })}
        nextHref={page?.older && listAddress(PATH, { ...filters, after: page.older })}
        position={list === 'jobs' ? 'Trouble first, then the newest' : state === 'relayed' ? 'Newest first' : 'Oldest first'}
      />
    </>
  );
}

type Kept = { state?: string | undefined; task?: string | undefined };

function JobChips({ state, task, counts }: Kept & { counts?: Readonly<Record<string, number | undefined>> | undefined }) {
  const chips = JOB_STATE_NAMES.map((value) => {
    const active = state === value;
    return { label: JOB_STATES[value].word, active, href: listAddress(PATH, { state: active ? null : value, task }), ...(counts && { count: counts[value] ?? 0 }) };
  });
  return <FilterChips label="State" chips={chips} />;
}

/** One of two, so neither is taken away: waiting is where one begins. */
function OutboxChips({ relayed, task }: { relayed: boolean; task: string | undefined }) {
  const href = (state: string | null) => listAddress(PATH, { list: 'outbox', state, task });
  return <FilterChips label="State" chips={[{ label: 'Handed over', active: relayed, href: href(relayed ? null : 'relayed') }]} />;
}
