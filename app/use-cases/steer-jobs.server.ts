import { TRY_JOBS_MAX } from '#app/domain/job-bounds.ts';
import { accepted, refused, type Outcome, type Refusal } from '#app/domain/refusal.ts';
import { writeAudit, type AuditEntry } from '#db/audit-log.ts';
import type { Database } from '#db/client.ts';
import type { Job, JobQueue } from '#db/job-queue.ts';
import { inTransaction } from '#db/transaction.ts';

/**
 * An admin's hand on the queue. The audit log is in MySQL and the jobs are in Postgres, and no transaction spans them:
 * so what is wanted is written down first and done after. A crash between leaves a row about a deed that was not done,
 * which the next look at the job shows; the other way round there could be a deed that nobody answers for.
 */
export interface JobsWorld {
  readonly db: Database;
  readonly queue: JobQueue;
}

interface Order {
  readonly adminId: string;
  readonly now: Date;
}

type Code = 'none_chosen' | 'too_many' | 'no_such_job' | 'running' | 'over' | 'queue_silent';
type Steered<T> = Outcome<T, Refusal<Code>>;

const silent = () => refused({ code: 'queue_silent' as const, message: 'The queue’s database does not answer. Nothing was changed; every job is kept. Try again in a minute.' });
const gone = (one: string) => refused({ code: 'no_such_job' as const, message: `${one} is no longer in the queue: it was done meanwhile, or never was there. Nothing was changed; look again.` });
const running = (one: string) => refused({ code: 'running' as const, message: `${one} is running at this moment, and what runs is not touched. Nothing was changed; look again in a minute.` });

/** Makes jobs due at once. One that was given up or cancelled gets all its tries again. Every task bears being run twice. */
export async function tryJobsNow({ db, queue }: JobsWorld, order: Order & { readonly jobIds: readonly string[] }): Promise<Steered<{ readonly tried: number }>> {
  const ids = [...new Set(order.jobIds)];
  if (ids.length === 0) return refused({ code: 'none_chosen', message: 'Tick the jobs to try now.' });
  if (ids.length > TRY_JOBS_MAX) return refused({ code: 'too_many', message: `At most ${TRY_JOBS_MAX} jobs at once. Nothing was changed.` });
  const jobs = await queue.find(ids);
  if (jobs === null) return silent();
  const one = ids.length === 1 ? 'This job' : 'One of these jobs';
  if (jobs.length < ids.length) return gone(one);
  if (jobs.some(({ state }) => state === 'running')) return running(one);
  await inTransaction(db, async (trx) => {
    for (const job of jobs) await writeAudit(trx, { ...deed(order, job, 'try_job_now'), after: { run_at: order.now.toISOString() } });
  });
  const [over, open] = [jobs.filter(isOver), jobs.filter((job) => !isOver(job))];
  const answers = await Promise.all([queue.runNow(over.map(({ id }) => id), { afresh: true }), queue.runNow(open.map(({ id }) => id), { afresh: false })]);
  if (answers.includes(null)) return refused({ code: 'queue_silent', message: 'The queue’s database stopped answering meanwhile. Look at the jobs again: some may have been made due.' });
  const tried = answers.reduce((sum, rows) => sum + (rows?.length ?? 0), 0);
  return tried === 0 ? running(one) : accepted({ tried });
}

/** Never tried again, with the reason where its error stood. What it was about is not undone by this. */
export async function cancelJob(world: JobsWorld, order: Order & { readonly jobId: string; readonly reason: string }): Promise<Steered<{ readonly task: string }>> {
  return endOne(world, order, { verb: 'cancel_job', becomes: 'cancelled', may: (job) => !isOver(job), refusal: 'This job was given up before: there is nothing to cancel. Take it off the list, or try it now.', end: () => world.queue.cancel(order.jobId, order.reason) });
}

/** For what was given up and dealt with in another way. */
export async function clearJob(world: JobsWorld, order: Order & { readonly jobId: string; readonly reason: string }): Promise<Steered<{ readonly task: string }>> {
  return endOne(world, order, { verb: 'clear_job', becomes: 'cleared', may: isOver, refusal: 'This job may still be tried. Cancel it first.', end: () => world.queue.remove(order.jobId) });
}

interface Ending {
  readonly verb: string;
  readonly becomes: string;
  readonly may: (job: Job) => boolean;
  readonly refusal: string;
  readonly end: () => Promise<readonly { id: string }[] | null>;
}

async function endOne({ db, queue }: JobsWorld, order: Order & { readonly jobId: string; readonly reason: string }, ending: Ending): Promise<Steered<{ readonly task: string }>> {
  const found = await queue.find([order.jobId]);
  if (found === null) return silent();
  const [job] = found;
  if (!job) return gone('This job');
  if (job.state === 'running') return running('This job');
  if (!ending.may(job)) return refused({ code: 'over', message: ending.refusal });
  await writeAudit(db, { ...deed(order, job, ending.verb), after: { state: ending.becomes }, reason: order.reason });
  const ended = await ending.end();
  if (ended === null) return refused({ code: 'queue_silent', message: 'The queue’s database stopped answering meanwhile. Look at the job again.' });
  return ended.length === 0 ? running('This job') : accepted({ task: job.task });
}

function isOver({ state }: Job): boolean {
  return state === 'given_up' || state === 'cancelled';
}

function deed({ adminId, now }: Order, job: Job, verb: string): AuditEntry {
  const { task, state, attempts, run_at } = job;
  return { actorKind: 'admin', actorId: adminId, verb, subjectKind: 'job', subjectId: job.id, before: { task, state, attempts, run_at: run_at.toISOString() }, at: now };
}
