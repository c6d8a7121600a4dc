import { parseWithZod } from '@conform-to/zod/v4';
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refusedForm, refuseForm } from '#app/auth/form-answer.server.ts';
import { notFound, requireAdmin } from '#app/auth/guards.server.ts';
import { UNTOUCHED_FORM } from '#app/auth/untouched-form.ts';
import { ErrorSummary } from '#app/components/form/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { resources } from '#app/server-resources.server.ts';
import { cancelJob, clearJob, tryJobsNow } from '#app/use-cases/steer-jobs.server.ts';
import { listAudit } from '#db/audit-search.ts';
import { listAddress } from '../admin/list-address.ts';
import { jobRow } from '../admin.jobs._index/job-rows.server.ts';
import { QueueSilent } from '../admin.jobs._index/queue-silent.tsx';
import { JOB_ID, jobSchema } from '../admin.jobs._index/schema.ts';
import { JobTag } from '../admin.jobs._index/state-tag.tsx';
import { taskInWords } from '../admin.jobs._index/task-words.ts';
import { JobFacts } from './job-facts.tsx';
import { JobHistory } from './job-history.tsx';
import { Steering } from './steering.tsx';

const BACK = { href: '/admin/jobs', label: 'Jobs' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.job ? taskInWords(data.job.task) : 'Job'} · OneVisit desk` }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const jobId = readJobId(params);
  const { db, queue } = resources();
  const found = await queue.find([jobId]);
  if (found === null) return json({ job: null, deeds: [] }, { status: 503 });
  const [job] = found;
  if (!job) throw notFound();
  const { rows } = await listAudit(db, { kind: 'job', subjectIds: [jobId], from: job.created_at }, {});
  return json({ job: jobRow(job), deeds: rows.map(({ id, listed_at, verb, reason, actor_name }) => ({ id, listed_at, verb, reason, actor_name })) });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId: adminId } = await requireAdmin(request);
  const jobId = readJobId(params);
  const submission = parseWithZod(await request.formData(), { schema: jobSchema });
  if (submission.status !== 'success') return refuseForm(submission);
  const { db, queue } = resources();
  const wish = submission.value;
  const order = { adminId, now: new Date() };
  const outcome =
    wish.intent === 'try_now' ? await tryJobsNow({ db, queue }, { ...order, jobIds: [jobId] }) : await { cancel: cancelJob, clear: clearJob }[wish.intent]({ db, queue }, { ...order, jobId, reason: wish.reason });
  if (outcome.ok) return redirect(listAddress('/admin/jobs', { done: wish.intent }), 303);
  if (outcome.refusal.code === 'no_such_job') throw notFound();
  return json(refusedForm(submission.reply({ formErrors: [outcome.refusal.message] })), { status: outcome.refusal.code === 'queue_silent' ? 503 : 400 });
}

function readJobId(params: { id?: string | undefined }): string {
  if (!JOB_ID.test(params.id ?? '')) throw notFound();
  return params.id!;
}

export default function JobPage() {
  const { job, deeds } = useLoaderData<typeof loader>();
  const { values, errors } = useActionData<typeof action>() ?? UNTOUCHED_FORM;
  return (
    <>
      <ErrorSummary errors={errors} title="Nothing was done" />
      <PageHeading title={job ? taskInWords(job.task) : 'Job'} back={BACK} aside={job && <JobTag state={job.state} />} />
      {job ? (
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="grid gap-6">
            <div className="card">
              <JobFacts job={job} />
            </div>
            <section className="card grid gap-3">
              <h2>Touched by</h2>
              <JobHistory deeds={deeds} />
            </section>
          </div>
          <div className="grid gap-6">
            <Steering job={job} typed={values.reason} errors={errors} />
          </div>
        </div>
      ) : (
        <QueueSilent />
      )}
    </>
  );
}
