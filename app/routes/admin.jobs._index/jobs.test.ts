import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ORIGIN, postRequest, thrownResponse } from '#app/auth/test-people.ts';
import { openTestWorld, type TestWorld } from '#app/auth/test-world.ts';
import { TRY_JOBS_MAX } from '#app/domain/job-bounds.ts';
import { createQueueNudge } from '#app/queue-nudge.server.ts';
import { newId } from '#db/new-id.ts';
import { createTaskList } from '#jobs/task-list.ts';
import { createJobsDatabase, type JobsDatabase } from '../../../e2e/trouble/jobs-database.ts';
import { action as onOne, loader as onePage } from '../admin.jobs.$id/route.tsx';
import { loader as csv } from '../admin.jobs[.]csv.ts';
import { action, loader } from './route.tsx';
import { TASK_NAMES } from './task-words.ts';

const HOUR_MS = 3_600_000;
const silent = new Logger(() => () => {});

let here: TestWorld;
let jobs: JobsDatabase;
beforeAll(async () => {
  // The queue first: a test world's environment has none.
  jobs = await createJobsDatabase();
  here = await openTestWorld();
  process.env.JOBS_DATABASE_URL = jobs.url;
});
afterAll(async () => {
  await here.close();
  await jobs.drop();
});
beforeEach(async () => {
  for (const table of ['outbox_message', 'audit_log'] as const) await here.db.deleteFrom(table).execute();
  await sql('TRUNCATE graphile_worker._private_jobs');
});

const sql = (text: string, values: unknown[] = []) => jobs.queue.withPgClient((client) => client.query(text, values));
const later = () => new Date(Date.now() + HOUR_MS);

/** A job that has failed that many of its three tries, the last time with these words. */
async function failed(tries: number, error = 'Razorpay did not answer', task = 'send-refund', payload: Record<string, unknown> = { refundId: newId() }): Promise<string> {
  const { id } = await jobs.queue.addJob(task, payload, { maxAttempts: 3, runAt: later() });
  await sql('UPDATE graphile_worker._private_jobs SET attempts = $2, last_error = $3 WHERE id = $1', [id, tries, error]);
  return id;
}
const added = async (task: string, payload: Record<string, unknown> = {}, runAt?: Date) => (await jobs.queue.addJob(task, payload, { ...(runAt && { runAt }) })).id;
async function running(): Promise<string> {
  const id = await added('send-payout', { payoutId: newId() });
  await sql("UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'somebody', attempts = 1 WHERE id = $1", [id]);
  return id;
}

const listAt = async (search = '') => (await loader({ request: await here.getAs('kavita', `/admin/jobs${search}`), params: {}, context: {} })).json();
async function press(fields: [string, string][], path = '/admin/jobs') {
  return action({ request: new Request(`${ORIGIN}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: await here.cookieOf('kavita') } }), params: {}, context: {} });
}
const tryNow = (ids: readonly string[], path?: string) => press([['intent', 'try_now'], ...ids.map((id): [string, string] => ['jobId', id])], path);
async function pressOn(id: string, fields: Record<string, string>) {
  return onOne({ request: postRequest(`/admin/jobs/${id}`, fields, await here.cookieOf('kavita')), params: { id }, context: {} });
}
const lookAt = async (id: string) => onePage({ request: await here.getAs('kavita', `/admin/jobs/${id}`), params: { id }, context: {} });
const queued = async () => (await sql('SELECT id::text, attempts, run_at <= now() AS due, last_error FROM graphile_worker._private_jobs ORDER BY id')).rows;
const audits = () => here.db.selectFrom('audit_log').select(['verb', 'subject_kind', 'subject_id', 'actor_id', 'reason', 'before_json', 'at']).orderBy('subject_id').execute();
const words = async (answer: Response) => JSON.stringify(await answer.json());

test('jobs stand trouble first, each with its state, tries and what it is about', async () => {
  const refundId = newId();
  const waiting = await added('send-mail', { template: 'refund-processed', refundId, secretNote: 'dengue' }, later());
  const due = await added('end-holds');
  const cancelled = await failed(3, 'Cancelled on the desk: a test');
  const again = await failed(1);
  const over = await failed(3);
  const busy = await running();
  const { jobs: shown } = await listAt();
  expect(shown!.rows.map(({ id, state }) => [id, state])).toEqual([[over, 'given_up'], [again, 'failed'], [busy, 'running'], [cancelled, 'cancelled'], [due, 'due'], [waiting, 'waiting']]);
  expect(shown!.counts).toEqual({ given_up: 1, failed: 1, running: 1, cancelled: 1, due: 1, waiting: 1 });
  const mail = shown!.rows.at(-1)!;
  expect([mail.letter, mail.concerns]).toEqual(['refund processed', [{ what: 'Refund', id: refundId, href: `/admin/refunds/${refundId}` }]]);
  expect([mail.attempts, mail.max_attempts]).toEqual([0, 25]);
  expect(JSON.stringify(shown)).not.toContain('dengue');
});

test('filters by state and task are the address’s', async () => {
  await failed(3);
  const mail = await failed(3, 'no', 'send-mail', {});
  await added('send-mail', {}, later());
  expect((await listAt('?state=given_up&task=send-mail')).jobs!.rows.map(({ id }) => id)).toEqual([mail]);
  expect((await listAt('?task=send-mail')).jobs!.counts).toEqual({ given_up: 1, waiting: 1 });
  expect((await listAt('?state=nonsense&task=nonsense')).jobs!.rows).toHaveLength(3);
});

test('pages are walked by key there and back, and none is skipped or told twice', async () => {
  await sql(`SELECT graphile_worker.add_jobs(array_agg(('end-holds', '{}', null, now(), null, null, null, null)::graphile_worker.job_spec)) FROM generate_series(1, 120)`);
  await failed(3);
  const seen: string[][] = [];
  let after: string | null = null;
  do {
    const { jobs: page }: Awaited<ReturnType<typeof listAt>> = await listAt(after ? `?after=${after}` : '');
    seen.push(page!.rows.map(({ id }) => id));
    after = page!.older;
  } while (after);
  expect([seen.map((page) => page.length), new Set(seen.flat()).size]).toEqual([[50, 50, 21], 121]);
  const third = (await listAt(`?after=${(await listAt(`?after=${(await listAt()).jobs!.older}`)).jobs!.older}`)).jobs!;
  expect((await listAt(`?before=${third.newer}`)).jobs!.rows.map(({ id }) => id)).toEqual(seen[1]);
});

test('an error is told without addresses, numbers and secrets, and only its first line', async () => {
  const id = await failed(1, 'Rejected: 550 <meera@example.in> +919876543210 at smtp://care:hunter2@mail:25 key rzp_live_abcdef, account 50100123456789012\n    at send (secret.js)');
  await failed(2, '[\n  {\n    "code": "invalid_type",\n    "path": ["refundId"]\n  }\n]');
  const shown = JSON.stringify([await listAt(), await (await lookAt(id)).json(), await (await csv({ request: await here.getAs('kavita', '/admin/jobs.csv'), params: {}, context: {} })).text()]);
  expect(shown).toContain('Rejected: 550');
  expect(shown).toContain('invalid_type');
  for (const secret of ['meera', '9876543210', 'hunter2', 'abcdef', '501001234', 'secret.js']) expect(shown).not.toContain(secret);
});

test('ticked jobs are due now: a failed one keeps its tries, one given up gets all of them and is really run', async () => {
  const [again, over] = [await failed(2), await failed(3, 'no', 'end-holds', {})];
  const answer = await tryNow([again, over], '/admin/jobs?state=failed');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/admin/jobs?state=failed&done=try_now&count=2']);
  expect((await queued()).map(({ id, attempts, due }) => [id, attempts, due])).toEqual([[again, 2, true], [over, 0, true]]);
  const written = await audits();
  const { id: kavita } = await here.accountOf('kavita');
  expect(written.map(({ verb, subject_kind, subject_id, actor_id }) => [verb, subject_kind, subject_id, actor_id])).toEqual([again, over].toSorted().map((id) => ['try_job_now', 'job', id, kavita]));
  expect(JSON.stringify(written.find(({ subject_id }) => subject_id === over)!.before_json)).toContain('given_up');
  const ran: string[] = [];
  await runOnce({ connectionString: jobs.url, logger: silent, taskList: { 'end-holds': async () => void ran.push('end-holds'), 'send-refund': async () => void ran.push('send-refund') } });
  expect(ran.toSorted()).toEqual(['end-holds', 'send-refund']);
});

test('a running job, one that is gone, none, a forged id or too many: nothing is changed and nothing audited', async () => {
  const [busy, over] = [await running(), await failed(3)];
  const before = await queued();
  const many = Array.from({ length: TRY_JOBS_MAX + 1 }, (_, index) => String(index + 1));
  for (const [ids, said] of [[[busy, over], 'One of these jobs is running at this moment'], [['987654321', over], 'One of these jobs is no longer in the queue'], [[], 'Tick the jobs to try now'], [['1; drop'], 'One of these jobs is not in the queue'], [many, 'At most 100 jobs at once']] as const) {
    const answer = await tryNow(ids);
    expect([answer.status, await words(answer)]).toEqual([400, expect.stringContaining(said)]);
  }
  for (const intent of ['try_now', 'cancel', 'clear']) {
    const answer = await pressOn(busy, { intent, reason: 'why not' });
    expect([answer.status, await words(answer)]).toEqual([400, expect.stringContaining('This job is running at this moment')]);
  }
  expect([await queued(), await audits()]).toEqual([before, []]);
});

test('a job is cancelled with a reason, kept, and no longer counted as given up', async () => {
  const id = await failed(1);
  const refused = await pressOn(id, { intent: 'cancel', reason: ' ' });
  expect([refused.status, await words(refused)]).toEqual([400, expect.stringContaining('Say why')]);
  const answer = await pressOn(id, { intent: 'cancel', reason: 'paid by transfer' });
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/admin/jobs?done=cancel']);
  expect(await queued()).toEqual([{ id, attempts: 3, due: false, last_error: 'Cancelled on the desk: paid by transfer' }]);
  expect((await audits()).map(({ verb, subject_id, reason }) => [verb, subject_id, reason])).toEqual([['cancel_job', id, 'paid by transfer']]);
  const { job, deeds } = await (await lookAt(id)).json();
  expect([job!.state, deeds.map(({ verb, actor_name, reason }) => [verb, actor_name, reason])]).toEqual(['cancelled', [['cancel_job', 'Kavita Menon', 'paid by transfer']]]);
  const again = await pressOn(id, { intent: 'cancel', reason: 'twice' });
  expect([again.status, await words(again)]).toEqual([400, expect.stringContaining('nothing to cancel')]);
  const nudge = createQueueNudge(jobs.url);
  expect(await nudge.readDepth()).toMatchObject({ waiting: 0, underHour: 0 });
  await failed(3);
  expect(await nudge.readDepth()).toMatchObject({ waiting: 0, underHour: 1 });
  await nudge.close();
  expect((await tryNow([id])).status).toBe(303);
  expect((await queued())[0]).toMatchObject({ id, attempts: 0, due: true });
});

test('only what is over is taken off the list', async () => {
  const [open, over] = [await failed(1), await failed(3)];
  const refused = await pressOn(open, { intent: 'clear', reason: 'tidy' });
  expect([refused.status, await words(refused)]).toEqual([400, expect.stringContaining('may still be tried')]);
  expect((await pressOn(over, { intent: 'clear', reason: 'sent by hand' })).headers.get('Location')).toBe('/admin/jobs?done=clear');
  expect([(await queued()).map(({ id }) => id), (await audits()).map(({ verb, subject_id, reason }) => [verb, subject_id, reason])]).toEqual([[open], [['clear_job', over, 'sent by hand']]]);
});

test('an id that is no job’s has no page and no verb', async () => {
  for (const id of ['987654321', 'outbox', '1; drop', '0']) {
    expect((await thrownResponse(lookAt(id))).status).toBe(404);
    expect((await thrownResponse(pressOn(id, { intent: 'try_now' }))).status).toBe(404);
    expect((await thrownResponse(pressOn(id, { intent: 'cancel', reason: 'x' }))).status).toBe(404);
  }
  expect(await audits()).toEqual([]);
});

test('the file has every job under the filters, beyond a page, and is in the audit log', async () => {
  await sql(`SELECT graphile_worker.add_jobs(array_agg(('end-holds', '{}', null, now(), null, null, null, null)::graphile_worker.job_spec)) FROM generate_series(1, 60)`);
  const refundId = newId();
  const over = await failed(3, 'no answer', 'send-refund', { refundId });
  const linesOf = async (search: string) => {
    const answer = await csv({ request: await here.getAs('kavita', `/admin/jobs.csv${search}`), params: {}, context: {} });
    return { name: answer.headers.get('Content-Disposition'), lines: (await answer.text()).trimEnd().split('\r\n').slice(1) };
  };
  expect((await linesOf('?state=due')).lines).toHaveLength(60);
  expect((await linesOf('?state=given_up')).lines).toEqual([expect.stringMatching(`^${over},send-refund,,Refund ${refundId},given_up,3,3,,no answer,`)]);
  await putMessages();
  const outbox = await linesOf('?list=outbox');
  expect([outbox.name, outbox.lines.map((line) => line.split(',')[4])]).toEqual(['attachment; filename="onevisit-outbox.csv"', ['waiting', 'in_hand', 'again']]);
  expect((await audits()).map(({ verb, subject_id }) => [verb, subject_id])).toEqual([['download_export', 'jobs'], ['download_export', 'jobs'], ['download_export', 'outbox']]);
});

/** Waiting, in a relay's hands, left by a dead relay, and two handed over; in this order of age. */
async function putMessages(): Promise<string[]> {
  const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 6, minute));
  const none = { leased_by: null, leased_until: null, sent_at: null };
  const rows = [none, { ...none, leased_by: newId(), leased_until: later() }, { ...none, leased_by: newId(), leased_until: at(9) }, { ...none, sent_at: at(20) }, { ...none, sent_at: at(21) }];
  const values = rows.map((row, index) => ({ id: newId(), task: index === 3 ? 'send-mail' : 'send-refund', payload: JSON.stringify({ refundId: newId(), note: 'dengue' }), created_at: at(index), run_at: null, ...row }));
  await here.db.insertInto('outbox_message').values(values).execute();
  return values.map(({ id }) => id);
}

test('the outbox shows what waits, the oldest first, and what was handed over, the newest first', async () => {
  const ids = await putMessages();
  const { outbox, owed, jobs: other } = await listAt('?list=outbox');
  expect([outbox!.rows.map(({ id, state }) => [id, state]), owed, other]).toEqual([[[ids[0], 'waiting'], [ids[1], 'in_hand'], [ids[2], 'again']], 3, null]);
  expect((await listAt('?list=outbox&state=relayed')).outbox!.rows.map(({ id, state }) => [id, state])).toEqual([[ids[4], 'relayed'], [ids[3], 'relayed']]);
  expect((await listAt('?list=outbox&state=relayed&task=send-mail')).outbox!.rows.map(({ id }) => id)).toEqual([ids[3]]);
  expect(JSON.stringify(outbox)).not.toContain('dengue');
});

test('the outbox is handed over at an admin’s wish: the queue is asked, and the wish is in the audit log', async () => {
  await putMessages();
  const answer = await press([['intent', 'relay']], '/admin/jobs?list=outbox');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/admin/jobs?list=outbox&done=relay']);
  await expect.poll(async () => (await jobs.jobs()).map(({ task }) => task)).toEqual(['relay-outbox']);
  expect((await audits()).map(({ verb, subject_kind }) => [verb, subject_kind])).toEqual([['relay_outbox', 'outbox']]);
});

test('every task of the queue is said in words', () => {
  const tasks = Object.keys(createTaskList({ db: here.db } as Parameters<typeof createTaskList>[0]));
  expect(tasks.toSorted()).toEqual(TASK_NAMES.toSorted());
});

test('nobody but an admin sees or moves anything', async () => {
  const over = await failed(3);
  for (const login of ['meera', 'rao'] as const) {
    const cookie = await here.cookieOf(login);
    const args = (path: string, params = {}) => ({ request: postRequest(path, { intent: 'try_now', jobId: over }, cookie), params, context: {} });
    expect((await thrownResponse(action(args('/admin/jobs')))).status).toBe(404);
    expect((await thrownResponse(onOne(args(`/admin/jobs/${over}`, { id: over })))).status).toBe(404);
    for (const call of [loader, csv]) expect((await thrownResponse(call({ request: await here.getAs(login, '/admin/jobs'), params: {}, context: {} }))).status).toBe(404);
    expect((await thrownResponse(onePage({ request: await here.getAs(login, `/admin/jobs/${over}`), params: { id: over }, context: {} }))).status).toBe(404);
  }
  expect([(await queued())[0].attempts, await audits()]).toEqual([3, []]);
});
